import { ROWS_OF_REPORT } from '../smallVariants/numbers.ts'
import type { Migration } from './migration.ts'

/**
 * Small variants, packed: a row of `variant_blocks` holds some hundred of them, column by column, as block.ts lays
 * them out. A case of a million is written and looked through several times faster than a million rows with their
 * index entries would be, and every column can be sorted by, none needing an index.
 *
 * What repeats from variant to variant within a report is kept once, in tables: an annotation (gene, transcript) and
 * a call (filter, origin, consequence ...). Numbers are given report by report, see smallVariants/numbers.ts, so
 * nothing has to be looked up while blocks are added, and all of a report is one range of each table.
 */
export const smallVariantsMigration: Migration = {
  number: 2,
  name: 'small variants',
  up(db) {
    const ofReport = `id >= OLD.id * ${ROWS_OF_REPORT} AND id < (OLD.id + 1) * ${ROWS_OF_REPORT}`
    db.exec(`
      -- Contigs that are no chromosome, e.g. GL000192.1.
      CREATE TABLE contigs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

      -- Absent texts are ''. The same pair may stand here twice.
      CREATE TABLE variant_annotations (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL,
        gene TEXT NOT NULL,
        transcript TEXT NOT NULL,
        -- Its variants stand between these rows of the report, which in a file sorted by place are few.
        first_row INTEGER NOT NULL,
        last_row INTEGER NOT NULL,
        -- How many of them passed.
        passed INTEGER NOT NULL
      ) STRICT;

      CREATE INDEX variant_annotations_by_gene ON variant_annotations (report_id, gene);

      CREATE TABLE variant_calls (
        id INTEGER PRIMARY KEY,
        filter TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('somatic', 'germline', 'unknown')),
        zygosity TEXT NOT NULL CHECK (zygosity IN ('', 'heterozygous', 'homozygous', 'hemizygous')),
        -- Sequence Ontology terms, joined as in the file.
        consequence TEXT NOT NULL,
        -- What the annotation and the consequence come from.
        source TEXT NOT NULL CHECK (source IN ('', 'VEP', 'SnpEff', 'MAF', 'coordinate', 'computed'))
      ) STRICT;

      -- What most questions need stands first: SQLite reads a row only as far as it is asked for.
      CREATE TABLE variant_blocks (
        -- The number of its first variant; the others follow it.
        id INTEGER PRIMARY KEY,
        keys BLOB NOT NULL,
        reads BLOB NOT NULL,
        texts BLOB NOT NULL
      ) STRICT;

      CREATE TRIGGER small_variants_go_with_report AFTER DELETE ON reports BEGIN
        DELETE FROM variant_blocks WHERE ${ofReport};
        DELETE FROM variant_annotations WHERE ${ofReport};
        DELETE FROM variant_calls WHERE ${ofReport};
      END;
    `)
  },
}
