import type { CriterionResult, GermlineClass } from '../../../../shared/classification.ts'
import { parseProteinChange, sameProteinChange } from '../../../../shared/hgvs.ts'
import type { Assessed, PointCriterion } from '../assessed.ts'
import type { PredispositionGene } from '../classificationKnowledge.ts'
import { consequenceTerms } from '../consequenceTerms.ts'
import { nullEffect, nullPoints } from '../nullEffect.ts'
import type { VariantEvidence } from '../oncogenicity/evaluate.ts'
import { populationOf } from '../populationFrequency.ts'
import { codonNeighbours } from '../sameCodon.ts'
import { BA1_EXCEPTIONS, germlineClassOf, germlineCriteria } from './criteria.ts'
import type { GermlineMeaning } from './criteria.ts'

export interface GermlineEvidence extends VariantEvidence {
  readonly gene: PredispositionGene | null
  /** Names the list that `gene` comes from. */
  readonly geneSource: string
}

export interface GermlinePoints {
  readonly points: number
  readonly class: GermlineClass
  readonly criteria: readonly CriterionResult[]
}

/**
 * Points of the criteria that data alone can decide; the rest is listed for a person. Gene-specific rules of a
 * ClinGen expert panel, where there are any, override all of this.
 */
export function germlinePoints(evidence: GermlineEvidence): GermlinePoints {
  const found = new Map<GermlineMeaning, Assessed>([
    ['nullVariantWithKnownMechanism', nullVariant(evidence)],
    ...sameCodon(evidence),
    ...population(evidence),
    ['lengthChangeOutsideRepeat', lengthChange(evidence)],
  ])
  const standsAlone = found.get('veryCommonInPopulation')?.state === 'met'
  const criteria = (Object.keys(germlineCriteria) as GermlineMeaning[]).map((meaning): CriterionResult => {
    const criterion: PointCriterion = germlineCriteria[meaning]
    const assessed = found.get(meaning) ?? {
      state: 'needs a person' as const,
      evidence: criterion.person ?? 'No data.',
    }
    return {
      meaning,
      label: criterion.label,
      asks: criterion.asks,
      fullPoints: criterion.points,
      state: assessed.state,
      points: assessed.state === 'met' ? (assessed.points ?? criterion.points) : 0,
      evidence: assessed.evidence,
    }
  })
  const points = criteria.reduce((sum, one) => sum + one.points, 0)
  return { points, class: standsAlone ? 'benign' : germlineClassOf(points), criteria }
}

function nullVariant(evidence: GermlineEvidence): Assessed {
  const { variant, change, model, comparable, gene, geneSource } = evidence
  const effect = nullEffect(variant, change, model, comparable)
  if (effect.is === 'not null') return { state: 'not met', evidence: 'No null variant.' }
  const name = variant.gene ?? 'the gene'
  if (gene === null || gene.mechanism === null) {
    return {
      state: 'not assessed',
      evidence: `Whether loss of ${name} causes disease is not stated in ${geneSource}.`,
    }
  }
  if (!gene.mechanism.split('/').includes('LoF')) {
    return {
      state: 'not met',
      evidence: `The mechanism of ${name} is gain of function (${geneSource}; ${gene.namedBy}).`,
    }
  }
  if (effect.is === 'unplaced') return { state: 'not assessed', evidence: effect.because }
  const strength = effect.strength === 'very strong' ? '' : ` Counted as ${effect.strength} (PMID 30192042).`
  return {
    state: 'met',
    points: nullPoints[effect.strength],
    evidence: `Loss of function of ${name} causes disease (${geneSource}; ${gene.namedBy}). ${effect.because}${strength}`,
  }
}

/** Pathogenic, by two stars or more: one submitter alone establishes no other variant. */
function isPathogenic(text: string | null, stars: number): boolean {
  return text !== null && stars >= 2 && /^pathogenic(?:\/likely pathogenic)?$/i.test(text)
}

