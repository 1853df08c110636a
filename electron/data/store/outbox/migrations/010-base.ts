import type { Migration } from '../../migrate.ts';

/** The desk's own truth: what exists nowhere else until the hub has acknowledged it. Times are ms since the epoch. */
export const base: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

      CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        author TEXT NOT NULL,
        call_id TEXT,
        customer_id TEXT,
        fault TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        provisional_no TEXT,
        discarded_at INTEGER,
        replaces TEXT
      ) STRICT;
      CREATE INDEX drafts_author ON drafts (author, opened_at);
      CREATE INDEX drafts_call ON drafts (call_id) WHERE call_id IS NOT NULL;

      CREATE TABLE commands (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        author TEXT NOT NULL,
        type TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        bytes TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'inFlight', 'rejected', 'applied')),
        problem TEXT,
        applied_version INTEGER,
        ticket_no TEXT,
        draft TEXT,
        label TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX commands_state ON commands (state, seq);
      CREATE INDEX commands_entity ON commands (entity_id, seq);

      CREATE TABLE discarded_commands (
        id TEXT PRIMARY KEY,
        author TEXT NOT NULL,
        type TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        bytes TEXT NOT NULL,
        problem TEXT,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE counters (
        agent_no TEXT NOT NULL,
        day TEXT NOT NULL,
        provisional INTEGER NOT NULL DEFAULT 0,
        submitted INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (agent_no, day)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE calls (
        id TEXT PRIMARY KEY,
        agent_no TEXT NOT NULL,
        direction TEXT NOT NULL,
        number TEXT,
        number_key TEXT,
        withheld INTEGER NOT NULL,
        trunk INTEGER NOT NULL,
        customer_id TEXT,
        started_at INTEGER NOT NULL,
        answered_at INTEGER,
        ended_at INTEGER,
        ending TEXT,
        acw_ended_at INTEGER
      ) STRICT;
      CREATE INDEX calls_agent ON calls (agent_no, started_at);
      CREATE INDEX calls_customer ON calls (customer_id, started_at) WHERE customer_id IS NOT NULL;

      CREATE TABLE sign_ins (agent_no TEXT PRIMARY KEY, sealed TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
      CREATE TABLE unlock_attempts (agent_no TEXT PRIMARY KEY, failed INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT;
      CREATE TABLE settings (agent_no TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (agent_no, key)) STRICT, WITHOUT ROWID;

      CREATE TABLE number_links (
        number_key TEXT NOT NULL,
        customer_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        relation TEXT NOT NULL,
        command_id TEXT NOT NULL,
        PRIMARY KEY (number_key, customer_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE access_log (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, agent_no TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
    `);
  },
};
