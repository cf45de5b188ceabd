import type { Migration } from './migration.ts'

/**
 * Knowledge in the vault: every version of every imported pack, what shipped with the program when a
 * presentation was made with it, and OncoTree releases. Rows are added and switched on or off, never changed,
 * so that what a board once saw can be explained later.
 */
export const knowledgeMigration: Migration = {
  number: 3,
  name: 'knowledge',
  up(db) {
    db.exec(`
      CREATE TABLE knowledge_packs (
        -- Never given twice: a presentation names the versions it was made with.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        licence TEXT NOT NULL,
        source TEXT NOT NULL,
        retrieved TEXT NOT NULL,
        -- 1: came with the program; kept for comparison only, never switched on.
        shipped INTEGER NOT NULL CHECK (shipped IN (0, 1)),
        format TEXT NOT NULL,
        file_name TEXT NOT NULL,
        -- Of the imported file; null where the pack came with the program.
        sha256 TEXT CHECK (length(sha256) = 64),
        -- Of the pack's JSON: two imports that say the same are one row.
        content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
        imported_at TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1) AND (active = 0 OR shipped = 0)),
        assertions INTEGER NOT NULL,
        companion_diagnostics INTEGER NOT NULL,
        tally TEXT NOT NULL CHECK (json_valid(tally)),
        -- The pack as JSON, compressed with zstd.
        body BLOB NOT NULL,
        UNIQUE (name, version, content_sha256, shipped)
      ) STRICT;

      CREATE UNIQUE INDEX knowledge_packs_active ON knowledge_packs (name) WHERE active = 1;

      -- Disease trees that a hospital imported; without an active one the tree of the program is used.
      CREATE TABLE oncotrees (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        version TEXT NOT NULL,
        content_sha256 TEXT NOT NULL UNIQUE CHECK (length(content_sha256) = 64),
        imported_at TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        types INTEGER NOT NULL,
        body BLOB NOT NULL
      ) STRICT;

      CREATE UNIQUE INDEX oncotrees_active ON oncotrees (active) WHERE active = 1;
    `)
  },
}
