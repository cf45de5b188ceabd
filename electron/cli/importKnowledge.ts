import { CaseboardError, errorLine, toErrorData } from '../../shared/errors.ts'
import type { KnowledgeOutcome } from '../../shared/knowledgeImport.ts'
import { importKnowledgeFile } from '../app/knowledgeImport/importKnowledgeFile.ts'
import { exitCode } from './exitCode.ts'
import { type VaultOptions, print, withOpenVault } from './session.ts'

export interface KnowledgeImportOptions extends VaultOptions {
  readonly licence?: string
  readonly version?: string
  readonly retrieved?: string
}

/** `knowledge import FILE...`: each file whole or not at all; the first bad file ends the command with exit 3. */
export async function importKnowledgeFiles(
  files: readonly string[],
  options: KnowledgeImportOptions,
): Promise<void> {
  const outcomes: KnowledgeOutcome[] = []
  const error = await withOpenVault(options, async (context) => {
    try {
      for (const path of files) {
        outcomes.push(
          await importKnowledgeFile(context, {
            path,
            licence: options.licence ?? null,
            version: options.version ?? null,
            retrieved: options.retrieved ?? null,
          }),
        )
      }
      return null
    } catch (problem) {
      return problem instanceof CaseboardError ? problem : new CaseboardError(toErrorData(problem))
    }
  })
  print(
    options,
    { files: outcomes.map(documentOf), ...(error === null ? {} : { error: error.data }) },
    outcomes.map(lineOf),
  )
  for (const outcome of outcomes) tell(outcome)
  if (error === null) return
  process.stderr.write(`caseboard: ${errorLine(error.data)}\n`)
  process.exitCode = exitCode(error.data.code)
}

function documentOf(outcome: KnowledgeOutcome): unknown {
  if (outcome.kind === 'oncotree') return outcome
  const { manifest, tally, kind, fileName, format, packId, added, assertions, geneRoles, trials } = outcome
  return { kind, file: fileName, format, packId, added, ...manifest, assertions, geneRoles, trials, ...tally }
}

function lineOf(outcome: KnowledgeOutcome): string {
  if (outcome.kind === 'oncotree') {
    return `${outcome.fileName}: ${outcome.version}, ${outcome.nodes} tumor types, in use from now on; ${outcome.vanished.length} used codes are no longer in it`
  }
  const { tally, manifest } = outcome
  return (
    `${outcome.fileName}: ${outcome.format}, pack ${manifest.name} ${manifest.version}: ${tally.read} read, ` +
    `${tally.taken} taken, ${tally.refusedCount} refused; ${outcome.assertions} entries, ${outcome.geneRoles} gene roles, ${outcome.trials} trials. ` +
    `Licence: ${manifest.licence}${outcome.added ? '' : '. Already in the vault: nothing was changed'}`
  )
}

function tell(outcome: KnowledgeOutcome): void {
  if (outcome.kind === 'oncotree') {
    for (const { code, name, cases, packs } of outcome.vanished) {
      const used = [
        ...cases.map((one) => `case ${one}`),
        ...packs.map((pack) => `${pack.entries} entries of ${pack.name}`),
      ]
      process.stderr.write(
        `warning: ${code} (${name}) is not in ${outcome.version}; used by ${used.join(', ')}\n`,
      )
    }
    return
  }
  for (const warning of outcome.tally.warnings)
    process.stderr.write(`${outcome.fileName}: warning: ${warning}\n`)
  for (const { line, field, reason } of outcome.tally.refused) {
    process.stderr.write(
      `${outcome.fileName}, line ${line}${field === '' ? '' : `, field ${field}`}: refused: ${reason}\n`,
    )
  }
}
