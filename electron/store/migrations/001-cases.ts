import type { Migration } from './migration.ts'

/**
 * Cases, reports with their kept originals, alterations other than small variants, assays, registered files,
 * the audit log and settings. Lists that are only ever read and written whole are JSON; everything that is
 * searched, joined or counted is a column.
 */
export const casesMigration: Migration = {
  number: 1,
  name: 'cases',
  up(db) {
    db.exec(`
      CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        pseudonym TEXT NOT NULL UNIQUE,
        sex TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
        year_of_birth INTEGER,
        diagnosis TEXT,
        diagnosis_text TEXT,
        stage TEXT,
        performance_status INTEGER CHECK (performance_status BETWEEN 0 AND 5),
        question TEXT,
        identifiers TEXT NOT NULL CHECK (json_valid(identifiers)),
        prior_therapies TEXT NOT NULL CHECK (json_valid(prior_therapies)),
        family_history TEXT NOT NULL CHECK (json_valid(family_history)),
        comedications TEXT NOT NULL CHECK (json_valid(comedications)),
        specimens TEXT NOT NULL CHECK (json_valid(specimens)),
        -- Pseudonym, diagnosis code and diagnosis text in lower case: SQLite folds ASCII letters only.
        search_text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT;

      -- The case list, newest first, and its search read this index alone.
      CREATE INDEX cases_listed ON cases (changed_at DESC, id DESC, search_text);

      CREATE TABLE reports (
        -- Never given twice: the numbers of a report's variants begin with it (smallVariants/numbers.ts), and a
        -- board's note may name a variant of a report that was removed since.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        bytes INTEGER NOT NULL,
        format TEXT NOT NULL,
        format_version TEXT,
        build TEXT CHECK (build IN ('GRCh37', 'GRCh38')),
        tumor_sample TEXT,
        normal_sample TEXT,
        specimen TEXT,
        assay TEXT,
        report_date TEXT,
        imported_at TEXT NOT NULL,
        imported_by TEXT NOT NULL,
        reader TEXT NOT NULL,
        normalised_against TEXT,
        records_read INTEGER NOT NULL,
        records_taken INTEGER NOT NULL,
        refused_count INTEGER NOT NULL,
        refused TEXT NOT NULL CHECK (json_valid(refused)),
        warnings TEXT NOT NULL CHECK (json_valid(warnings)),
        alterations TEXT NOT NULL CHECK (json_valid(alterations)),
        -- Sum over the kinds in "alterations", so that the case list never counts variants.
        alteration_total INTEGER NOT NULL
      ) STRICT;

      CREATE INDEX reports_of_case ON reports (case_id, alteration_total);
      -- One file may be imported once per tumor sample of a case.
      CREATE UNIQUE INDEX reports_by_file ON reports (case_id, sha256, coalesce(tumor_sample, ''));

      CREATE TABLE report_originals (
        report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        chunk INTEGER NOT NULL,
        encoding TEXT NOT NULL CHECK (encoding IN ('zstd', 'none')),
        data BLOB NOT NULL,
        UNIQUE (report_id, chunk)
      ) STRICT;

      CREATE TABLE other_alterations (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        -- Gene or marker, and the 3' partner of a fusion.
        gene TEXT,
        partner_gene TEXT,
        status TEXT NOT NULL CHECK (status IN ('detected', 'not detected', 'not assessed')),
        line INTEGER,
        body TEXT NOT NULL CHECK (json_valid(body))
      ) STRICT;

      CREATE INDEX other_alterations_of_report ON other_alterations (report_id);

      CREATE TABLE assays (
        name TEXT PRIMARY KEY,
        laboratory TEXT,
        method TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body))
      ) STRICT;

      CREATE TABLE tracks (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        format TEXT NOT NULL,
        build TEXT NOT NULL CHECK (build IN ('GRCh37', 'GRCh38')),
        specimen TEXT,
        path TEXT NOT NULL,
        index_path TEXT,
        bytes INTEGER NOT NULL
      ) STRICT;

      CREATE INDEX tracks_of_case ON tracks (case_id);

      CREATE TABLE reference_files (
        id INTEGER PRIMARY KEY,
        build TEXT NOT NULL CHECK (build IN ('GRCh37', 'GRCh38')),
        kind TEXT NOT NULL CHECK (kind IN ('fasta', '2bit', 'gene models')),
        name TEXT NOT NULL,
        path TEXT NOT NULL UNIQUE,
        index_path TEXT,
        bytes INTEGER NOT NULL,
        checked TEXT NOT NULL
      ) STRICT;

      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))
      ) STRICT;

      -- AUTOINCREMENT keeps the highest number given in sqlite_sequence: a cut-off end of the log shows.
      CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        user TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;

      CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
      BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

      CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
      BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

      CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
      WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id)
      BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
    `)
  },
}
