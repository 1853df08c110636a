-- One row: who this hub is, which history of the database it serves, and its signing key.
create table hub_meta (
  only_row boolean primary key default true check (only_row),
  hub_id uuid not null,
  epoch text not null,
  cluster_id text not null,
  timeline integer not null,
  token_key bytea not null,
  -- Customers made by the seed tool may be replaced by it; real ones (state none) never.
  seed_state text not null default 'none' check (seed_state in ('none', 'loading', 'loaded'))
);

-- 总部 / 省 / 市 / 班组. `path` is the materialised way from the root, e.g. /hq/fj/fz/fz-1/
create table orgs (
  id text primary key,
  parent_id text references orgs (id),
  level text not null check (level in ('headquarters', 'province', 'city', 'team')),
  name text not null,
  path text not null unique,
  area_code text,
  ticket_prefix text,
  check ((level = 'city') = (area_code is not null and ticket_prefix is not null))
);
create index orgs_by_path on orgs (path text_pattern_ops);

create table agents (
  no text primary key,
  name text not null,
  role text not null check (role in ('agent', 'lead', 'backOffice', 'accountManager', 'quality', 'admin')),
  org_id text not null references orgs (id),
  password_hash text not null,
  sip_password text not null,
  enabled boolean not null default true,
  demo boolean not null default false
);

-- Kept for unknown numbers as well, so that they behave like known ones.
create table sign_in_attempts (
  agent_no text primary key,
  failures integer not null,
  locked_until timestamptz,
  updated_at timestamptz not null
);
create index sign_in_attempts_by_age on sign_in_attempts (updated_at);

create table desk_sign_ins (
  desk_id uuid not null,
  agent_no text not null references agents (no),
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (desk_id, agent_no)
);

create table sessions (
  id uuid primary key,
  agent_no text not null references agents (no),
  desk_id uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);

create table refresh_tokens (
  hash bytea primary key,
  session_id uuid not null references sessions (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  successor bytea
);
create index refresh_tokens_by_session on refresh_tokens (session_id);

create table agent_presence (
  agent_no text primary key references agents (no),
  desk_id uuid not null,
  state text not null,
  reason text,
  since bigint not null,
  seen_at timestamptz not null
);

create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  agent_no text,
  desk_id uuid,
  detail jsonb not null
);
create index access_log_by_time on access_log (at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger access_log_append_only before update or delete or truncate on access_log
  for each statement execute function refuse_change();
