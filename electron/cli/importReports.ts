import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { CaseboardError, errorLine, toErrorData } from '../../shared/errors.ts'
import {
  type Case,
  type GenomeBuild,
  type Report,
  type SpecimenKind,
  caseInputSchema,
} from '../../shared/model.ts'
import { type AppContext, openStore } from '../app/appContext.ts'
import { caseHandlers } from '../app/handlers/cases.ts'
import { importReport } from '../app/import/importReport.ts'
import { previewReport } from '../reports/readReport.ts'
import type { Store } from '../store/calls.ts'
import { exitCode } from './exitCode.ts'
import { type VaultOptions, print, withOpenVault } from './session.ts'

export interface ImportOptions extends VaultOptions {
  readonly case: string
  readonly diagnosis?: string
  readonly build?: GenomeBuild
  readonly tumorSample?: string
  readonly assay?: string
  readonly specimen?: SpecimenKind
}

interface ImportOutcome {
  readonly reports: readonly { readonly file: string; readonly report: Report }[]
  readonly error: CaseboardError | null
}

/** `import FILE... --case ID`: each file in one transaction; the first bad file ends the command with exit 3. */
export async function importReports(files: readonly string[], options: ImportOptions): Promise<void> {
  const outcome = await withOpenVault(options, (context) => importAll(context, files, options))
  const document = {
    case: options.case,
    files: outcome.reports.map(({ file, report }) => ({
      file,
      format: report.format,
      build: report.build,
      read: report.read,
      taken: report.taken,
      refused: report.refused,
      refusedCount: report.refusedCount,
      warnings: report.warnings,
    })),
    alterations: sumAlterations(outcome.reports.map(({ report }) => report)),
    ...(outcome.error === null ? {} : { error: outcome.error.data }),
  }
  print(options, document, [
    ...outcome.reports.map(
      ({ file, report }) =>
        `${file}: ${report.format}, ${report.build ?? 'no build'}, ${report.read} read, ${report.taken} taken, ` +
        `${report.refusedCount} refused`,
    ),
    `Case ${options.case}: ${JSON.stringify(document.alterations)}`,
  ])
  for (const { file, report } of outcome.reports) {
    for (const warning of report.warnings) process.stderr.write(`${file}: warning: ${warning}\n`)
    for (const { line, field, reason } of report.refused) {
      process.stderr.write(`${file}, line ${line}, field ${field}: refused: ${reason}\n`)
    }
  }
  if (outcome.error === null) return
  process.stderr.write(`caseboard: ${errorLine(outcome.error.data)}\n`)
  process.exitCode = exitCode(outcome.error.data.code)
}

async function importAll(
  context: AppContext,
  files: readonly string[],
  options: ImportOptions,
): Promise<ImportOutcome> {
  const store = openStore(context)
  const reports: { file: string; report: Report }[] = []
  let createdCase: number | null = null
  try {
    // Every file is looked at before the case is created, so that a wrong one leaves nothing behind.
    for (const file of files) await previewReport(file)
    await warnOfUndescribedAssay(store, options.assay)
    const existing = await store.read('caseByPseudonym', { pseudonym: options.case })
    if (existing !== null) checkSameDiagnosis(existing, options)
    const caseId = existing?.id ?? (createdCase = await createCase(context, options))
    if (existing !== null) await addSpecimen(context, existing, options)
    for (const file of files) {
      const earlier = existing === null ? null : await alreadyHeld(store, existing.id, file, options)
      if (earlier !== null) {
        reports.push({ file, report: earlier })
        continue
      }
      const report = await importReport(
        store,
        {
          caseId,
          path: file,
          build: options.build ?? null,
          tumorSample: options.tumorSample ?? null,
          assay: options.assay ?? null,
          specimen: options.specimen ?? null,
        },
        {},
        context.options.resourcesDirectory,
      )
      reports.push({ file, report })
    }
    return { reports, error: null }
  } catch (error) {
    if (createdCase !== null && reports.length === 0) await store.write('caseRemove', { caseId: createdCase })
    return {
      reports,
      error: error instanceof CaseboardError ? error : new CaseboardError(toErrorData(error)),
    }
  }
}

/** The report that this very file already is in the case: importing it again changes nothing and is no error. */
async function alreadyHeld(
  store: Store,
  caseId: number,
  file: string,
  options: ImportOptions,
): Promise<Report | null> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  const earlier = await store.read('findReportBySha', {
    caseId,
    sha256: hash.digest('hex'),
    ...(options.tumorSample === undefined ? {} : { tumorSample: options.tumorSample }),
  })
  if (earlier === null) return null
  const note = `Already imported on ${earlier.importedAt.slice(0, 10)}; nothing was changed.`
  return { ...earlier, warnings: [...earlier.warnings, note] }
}

/** A misspelt assay would quietly turn every negative into "not assessed". */
async function warnOfUndescribedAssay(store: Store, name: string | undefined): Promise<void> {
  if (name === undefined) return
  const described = (await store.read('assayList', {})).map((assay) => assay.name)
  if (described.includes(name)) return
  process.stderr.write(
    `warning: the vault describes no assay "${name}": what it did not find counts as not assessed. ` +
      `Described are: ${described.length === 0 ? 'none' : described.join(', ')} (add one with: assay add FILE)\n`,
  )
}

function checkSameDiagnosis(existing: Case, options: ImportOptions): void {
  if (options.diagnosis === undefined || options.diagnosis === existing.diagnosis) return
  throw new CaseboardError({
    code: 'conflict',
    message: `Case "${options.case}" is already there with diagnosis ${existing.diagnosis ?? 'unresolved'}, not ${options.diagnosis}.`,
    remedy: 'Leave --diagnosis out, or correct the diagnosis in the application.',
    field: '--diagnosis',
  })
}

async function createCase(context: AppContext, options: ImportOptions): Promise<number> {
  const input = caseInputSchema.parse({
    pseudonym: options.case,
    diagnosis: options.diagnosis ?? null,
    specimens: options.specimen === undefined ? [] : [newSpecimen(options.specimen)],
  })
  if (options.diagnosis === undefined) {
    process.stderr.write(
      'warning: no --diagnosis: the tumor type is unresolved and no tier I will be given\n',
    )
  }
  const { caseId } = await caseHandlers['case/create'](context, { input })
  return caseId
}

function newSpecimen(kind: SpecimenKind): Case['specimens'][number] {
  return { name: kind, kind, site: null, collected: null, purity: null }
}

async function addSpecimen(context: AppContext, existing: Case, options: ImportOptions): Promise<void> {
  if (options.specimen === undefined || existing.specimens.some(({ name }) => name === options.specimen))
    return
  const input = caseInputSchema.parse({
    ...existing,
    specimens: [...existing.specimens, newSpecimen(options.specimen)],
  })
  await openStore(context).write('caseUpdate', { caseId: existing.id, input })
}

function sumAlterations(reports: readonly Report[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const { alterations } of reports) {
    for (const [kind, count] of Object.entries(alterations)) sum[kind] = (sum[kind] ?? 0) + count
  }
  return sum
}
