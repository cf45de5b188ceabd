import type { Migration } from './migration.ts'

/**
 * Facts of imported files by the place of a variant, and curators' judgements.
 *
 * Facts are keyed by (file, site, alleles) and lie in that order: the files are sorted by position, so rows are
 * appended, and all questions are ranges of the key. What repeats from row to row stands once in `fact_texts`. Rows
 * go with their file by a trigger, not by a foreign key, which would look the file up again for each of millions.
 */
export const factsAndJudgementsMigration: Migration = {
  number: 6,
  name: 'facts and judgements',
  up(db) {
    db.exec(`
      CREATE TABLE fact_files (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('ClinVar', 'population frequency')),
        name TEXT NOT NULL,
        version TEXT,
        licence TEXT NOT NULL,
        build TEXT NOT NULL CHECK (build IN ('GRCh37', 'GRCh38')),
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        bytes INTEGER NOT NULL,
        imported_at TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        records_read INTEGER NOT NULL,
        records_taken INTEGER NOT NULL,
        refused_count INTEGER NOT NULL,
        refused TEXT NOT NULL CHECK (json_valid(refused)),
        warnings TEXT NOT NULL CHECK (json_valid(warnings))
      ) STRICT;

      -- The same text may stand here twice.
      CREATE TABLE fact_texts (
        id INTEGER PRIMARY KEY,
        file_id INTEGER NOT NULL,
        text TEXT NOT NULL CHECK (json_valid(text))
      ) STRICT;

      CREATE INDEX fact_texts_of_file ON fact_texts (file_id);

      CREATE TABLE clinvar_facts (
        file_id INTEGER NOT NULL,
        -- Chromosome and position, see smallVariants/site.ts.
        site INTEGER NOT NULL,
        -- REF>ALT.
        alleles TEXT NOT NULL,
        variation_id TEXT NOT NULL,
        -- Rows of fact_texts: class with review; conditions; genes and consequences.
        statement_id INTEGER NOT NULL,
        conditions_id INTEGER NOT NULL,
        effects_id INTEGER NOT NULL,
        PRIMARY KEY (file_id, site, alleles)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE frequency_facts (
        file_id INTEGER NOT NULL,
        site INTEGER NOT NULL,
        alleles TEXT NOT NULL,
        allele_count INTEGER NOT NULL,
        allele_number INTEGER NOT NULL,
        homozygotes INTEGER,
        -- "group count number homozygotes", parted by semicolons; homozygotes "." where not stated.
        groups TEXT NOT NULL,
        filter TEXT,
        PRIMARY KEY (file_id, site, alleles)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER facts_go_with_file AFTER DELETE ON fact_files BEGIN
        DELETE FROM clinvar_facts WHERE file_id = OLD.id;
        DELETE FROM frequency_facts WHERE file_id = OLD.id;
        DELETE FROM fact_texts WHERE file_id = OLD.id;
      END;

      ALTER TABLE cases ADD COLUMN secondary_findings TEXT NOT NULL DEFAULT 'unknown'
        CHECK (secondary_findings IN ('yes', 'no', 'unknown'));

      CREATE TABLE judgements (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        -- NULL: for every case of the vault.
        case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
        build TEXT NOT NULL CHECK (build IN ('GRCh37', 'GRCh38')),
        chrom TEXT NOT NULL,
        pos INTEGER NOT NULL,
        ref TEXT NOT NULL,
        alt TEXT NOT NULL,
        gene TEXT,
        protein_change TEXT,
        kind TEXT NOT NULL CHECK (kind IN ('oncogenicity', 'germline class', 'origin', 'clonal haematopoiesis')),
        -- NULL: the override was taken back.
        value TEXT,
        reason TEXT NOT NULL CHECK (length(trim(reason)) >= 5),
        judged_by TEXT NOT NULL,
        judged_at TEXT NOT NULL,
        superseded_by INTEGER REFERENCES judgements (id) DEFERRABLE INITIALLY DEFERRED
      ) STRICT;

      CREATE INDEX judgements_of_case ON judgements (case_id);
      CREATE INDEX judgements_by_key ON judgements (build, chrom, pos);
      CREATE INDEX judgements_by_gene ON judgements (gene, protein_change);
      CREATE INDEX judgements_superseded ON judgements (superseded_by) WHERE superseded_by IS NOT NULL;

      -- Once written, a judgement is only ever superseded.
      CREATE TRIGGER judgements_keep BEFORE UPDATE ON judgements
      WHEN OLD.superseded_by IS NOT NULL
        OR (NEW.case_id, NEW.kind, NEW.value, NEW.reason, NEW.judged_by, NEW.judged_at, NEW.pos, NEW.ref, NEW.alt)
          IS NOT (OLD.case_id, OLD.kind, OLD.value, OLD.reason, OLD.judged_by, OLD.judged_at, OLD.pos, OLD.ref, OLD.alt)
      BEGIN SELECT raise(ABORT, 'a judgement is never rewritten'); END;
    `)
  },
}
