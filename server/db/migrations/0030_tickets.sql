create table tickets (
  id uuid primary key,
  scope text not null,
  version integer not null check (version >= 1),
  deleted boolean not null default false,
  no text not null unique,
  customer_id uuid,
  category text not null,
  accepted_at bigint not null,
  body jsonb not null
);
create index tickets_by_scope on tickets (scope, id);
create index tickets_by_customer on tickets (customer_id, category, accepted_at);

-- Count of tickets per city and day (of the hub, UTC+8).
create table ticket_numbers (
  prefix text not null,
  day date not null,
  last integer not null,
  primary key (prefix, day)
);

create table interactions (
  id uuid primary key,
  scope text not null,
  version integer not null check (version >= 1),
  deleted boolean not null default false,
  agent_no text not null,
  customer_id uuid,
  body jsonb not null
);
create index interactions_by_scope on interactions (scope, id);
create index interactions_by_customer on interactions (customer_id);

-- A code is never re-used: a changed list is a new version.
create table code_lists (
  list text not null,
  version integer not null,
  body jsonb not null,
  primary key (list, version)
);
