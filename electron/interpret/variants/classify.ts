import type { GermlineResult, OncogenicityResult } from '../../../shared/classification.ts'
import { germlineClassSchema, oncogenicityClassSchema } from '../../../shared/classification.ts'
import type { Origin, SmallVariant } from '../../../shared/model.ts'
import type { Scope } from '../scope.ts'
import { ACMG_STANDARD } from './germline/criteria.ts'
import { germlinePoints } from './germline/evaluate.ts'
import type { GermlineEvidence } from './germline/evaluate.ts'
import { nullEffect } from './nullEffect.ts'
import type { NullEffect } from './nullEffect.ts'
import { ONCOGENICITY_SOP } from './oncogenicity/criteria.ts'
import { oncogenicityPoints } from './oncogenicity/evaluate.ts'
import { comparability } from './transcripts.ts'

/** The classes of one variant: points from evidence, and the curator's word over them. */

export function evidenceOf(scope: Scope, variant: SmallVariant): GermlineEvidence {
  const { classification, roles } = scope.genes
  const { gene } = variant
  return {
    variant,
    change: scope.index.change(variant),
    role: gene === null ? null : (roles.get(gene) ?? null),
    hotspots: classification.hotspots,
    model: gene === null ? null : classification.codingModel(gene, variant.build),
    comparable: comparability(scope, variant).comparable,
    facts: scope.index.facts(variant),
    gene: gene === null ? null : classification.predisposition(gene),
    geneSource: classification.predispositionSource,
  }
}

export function nullEffectOf(scope: Scope, variant: SmallVariant): NullEffect {
  const { change, model, comparable } = evidenceOf(scope, variant)
  return nullEffect(variant, change, model, comparable)
}

/** The standard is for somatic variants; of a germline one nothing is computed. */
export function oncogenicityOf(scope: Scope, variant: SmallVariant, origin: Origin): OncogenicityResult {
  const judgement = scope.index.judgement(variant, 'oncogenicity')
  const judged = judgement === null ? null : oncogenicityClassSchema.parse(judgement.value)
  const standard = ONCOGENICITY_SOP
  if (origin === 'germline') {
    return {
      computed: null,
      points: 0,
      class: judged,
      judgement,
      standard,
      note: 'Reported as germline: oncogenicity is a class of somatic variants.',
      criteria: [],
    }
  }
  const { points, class: computed, criteria } = oncogenicityPoints(evidenceOf(scope, variant))
  return {
    computed,
    points,
    class: judged ?? computed,
    judgement,
    standard,
    note: withFunctionalStudies(points, criteria),
    criteria: [...criteria],
  }
}

/** What one criterion that only a person can weigh would change: says how far from data alone the class is. */
function withFunctionalStudies(
  points: number,
  criteria: readonly { readonly label: string; readonly state: string; readonly fullPoints: number }[],
): string | null {
  const studies = criteria.find(({ label, state }) => label === 'OS2' && state === 'needs a person')
  if (studies === undefined || points < 0 || points >= 6 || points + studies.fullPoints < 6) return null
  return `From data alone. Functional studies (OS2, ${studies.fullPoints} points), which a person must weigh, would make ${points + studies.fullPoints} points: likely oncogenic.`
}

/** ACMG/AMP classes are for germline variants of genes with a known disease; of others nothing is computed. */
export function germlineOf(scope: Scope, variant: SmallVariant, origin: Origin): GermlineResult {
  const judgement = scope.index.judgement(variant, 'germline class')
  const judged = judgement === null ? null : germlineClassSchema.parse(judgement.value)
  const { classification } = scope.genes
  const none = (note: string): GermlineResult => ({
    computed: null,
    points: 0,
    class: judged,
    judgement,
    standard: ACMG_STANDARD,
    note,
    criteria: [],
  })
  if (origin === 'somatic') return none('Reported as somatic: ACMG/AMP classes are for germline variants.')
  if (variant.gene === null) return none('No gene is named.')
  const known =
    classification.predisposition(variant.gene) !== null ||
    classification.secondaryFindings(variant.gene).length > 0
  if (!known) {
    return none(
      `${variant.gene} is in neither ${classification.predispositionSource} nor ${classification.secondaryFindingsVersion}.`,
    )
  }
  const { points, class: computed, criteria } = germlinePoints(evidenceOf(scope, variant))
  return {
    computed,
    points,
    class: judged ?? computed,
    judgement,
    standard: ACMG_STANDARD,
    note:
      origin === 'unknown'
        ? 'Only true if blood confirms that the variant is germline.'
        : 'Gene-specific rules of a ClinGen expert panel, where there are any, override these points.',
    criteria: [...criteria],
  }
}