function sameCodon(evidence: GermlineEvidence): [GermlineMeaning, Assessed][] {
  const { variant, change, model, facts, comparable } = evidence
  const both = (assessed: Assessed): [GermlineMeaning, Assessed][] => [
    ['sameChangeAsPathogenic', assessed],
    ['otherPathogenicMissenseAtResidue', assessed],
  ]
  if (change?.kind !== 'substitution')
    return both({ state: 'not met', evidence: 'No substitution of one residue.' })
  if (facts?.hasClinvar !== true)
    return both({ state: 'not assessed', evidence: 'No ClinVar file is imported for this build.' })
  const known = facts.clinvarNearby.filter((fact) => isPathogenic(fact.germlineClass, fact.stars))
  if (known.length === 0) {
    return both({
      state: 'not met',
      evidence:
        'No other change of this codon is pathogenic with two stars or more in the imported ClinVar file.',
    })
  }
  const neighbours = codonNeighbours(variant, change, comparable ? model : null, known)
  if (neighbours === null) {
    return both({ state: 'not assessed', evidence: 'The codon cannot be placed on a proved gene model.' })
  }
  const name = ({ fact }: (typeof neighbours)[number]): string =>
    `ClinVar ${fact.variationId} (${fact.key.ref}>${fact.key.alt} at ${fact.key.pos}, ${fact.germlineClass ?? ''}, ${fact.stars} of 4 stars, ${fact.version ?? 'undated'})`
  const same = neighbours.filter(({ alt }) => alt === change.alt)
  const other = neighbours.filter(({ alt }) => alt !== null && alt !== change.alt && alt !== '*')
  return [
    [
      'sameChangeAsPathogenic',
      same.length > 0
        ? {
            state: 'met',
            evidence: `The same residue arises in ${same.map(name).join(', ')}. Splicing is not checked.`,
          }
        : { state: 'not met', evidence: 'No other base change to the same residue is known pathogenic.' },
    ],
    [
      'otherPathogenicMissenseAtResidue',
      other.length > 0
        ? { state: 'met', evidence: `${other.map(name).join(', ')} changes the same residue.` }
        : { state: 'not met', evidence: 'No other missense change of the residue is known pathogenic.' },
    ],
  ]
}

function population({ variant, change, facts, gene }: GermlineEvidence): [GermlineMeaning, Assessed][] {
  const told = populationOf(variant, facts)
  const { evidence } = told
  if (told.is === 'unmeasured') {
    const unknown: Assessed = { state: 'not assessed', evidence }
    return [
      ['rareInPopulation', unknown],
      ['veryCommonInPopulation', unknown],
      ['commonerThanDisorder', unknown],
    ]
  }
  const exception =
    change !== null &&
    BA1_EXCEPTIONS.some(
      ([symbol, text]) => symbol === variant.gene && sameProteinChange(parseProteinChange(text), change),
    )
  const common = told.is === 'common'
  const recessive = gene?.inheritance === 'AR'
  const state = (met: boolean, more = ''): Assessed => ({
    state: met ? 'met' : 'not met',
    evidence: evidence + more,
  })
  if (common && exception) {
    const barred: Assessed = {
      state: 'not met',
      evidence: `${evidence} A known exception: it causes disease though it is common (PMID 30311383).`,
    }
    return [
      ['rareInPopulation', state(false)],
      ['veryCommonInPopulation', barred],
      ['commonerThanDisorder', barred],
    ]
  }
  const standsAlone = common && told.frequency > 0.05
  return [
    ['rareInPopulation', state(told.is === 'rare')],
    ['veryCommonInPopulation', state(standsAlone)],
    [
      'commonerThanDisorder',
      common && !standsAlone && recessive
        ? {
            state: 'needs a person',
            evidence: `${evidence} Carriers of a recessive disease may be this frequent.`,
          }
        : state(
            common && !standsAlone,
            common && !standsAlone ? ' Above 1%, the cut-off used where no expert panel sets one.' : '',
          ),
    ],
  ]
}

function lengthChange({ variant, change }: GermlineEvidence): Assessed {
  const terms = consequenceTerms(variant)
  const fits =
    change?.kind === 'deletion' ||
    change?.kind === 'insertion' ||
    change?.kind === 'duplication' ||
    change?.kind === 'extension' ||
    terms.some((term) => term.includes('inframe_') || term === 'stop_lost')
  return fits
    ? { state: 'needs a person', evidence: germlineCriteria.lengthChangeOutsideRepeat.person }
    : { state: 'not met', evidence: 'The protein keeps its length, or loses its frame.' }
}
