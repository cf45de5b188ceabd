import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { importReport } from '../../../electron/app/import/importReport.ts'
import type { ImportRequest, ImportWatch, Store } from '../../../electron/store/calls.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import type { Report } from '../../../shared/model.ts'
import { variantQuerySchema } from '../../../shared/variantQuery.ts'
import type { VariantPage, VariantQuery } from '../../../shared/variantQuery.ts'
import { hasProgram } from '../../bench/peers.ts'
import { ADMINISTRATOR, PASSWORD, caseInput, temporaryFolder } from '../store/vaultFixture.ts'

const RESOURCES = join(import.meta.dirname, '../../../resources')

export interface VaultWithCase {
  readonly directory: string
  readonly store: Store
  readonly caseId: number
}

/** A new vault with one case; closed when the test ends. */
export async function vaultWithCase(): Promise<VaultWithCase> {
  const directory = join(temporaryFolder(), 'vault')
  await createVault(directory, { administrator: ADMINISTRATOR, password: PASSWORD })
  const store = await openVault(directory, { password: PASSWORD })
  onTestFinished(() => store.close().catch(() => undefined))
  const { caseId } = await store.write('caseCreate', {
    input: caseInput({ pseudonym: 'P-1', diagnosis: 'BRCA' }),
  })
  return { directory, store, caseId }
}

export function importInto(
  { store, caseId }: Pick<VaultWithCase, 'store' | 'caseId'>,
  path: string,
  request: Partial<ImportRequest> = {},
  watch: ImportWatch = {},
): Promise<Report> {
  const nothing = { build: null, tumorSample: null, assay: null, specimen: null }
  return importReport(store, { caseId, path, ...nothing, ...request }, watch, RESOURCES)
}

/** Every variant, by position, 100 at most unless `query` says otherwise. */
export function variants(
  { store, caseId }: Pick<VaultWithCase, 'store' | 'caseId'>,
  query: Partial<Omit<VariantQuery, 'caseId' | 'filter'>> = {},
): Promise<VariantPage> {
  return store.read(
    'variantQuery',
    variantQuerySchema.parse({
      caseId,
      filter: { quality: 'all' },
      sort: { column: 'position', descending: false },
      offset: 0,
      limit: 100,
      ...query,
    }),
  )
}

const DATA = join(import.meta.dirname, '../../../../shared/data/reports')

/** A report of the shared data; null, with the reason printed, where it is not on this machine. */
export function sharedReport(name: string): string | null {
  const path = join(DATA, name)
  if (existsSync(path)) return path
  console.warn(`skipped: ${path} is not on this machine`)
  return null
}

/** Standard output of a program, or null, with the reason printed, where it is not installed. */
export function outputOf(program: string, args: readonly string[]): string | null {
  if (hasProgram(program)) return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1e9 })
  console.warn(`skipped: ${program} is not installed`)
  return null
}

/** Nothing of any report is in the case, and the vault is sound. */
export async function traces({ store, caseId }: Pick<VaultWithCase, 'store' | 'caseId'>): Promise<object> {
  const reports = await store.read('reportList', { caseId })
  const page = await variants({ store, caseId })
  const audit = await store.read('auditList', { offset: 0, limit: 1000 })
  const verdict = await store.read('auditVerify', {})
  return {
    reports: reports.length,
    variants: page.total + page.filtered,
    otherAlterations: (await store.read('otherAlterations', { caseId })).length,
    imports: audit.rows.filter((row) => row.action === 'report imported').length,
    auditOk: verdict.ok,
  }
}

export const NO_TRACES = { reports: 0, variants: 0, otherAlterations: 0, imports: 0, auditOk: true }
