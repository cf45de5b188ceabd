import type { Migration } from './migration.ts'

/** Calls may come from Caseboard's own computation: `source` takes one more value. A CHECK cannot be changed in place. */
export const computedAnnotationMigration: Migration = {
  number: 3,
  name: 'computed annotation',
  up(db) {
    db.exec(`
      CREATE TABLE variant_calls_new (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        filter TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('somatic', 'germline', 'unknown')),
        zygosity TEXT NOT NULL CHECK (zygosity IN ('', 'heterozygous', 'homozygous', 'hemizygous')),
        -- Sequence Ontology terms, joined as in the file.
        consequence TEXT NOT NULL,
        -- What the annotation and the consequence come from.
        source TEXT NOT NULL CHECK (source IN ('', 'VEP', 'SnpEff', 'MAF', 'coordinate', 'computed'))
      ) STRICT;
      INSERT INTO variant_calls_new (id, report_id, filter, origin, zygosity, consequence, source)
        SELECT id, report_id, filter, origin, zygosity, consequence, source FROM variant_calls;
      DROP TABLE variant_calls;
      ALTER TABLE variant_calls_new RENAME TO variant_calls;
      CREATE INDEX variant_calls_of_report ON variant_calls (report_id);
    `)
  },
}
