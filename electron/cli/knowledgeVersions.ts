import { CaseboardError } from '../../shared/errors.ts'
import { MOST_CHANGES_SHOWN, changeCounts, changeTotals } from '../../shared/packComparison.ts'
import type { EntryChange } from '../../shared/packComparison.ts'
import type { PackReference } from '../../shared/packVersions.ts'
import { type AppContext, openStore } from '../app/appContext.ts'
import { packOf, stateWith } from '../app/packVersions.ts'
import { affectedCases, readFound } from '../app/rematch/affectedCases.ts'
import { comparePacks } from '../interpret/versions/comparePacks.ts'
import { type VaultOptions, print, withOpenVault } from './session.ts'

export interface VersionOptions extends VaultOptions {
  readonly pack: string
  readonly from: string
  readonly to: string
}

/**
 * The version that a user names: `shipped`, `none`, a version's own name, or `#12`, the number of the vault,
 * where two imports have one version.
 */
async function versionNamed(context: AppContext, name: string, wanted: string): Promise<PackReference> {
  if (wanted === 'shipped' || wanted === 'none') return wanted
  const stored = (await openStore(context).read('packList', {})).filter(
    ({ manifest }) => manifest.name === name,
  )
  const byNumber = /^#(\d+)$/.exec(wanted)
  const found = stored.filter(({ packId, manifest }) =>
    byNumber === null ? manifest.version === wanted : packId === Number(byNumber[1]),
  )
  const [only] = found
  if (only !== undefined && found.length === 1) return only.packId
  if (found.length > 1) {
    throw new CaseboardError({
      code: 'needs-choice',
      message: `The vault has ${found.length} imports of ${name} ${wanted}.`,
      remedy: 'Name one by its number.',
      choices: found.map(({ packId }) => `#${packId}`),
    })
  }
  throw new CaseboardError({
    code: 'not-found',
    message: `The vault has no version ${wanted} of the pack ${name}.`,
    remedy: 'Versions: shipped, none, or one of the choices.',
    choices: stored.map(({ packId, manifest }) => `${manifest.version} (#${packId})`),
  })
}

function lines(title: string, changes: readonly EntryChange[]): string[] {
  const { added, removed, changed } = changeTotals(changes)
  return [
    `${title}: ${added} added, ${removed} removed, ${changed} changed`,
    ...changes
      .slice(0, MOST_CHANGES_SHOWN)
      .flatMap(({ change, id, text, fields }) => [
        `${change}\t${id}\t${text}`,
        ...fields.map(({ field, before, after }) => `\t${field}: ${before || 'none'} -> ${after || 'none'}`),
      ]),
  ]
}

/** `knowledge compare`: what changed between two versions of a pack; its JSON is `PackComparison`. */
export async function knowledgeCompare(options: VersionOptions): Promise<void> {
  const comparison = await withOpenVault(options, async (context) => {
    const from = await versionNamed(context, options.pack, options.from)
    const to = await versionNamed(context, options.pack, options.to)
    const { oncotree } = await context.knowledge()
    return comparePacks(
      await packOf(context, options.pack, from),
      await packOf(context, options.pack, to),
      oncotree,
    )
  })
  print(options, comparison, [
    ...lines('Assertions', comparison.assertions),
    ...lines('Companion diagnostics', comparison.companionDiagnostics),
    ...lines('Roles of genes', comparison.geneRoles),
  ])
}

/** `knowledge affected`: the cases whose match report the change touches; its JSON is a list of `AffectedCase`. */
export async function knowledgeAffected(options: VersionOptions): Promise<void> {
  const cases = await withOpenVault(options, async (context) => {
    const from = await versionNamed(context, options.pack, options.from)
    const to = await versionNamed(context, options.pack, options.to)
    const found = await affectedCases({
      store: openStore(context),
      resourcesDirectory: context.options.resourcesDirectory,
      before: await stateWith(context, options.pack, from),
      after: await stateWith(context, options.pack, to),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    return found.map(readFound)
  })
  print(options, { affected: cases }, [
    `${cases.length} cases affected`,
    ...cases.map(({ pseudonym, diagnosis, change }) => {
      const counts = changeCounts(change)
      return (
        `${pseudonym}\t${diagnosis ?? 'diagnosis unresolved'}\t${counts.therapiesAdded} therapies added, ` +
        `${counts.therapiesRemoved} removed, ${counts.tiersChanged} tiers changed, ${counts.other} other changes`
      )
    }),
  ])
}
