import type { Migration } from './migration.ts'

/**
 * Small variants: one narrow row each, made for a case of a million.
 *
 * What repeats from row to row within a report is kept once: an annotation (gene, transcript) and a call (filter,
 * origin, consequence ...). That saves bytes, and values to bind: binding them is much of
 * the cost of adding a row. Both belong to their report, so nothing has to be looked up while
 * rows are added, and nothing stays behind when the report is removed. What few variants carry sits in `rare`.
 *
 * The indexes are kept while rows are added. They begin with the report (annotation numbers are given report by
 * report), and a file is mostly sorted by position, so entries go to the end of the report's own range; dropping
 * and rebuilding them would cost every other report of the vault.
 *
 * A variant goes with its report by a trigger and not by a foreign key, which would look the report up again
 * for each of a million rows.
 */
export const smallVariantsMigration: Migration = {
  number: 2,
  name: 'small variants',
  up(db) {
    db.exec(`
      -- Contigs that are no chromosome, e.g. GL000192.1.
      CREATE TABLE contigs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

      -- Absent texts are ''. The same pair may stand here twice.
      CREATE TABLE variant_annotations (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        gene TEXT NOT NULL,
        transcript TEXT NOT NULL
      ) STRICT;

      CREATE INDEX variant_annotations_by_gene ON variant_annotations (report_id, gene);

      CREATE TABLE variant_calls (
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

      CREATE INDEX variant_calls_of_report ON variant_calls (report_id);

      CREATE TABLE small_variants (
        -- Never given twice: a board's note may name a variant of a report that was removed since.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        report_id INTEGER NOT NULL,
        -- Chromosome and position in one number that sorts in karyotype order, see smallVariants/site.ts.
        site INTEGER NOT NULL,
        -- REF>ALT: one value to bind instead of two.
        alleles TEXT NOT NULL,
        -- Rows of the same report, written and removed with it. No annotation: neither gene nor transcript.
        annotation_id INTEGER,
        call_id INTEGER NOT NULL,
        -- 2: FILTER is PASS or was never set, and the tumor carries the allele; 1: the tumor carries it but the
        -- caller filtered it; 0: the tumor was genotyped without it.
        standing INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
        -- 1: it may change a protein, see smallVariants/consequences.ts.
        effect INTEGER NOT NULL CHECK (effect IN (0, 1)),
        exon TEXT,
        hgvs_c TEXT,
        hgvs_p TEXT,
        external_ids TEXT,
        line INTEGER,
        depth INTEGER,
        alt_depth INTEGER,
        vaf REAL,
        normal_depth INTEGER,
        normal_vaf REAL,
        population_frequency REAL,
        -- JSON: rawPos, rawRef, rawAlt, clinicalSignificance, phase, where the variant has any of them.
        rare TEXT CHECK (rare IS NULL OR json_valid(rare))
      ) STRICT;

      CREATE TRIGGER small_variants_go_with_report AFTER DELETE ON reports BEGIN
        DELETE FROM small_variants WHERE report_id = OLD.id;
      END;

      -- Counts, the order by position (the first page of a case), a variant's key, and the removal of a report.
      CREATE INDEX small_variants_by_site ON small_variants (report_id, standing, site);

      -- The same for the few that a board looks at.
      CREATE INDEX small_variants_by_effect ON small_variants (report_id, standing, site) WHERE effect = 1;

      -- Variants of a gene, and counts per gene, from the index alone.
      CREATE INDEX small_variants_by_annotation ON small_variants (annotation_id, standing)
        WHERE annotation_id IS NOT NULL;
    `)
  },
}
