import type { Migration } from '../../migrate.ts';

/** The copy of the hub's data: everything in it can be loaded again or derived from the outbox. */
export const base: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      CREATE TABLE scopes (
        scope TEXT PRIMARY KEY,
        epoch TEXT NOT NULL,
        xid TEXT NOT NULL,
        seq TEXT NOT NULL,
        loading TEXT,
        data_as_of INTEGER
      ) STRICT;

      CREATE TABLE customers (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
      CREATE TABLE numbers (value TEXT NOT NULL, kind TEXT NOT NULL, relation TEXT NOT NULL, customer INTEGER NOT NULL) STRICT;

      CREATE TABLE tickets (
        id TEXT PRIMARY KEY,
        scope TEXT,
        hub_version INTEGER NOT NULL,
        hub_body TEXT,
        local_body TEXT,
        open INTEGER NOT NULL,
        customer_id TEXT,
        first_owner TEXT NOT NULL,
        accepted_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX tickets_customer ON tickets (customer_id, open) WHERE customer_id IS NOT NULL;
      CREATE INDEX tickets_owner ON tickets (first_owner, accepted_at);
      CREATE INDEX tickets_open ON tickets (open, accepted_at);
      CREATE INDEX tickets_local ON tickets (id) WHERE local_body IS NOT NULL;

      CREATE TABLE outages (id TEXT PRIMARY KEY, scope TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, open INTEGER NOT NULL) STRICT;
      CREATE TABLE interactions (
        id TEXT PRIMARY KEY,
        scope TEXT NOT NULL,
        version INTEGER NOT NULL,
        customer_id TEXT,
        number TEXT,
        started_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX interactions_customer ON interactions (customer_id, started_at) WHERE customer_id IS NOT NULL;

      CREATE TABLE tombstones (entity TEXT NOT NULL, id TEXT NOT NULL, scope TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (entity, id)) STRICT, WITHOUT ROWID;
      CREATE TABLE profiles (customer_id TEXT PRIMARY KEY, body TEXT NOT NULL, lease_until INTEGER NOT NULL) STRICT;

      CREATE VIRTUAL TABLE search USING fts5(keys, content='', contentless_delete=1, detail=none, tokenize='unicode61');
    `);
  },
};
