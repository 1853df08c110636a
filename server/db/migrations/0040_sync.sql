-- SYNC-SPEC S-10 … S-14: an id, what it said (hash), and what came of it.
create table commands (
  id uuid primary key,
  author text not null,
  sender text not null,
  desk_id uuid not null,
  type text not null,
  entity_id uuid not null,
  content_hash bytea not null,
  outcome jsonb,
  received_at timestamptz not null
);

-- SYNC-SPEC S-60. Read only below pg_snapshot_xmin; `seq` alone would lose rows of slow transactions.
create table change_log (
  scope text not null,
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  entity text not null check (entity in ('customer', 'ticket', 'outage', 'interaction')),
  entity_id uuid not null,
  version integer not null,
  at timestamptz not null default now(),
  primary key (scope, xid, seq)
);
create index change_log_by_xid on change_log (xid, seq);
