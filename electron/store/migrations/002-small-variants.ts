import type { Migration } from './migration.ts'

/**
 * Small variants: one narrow row each, made for a case of a million.
 *
 * Text that repeats (gene, consequence, transcript, exon, filter, contig) is kept once in a dictionary: half
 * the bytes of a row, and binding a number costs less than binding a text. What few variants carry sits in
 * `rare` as JSON, so that the others do not pay for six empty columns.
 *
 * Both indexes are kept while rows are added. They begin with the report, and a file is sorted by position
 * (gene numbers are given in the order genes are met, so they rise with it), so every entry goes to the end of
 * the report's own range: measured, both together cost a sixth of the time of adding rows, and dropping and
 * rebuilding them would cost every other report of the vault.
 */
export const smallVariantsMigration: Migration = {
  number: 2,
  name: 'small variants',
  up(db) {
    db.exec(`
      CREATE TABLE variant_genes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

      -- Consequences as joined Sequence Ontology terms.
      CREATE TABLE variant_consequences (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

      -- Transcripts, exons, filters, contigs that are no chromosome.
      CREATE TABLE variant_terms (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

      CREATE TABLE small_variants (
        -- Never given twice: a board's note may name a variant of a report that was removed since.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        -- 1..22, 23 = X, 24 = Y, 25 = MT; from 1000 on another contig: 1000 + its number in variant_terms.
        chrom INTEGER NOT NULL,
        pos INTEGER NOT NULL,
        ref TEXT NOT NULL,
        alt TEXT NOT NULL,
        gene_id INTEGER,
        consequence_id INTEGER,
        transcript_id INTEGER,
        exon_id INTEGER,
        filter_id INTEGER NOT NULL,
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
        -- 1 where FILTER is PASS or was never set and the tumor carries the allele. A column of its own, since
        -- an index over a generated one does not cover a query.
        passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
        -- Bits, see smallVariants/traits.ts.
        traits INTEGER NOT NULL,
        -- rawPos, rawRef, rawAlt, clinicalSignificance, phase, where the variant has any of them.
        rare TEXT CHECK (rare IS NULL OR json_valid(rare))
      ) STRICT;

      -- Counts, the order by position (the first page of a case), a variant's key, and the cascade.
      CREATE INDEX small_variants_by_position ON small_variants (report_id, passed, chrom, pos);

      -- Variants of a gene, and counts per gene, from the index alone.
      CREATE INDEX small_variants_by_gene ON small_variants (report_id, gene_id, passed) WHERE gene_id IS NOT NULL;
    `)
  },
}
