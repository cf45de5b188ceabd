import { variantKeyText } from '../../../shared/classification.ts'
import type { VariantClassification } from '../../../shared/classification.ts'
import { variantName } from '../../interpret/case/alterationText.ts'
import { withJudgements } from '../../interpret/case/judgements.ts'
import { flagsOf } from '../../interpret/flags/flags.ts'
import { caseScope } from '../../interpret/matching/match.ts'
import { germlineOf, oncogenicityOf } from '../../interpret/variants/classify.ts'
import { oncogenicReason, originOf } from '../../interpret/variants/variantClass.ts'
import { type AppContext, openStore } from '../appContext.ts'
import { importFacts } from '../facts/importFacts.ts'
import type { Handlers } from '../handlerTypes.ts'
import { caseFindings } from '../matchStoredCase.ts'

/** Everything that is said of one stored variant, in the light of its case. */
export async function variantClassification(
  context: AppContext,
  caseId: number,
  variantId: number,
): Promise<VariantClassification> {
  const store = openStore(context)
  const knowledge = await context.knowledge()
  const [variant, found, files] = await Promise.all([
    store.read('variantGet', { variantId }),
    caseFindings(context, caseId),
    store.read('factFileList', {}),
  ])
  const { build, chrom, pos, ref, alt } = variant
  const key = { build, chrom, pos, ref, alt }
  const facts = (await store.read('variantFacts', { keys: [key] })).get(variantKeyText(key)) ?? null
  const alterations = [
    ...found.alterations.filter((one) => one.kind !== 'smallVariant' || one.id !== variantId),
    variant,
  ]
  const all = new Map(found.facts ?? [])
  if (facts !== null) all.set(variantKeyText(key), facts)
  const findings = { ...found, alterations, facts: all }
  // A variant judged to be of blood cells is left out of matching, but its panel still tells all about it.
  const judged = withJudgements(findings)
  const kept = judged.findings.alterations.find((one) => one.kind === 'smallVariant' && one.id === variantId)
  const own = kept?.kind === 'smallVariant' ? kept : variant
  const scope = caseScope(
    kept === undefined
      ? { ...judged.findings, alterations: [...judged.findings.alterations, own] }
      : judged.findings,
    knowledge,
  )
  const report = findings.reports.find(({ id }) => id === own.reportId) ?? null
  const origin = originOf({ alteration: own, report })
  const judgements = (found.judgements ?? []).filter(
    (one) =>
      variantKeyText(one.key) === variantKeyText(key) ||
      (one.gene !== null &&
        one.gene === own.gene &&
        one.proteinChange !== null &&
        one.proteinChange === own.hgvsP),
  )
  return {
    key,
    finding: variantName(scope.index, own),
    countsAsOncogenic: kept === undefined ? null : oncogenicReason(scope, own),
    oncogenicity: oncogenicityOf(scope, own, origin),
    germline: germlineOf(scope, own, origin),
    flags: flagsOf(scope, { alteration: own, report }, knowledge.oncotree).map(({ flag }) => flag),
    clinvar: facts?.clinvar ?? [],
    frequency: facts?.frequency ?? [],
    frequencyAbsent: facts?.frequencyAbsent ?? [],
    factFiles: files.filter((file) => file.build === build),
    judgements,
  }
}

export const classificationHandlers: Handlers<
  | 'variant/classification'
  | 'judgement/set'
  | 'judgement/list'
  | 'facts/import'
  | 'facts/list'
  | 'facts/remove'
> = {
  'variant/classification': (context, { caseId, variantId }) =>
    variantClassification(context, caseId, variantId),

  'judgement/set': (context, args) => openStore(context).write('judgementSet', args),

  async 'judgement/list'(context, args) {
    const { total, judgements } = await openStore(context).read('judgementList', args)
    return { total, judgements: [...judgements] }
  },

  'facts/import'(context, { path, build, name, version, licence }) {
    const store = openStore(context)
    return {
      jobId: context.jobs.start('facts', 'Importing facts', async (control) => {
        await importFacts(
          store,
          path,
          { build, name, version, licence },
          {
            signal: control.signal,
            onProgress: ({ bytesRead, bytesTotal, rows }) =>
              control.progress({ done: bytesRead, total: bytesTotal, variants: rows }),
          },
        )
      }),
    }
  },

  async 'facts/list'(context) {
    return { files: [...(await openStore(context).read('factFileList', {}))] }
  },

  async 'facts/remove'(context, args) {
    await openStore(context).write('factFileRemove', args)
    return { done: true }
  },
}
