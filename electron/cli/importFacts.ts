import type { GenomeBuild } from '../../shared/model.ts'
import { openStore } from '../app/appContext.ts'
import { importFacts } from '../app/facts/importFacts.ts'
import { type VaultOptions, print, withOpenVault } from './session.ts'

export interface FactsOptions extends VaultOptions {
  readonly build?: GenomeBuild
  readonly name?: string
  readonly release?: string
  readonly licence?: string
}

/** `knowledge import-facts FILE`: ClinVar or gnomAD-style VCF into the vault; prints the tally. */
export async function importFactsCommand(path: string, options: FactsOptions): Promise<void> {
  const file = await withOpenVault(options, (context) =>
    importFacts(
      openStore(context),
      path,
      {
        build: options.build ?? null,
        name: options.name ?? null,
        version: options.release ?? null,
        licence: options.licence ?? null,
      },
      {},
    ),
  )
  print(options, file, [
    `${file.fileName}: ${file.name} ${file.version ?? 'undated'}, ${file.build}, ${file.read} read, ${file.taken} taken, ${file.refusedCount} refused`,
  ])
  for (const warning of file.warnings) process.stderr.write(`${path}: warning: ${warning}\n`)
}
