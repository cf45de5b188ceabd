import type { Migration } from './migration.ts'

/** Organ function and conditions of the patient, read and written whole. A case of before has none of them recorded. */
export const clinicalMigration: Migration = {
  number: 4,
  name: 'clinical',
  up(db) {
    db.exec(`
      ALTER TABLE cases ADD COLUMN clinical TEXT NOT NULL DEFAULT '{"organs":[],"conditions":[]}'
        CHECK (json_valid(clinical))
    `)
  },
}
