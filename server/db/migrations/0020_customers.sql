-- `body` is the pop card of shared/domain/customer.ts; numbers are doubled into their own table for look-ups.
create table customers (
  id uuid primary key,
  scope text not null,
  version integer not null check (version >= 1),
  deleted boolean not null default false,
  body jsonb not null
);
create index customers_by_scope on customers (scope, id);

create table customer_numbers (
  value text not null,
  customer_id uuid not null references customers (id) on delete cascade,
  kind text not null,
  relation text not null,
  primary key (value, customer_id)
);
create index customer_numbers_by_customer on customer_numbers (customer_id);

-- What a profile adds to the pop card: leased to a desk, never part of a snapshot.
create table customer_profiles (
  customer_id uuid primary key references customers (id) on delete cascade,
  contract_until bigint,
  credit_score integer,
  bills jsonb not null,
  history jsonb not null
);

-- Known outages (TMF656 ServiceProblem).
create table outages (
  id uuid primary key,
  scope text not null,
  version integer not null check (version >= 1),
  deleted boolean not null default false,
  body jsonb not null
);
create index outages_by_scope on outages (scope, id);
