import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { CaseboardError } from '../../../shared/errors.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import { caseInputSchema } from '../../../shared/model.ts'
import type { CaseInput, OtherAlteration, Report } from '../../../shared/model.ts'
import { openWritable } from '../../../electron/store/database.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { MIGRATIONS } from '../../../electron/store/migrations/list.ts'
import { migrate } from '../../../electron/store/migrations/runner.ts'

export const ADMINISTRATOR = 'Lee'
export const PASSWORD = 'correct horse'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'caseboard-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A migrated, encrypted database without threads or keyring, for tests of the functions behind the calls. */
export async function openTestDatabase(): Promise<WritableDatabase> {
  const db = openWritable(join(temporaryFolder(), 'test.db'), '5a'.repeat(32), 'create')
  onTestFinished(() => {
    db.close()
  })
  await migrate(db, MIGRATIONS, () => Promise.resolve())
  return db
}

/** What a user was told. Fails where nothing was refused. */
export async function refusal(attempt: Promise<unknown> | (() => unknown)): Promise<ErrorData> {
  try {
    await (typeof attempt === 'function' ? attempt() : attempt)
  } catch (error) {
    if (error instanceof CaseboardError) return error.data
    throw error
  }
  throw new Error('It was not refused.')
}

export function caseInput(fields: Partial<CaseInput> & { pseudonym: string }): CaseInput {
  return caseInputSchema.parse(fields)
}

export function report(caseId: number, fields: Partial<Report> = {}): Omit<Report, 'id'> {
  return {
    caseId,
    fileName: 'tumor.vcf',
    sha256: 'a'.repeat(64),
    bytes: 5,
    format: 'VCF',
    formatVersion: '4.2',
    build: 'GRCh38',
    tumorSample: 'T1',
    normalSample: null,
    specimen: null,
    assay: null,
    reportDate: null,
    importedAt: '2026-11-23T10:00:00.000Z',
    importedBy: ADMINISTRATOR,
    reader: 'VCF 1',
    normalisedAgainst: null,
    read: 3,
    taken: 2,
    refusedCount: 1,
    refused: [{ line: 9, field: 'POS', reason: 'not a number' }],
    warnings: [],
    alterations: { smallVariant: 2 },
    ...fields,
  }
}

/** Keeps a file as the original of a report, in pieces of which every other one is compressed. */
export function keepOriginal(
  db: WritableDatabase,
  reportId: number,
  file: Uint8Array,
  pieceBytes: number,
): void {
  const statement = db.prepare(
    'INSERT INTO report_originals (report_id, chunk, encoding, data) VALUES (?, ?, ?, ?)',
  )
  for (let chunk = 0; chunk * pieceBytes < file.length; chunk += 1) {
    const piece = file.subarray(chunk * pieceBytes, (chunk + 1) * pieceBytes)
    if (chunk % 2 === 0) statement.run(reportId, chunk, 'zstd', zstdCompressSync(piece))
    else statement.run(reportId, chunk, 'none', piece)
  }
}

export const HER2_AMPLIFICATION: OtherAlteration = {
  kind: 'copyNumber',
  line: 12,
  status: 'detected',
  build: null,
  gene: 'ERBB2',
  chrom: null,
  start: null,
  end: null,
  copies: 14,
  log2: null,
  call: 'amplification',
  filter: 'PASS',
}

export const ALK_FUSION: OtherAlteration = {
  kind: 'fusion',
  line: 13,
  status: 'detected',
  build: 'GRCh38',
  svType: 'fusion',
  gene5: 'EML4',
  gene3: 'ALK',
  chrom5: '2',
  pos5: 42295516,
  chrom3: '2',
  pos3: 29223528,
  exon5: '13',
  exon3: '20',
  inFrame: true,
  supportingReads: 31,
  filter: 'PASS',
}
