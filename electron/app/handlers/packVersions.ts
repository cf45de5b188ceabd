import { CaseboardError } from '../../../shared/errors.ts'
import { MOST_CHANGES_SHOWN, changeTotals } from '../../../shared/packComparison.ts'
import { comparePacks } from '../../interpret/versions/comparePacks.ts'
import type { Store } from '../../store/calls.ts'
import { packContentSha256 } from '../../store/packs.ts'
import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { packOf, stateWith } from '../packVersions.ts'
import { affectedCases, readFound } from '../rematch/affectedCases.ts'
import type { FoundCase } from '../rematch/messages.ts'
import { packSummaries } from './knowledge.ts'

/** The last finding of each open vault; a newer one takes its place. */
const findings = new WeakMap<Store, { readonly jobId: number; readonly cases: readonly FoundCase[] }>()

export const packVersionHandlers: Handlers<
  | 'knowledge/versions'
  | 'knowledge/activate'
  | 'oncotree/choose'
  | 'knowledge/compare'
  | 'knowledge/affected'
  | 'knowledge/affectedCases'
> = {
  async 'knowledge/versions'(context) {
    const store = openStore(context)
    const [shipped, stored, oncotrees] = await Promise.all([
      context.shippedKnowledge(),
      store.read('packList', {}),
      store.read('oncotreeList', {}),
    ])
    const replaced = new Set(stored.filter(({ active }) => active).map(({ manifest }) => manifest.name))
    return {
      stored: [...stored],
      shipped: packSummaries(shipped).map((summary, index) => ({
        ...summary,
        inUse: !replaced.has(summary.manifest.name),
        contentSha256: packContentSha256(shipped.packs[index]),
      })),
      oncotrees: [...oncotrees],
      shippedOncotree: shipped.oncotree.version,
    }
  },

  async 'knowledge/activate'(context, args) {
    await openStore(context).write('packActivate', args)
    return { done: true }
  },

  async 'oncotree/choose'(context, args) {
    await openStore(context).write('oncotreeActivate', args)
    return { done: true }
  },

  async 'knowledge/compare'(context, { name, from, to }) {
    const [before, after, { oncotree }] = await Promise.all([
      packOf(context, name, from),
      packOf(context, name, to),
      context.knowledge(),
    ])
    const comparison = comparePacks(before, after, oncotree)
    return {
      comparison: {
        ...comparison,
        assertions: comparison.assertions.slice(0, MOST_CHANGES_SHOWN),
        companionDiagnostics: comparison.companionDiagnostics.slice(0, MOST_CHANGES_SHOWN),
        geneRoles: comparison.geneRoles.slice(0, MOST_CHANGES_SHOWN),
      },
      totals: {
        assertions: changeTotals(comparison.assertions),
        companionDiagnostics: changeTotals(comparison.companionDiagnostics),
        geneRoles: changeTotals(comparison.geneRoles),
      },
      shownAtMost: MOST_CHANGES_SHOWN,
    }
  },

  async 'knowledge/affected'(context, { name, from, to }) {
    const store = openStore(context)
    const [before, after] = [await stateWith(context, name, from), await stateWith(context, name, to)]
    const jobId = context.jobs.start(
      'rematch',
      'Matching the cases against both versions',
      async (control) => {
        const cases = await affectedCases({
          store,
          resourcesDirectory: context.options.resourcesDirectory,
          before,
          after,
          signal: control.signal,
          onProgress: ({ done, total }) => control.progress({ done, total, variants: 0 }),
        })
        findings.set(store, { jobId, cases })
      },
    )
    return { jobId }
  },

  async 'knowledge/affectedCases'(context, { jobId, offset, limit }) {
    const found = findings.get(openStore(context))
    if (found?.jobId !== jobId) {
      throw new CaseboardError({
        code: 'not-found',
        message: 'This list of cases is gone.',
        remedy: 'Compare the versions again.',
      })
    }
    return { total: found.cases.length, cases: found.cases.slice(offset, offset + limit).map(readFound) }
  },
}
