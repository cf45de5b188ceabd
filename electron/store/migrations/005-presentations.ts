import type { Migration } from './migration.ts'

/** What a board was shown, when, by whom, and from which versions of the knowledge. Rows are never changed. */
export const presentationsMigration: Migration = {
  number: 5,
  name: 'presentations',
  up(db) {
    db.exec(`
      CREATE TABLE presentations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        by TEXT NOT NULL,
        note TEXT NOT NULL,
        -- Name, version and number in knowledge_packs of each pack in use.
        packs TEXT NOT NULL CHECK (json_valid(packs)),
        oncotree_version TEXT NOT NULL,
        app_version TEXT NOT NULL,
        -- Of the body: the same again on the same day is one presentation.
        content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
        -- Match report and case as shown, JSON compressed with zstd.
        body BLOB NOT NULL
      ) STRICT;

      CREATE INDEX presentations_of_case ON presentations (case_id, id);
    `)
  },
}
