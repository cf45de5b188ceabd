import type { CriterionResult, OncogenicityClass, SiteFacts } from '../../../../shared/classification.ts'
import { canonicalProteinChange, formatProteinChange, residueBalance } from '../../../../shared/hgvs.ts'
import type { ProteinChange } from '../../../../shared/hgvs.ts'
import type { GeneRole } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import type { Assessed, PointCriterion } from '../assessed.ts'
import type { CodingModel, HotspotCounts } from '../classificationKnowledge.ts'
import { consequenceTerms } from '../consequenceTerms.ts'
import { nullEffect, nullPoints } from '../nullEffect.ts'
import { populationOf } from '../populationFrequency.ts'
import { codonNeighbours } from '../sameCodon.ts'
import { oncogenicityBans, oncogenicityClassOf, oncogenicityCriteria } from './criteria.ts'
import type { OncogenicityMeaning } from './criteria.ts'

/** All that the points of one variant are computed from; nothing else is looked at. */
export interface VariantEvidence {
  readonly variant: SmallVariant
  readonly change: ProteinChange | null
  readonly role: GeneRole['role'] | null
  readonly hotspots: HotspotCounts
  readonly model: CodingModel | null
  /** False where the residue numbers are of another transcript. */
  readonly comparable: boolean
  readonly facts: SiteFacts | null
}

export interface OncogenicityPoints {
  readonly points: number
  readonly class: OncogenicityClass
  readonly criteria: readonly CriterionResult[]
}

/**
 * Sums the criteria that data alone can decide. What needs a person, or data that are not there, adds nothing and
 * is listed as such: a low sum is not evidence of a harmless variant.
 */
export function oncogenicityPoints(evidence: VariantEvidence): OncogenicityPoints {
  const found = new Map<OncogenicityMeaning, Assessed>([
    ['nullVariantInTumorSuppressor', nullVariant(evidence)],
    ['lengthChange', lengthChange(evidence)],
    ...hotspot(evidence),
    ...sameCodon(evidence),
    ...population(evidence),
    ['silentWithoutSplicing', silent(evidence)],
  ])
  const meanings = Object.keys(oncogenicityCriteria) as OncogenicityMeaning[]
  const isMet = (meaning: OncogenicityMeaning): boolean => found.get(meaning)?.state === 'met'
  const criteria = meanings.map((meaning): CriterionResult => {
    const { label, points, asks } = oncogenicityCriteria[meaning]
    const assessed = found.get(meaning) ?? needsPerson(meaning)
    const by = oncogenicityBans.find(({ barred }) => barred === meaning)?.by.find(isMet)
    const barred = assessed.state === 'met' && by !== undefined
    return {
      meaning,
      label,
      asks,
      fullPoints: points,
      state: barred ? 'barred' : assessed.state,
      points: assessed.state === 'met' && !barred ? (assessed.points ?? points) : 0,
      evidence: barred
        ? `${assessed.evidence} Not counted beside ${oncogenicityCriteria[by].label}.`
        : assessed.evidence,
    }
  })
  const points = criteria.reduce((sum, one) => sum + one.points, 0)
  return { points, class: oncogenicityClassOf(points), criteria }
}

function needsPerson(meaning: OncogenicityMeaning): Assessed {
  const criterion: PointCriterion = oncogenicityCriteria[meaning]
  return { state: 'needs a person', evidence: criterion.person ?? 'No data.' }
}

function nullVariant({ variant, change, role, model, comparable }: VariantEvidence): Assessed {
  const effect = nullEffect(variant, change, model, comparable)
  if (effect.is === 'not null') return { state: 'not met', evidence: 'No null variant.' }
  if (role === null) {
    return {
      state: 'not assessed',
      evidence: `The role of ${variant.gene ?? 'the gene'} in cancer is not known to the installed packs.`,
    }
  }
  if (role === 'oncogene') {
    return {
      state: 'not met',
      evidence: `${variant.gene ?? ''} is an oncogene: losing it is no known mechanism.`,
    }
  }
  if (effect.is === 'unplaced') return { state: 'not assessed', evidence: effect.because }
  const points = nullPoints[effect.strength]
  const strength = effect.strength === 'very strong' ? '' : ` Counted as ${effect.strength} (PMID 30192042).`
  return {
    state: 'met',
    points,
    evidence: `${variant.gene ?? ''} is a tumor suppressor. ${effect.because}${strength}`,
  }
}

function lengthChange({ variant, change, role }: VariantEvidence): Assessed {
  const terms = consequenceTerms(variant)
  const balance = change === null ? null : residueBalance(change)
  const inFrame =
    (balance !== null && balance !== 0) ||
    terms.some((term) => term.includes('inframe_') || term === 'protein_altering_variant')
  const stopLost = change?.kind === 'extension' ? change.start !== 1 : terms.includes('stop_lost')
  if (!inFrame && !stopLost)
    return { state: 'not met', evidence: 'The protein keeps its length, or loses its frame.' }
  if (role === null) {
    return {
      state: 'not assessed',
      evidence: `The role of ${variant.gene ?? 'the gene'} in cancer is not known to the installed packs.`,
    }
  }
  if (stopLost && role === 'oncogene')
    return { state: 'not met', evidence: 'Lost stop, but no tumor suppressor.' }
  return {
    state: 'met',
    evidence: `${stopLost ? 'Lost stop' : 'In-frame change of length'} in ${variant.gene ?? ''} (${role === 'both' ? 'oncogene and tumor suppressor' : role}). Not checked for repeats.`,
  }
}

function hotspot({
  variant,
  change,
  hotspots,
  comparable,
}: VariantEvidence): [OncogenicityMeaning, Assessed][] {
  const all = (assessed: Assessed): [OncogenicityMeaning, Assessed][] => [
    ['strongHotspot', assessed],
    ['weakerHotspot', assessed],
    ['rareHotspotChange', assessed],
  ]
  if (change === null || variant.gene === null) {
    return all({ state: 'not assessed', evidence: 'The protein change is not stated.' })
  }
  if (change.kind === 'nonsense' || change.kind === 'frameshift') {
    return all({ state: 'not met', evidence: 'Recurrent truncations are loss of function and no hot spot.' })
  }
  const canonical = canonicalProteinChange(change)
  if (canonical.kind !== 'substitution') {
    return all(
      canonical.kind === 'silent'
        ? { state: 'not met', evidence: 'Silent change.' }
        : {
            state: 'not assessed',
            evidence: 'Sample counts are only held for substitutions of one residue.',
          },
    )
  }
  if (!comparable) {
    return all({ state: 'not assessed', evidence: 'Residues are numbered on another transcript.' })
  }
  const count = hotspots.of(variant.gene, canonical)
  if (count === null) {
    return all({
      state: 'not assessed',
      evidence: `No sample counts for ${variant.gene} ${canonical.start ?? ''} in ${hotspots.source}.`,
    })
  }
  const least = hotspots.lowerBound ? ' Counts are a lower bound: a larger release exists.' : ''
  const evidence = `${count.residue} samples at the residue, ${count.sameChange} with ${formatProteinChange(canonical, 'one')}, truncations not counted (${hotspots.source}).${least}`
  const strong = count.residue >= 50 && count.sameChange >= 10
  const weaker = !strong && count.sameChange >= 10
  const state = (met: boolean): Assessed => ({ state: met ? 'met' : 'not met', evidence })
  return [
    ['strongHotspot', state(strong)],
    ['weakerHotspot', state(weaker)],
    ['rareHotspotChange', state(!strong && !weaker)],
  ]
}

/** One star or more: a bare assertion without criteria establishes nothing. */
function isOncogenic(text: string | null, stars: number): boolean {
  return text !== null && stars >= 1 && /^(?:likely )?oncogenic$/i.test(text)
}

function sameCodon(evidence: VariantEvidence): [OncogenicityMeaning, Assessed][] {
  const { variant, change, model, facts } = evidence
  const both = (assessed: Assessed): [OncogenicityMeaning, Assessed][] => [
    ['sameChangeAsOncogenic', assessed],
    ['otherOncogenicMissenseAtResidue', assessed],
  ]
  if (change?.kind !== 'substitution') {
    return both({ state: 'not met', evidence: 'No substitution of one residue.' })
  }
  if (facts?.hasClinvar !== true)
    return both({ state: 'not assessed', evidence: 'No ClinVar file is imported for this build.' })
  const oncogenic = facts.clinvarNearby.filter((fact) =>
    isOncogenic(fact.oncogenicity, fact.oncogenicityStars),
  )
  if (oncogenic.length === 0) {
    return both({
      state: 'not assessed',
      evidence:
        'No other change of this codon has an oncogenicity class with criteria in the imported ClinVar file.',
    })
  }
  const neighbours = codonNeighbours(variant, change, evidence.comparable ? model : null, oncogenic)
  if (neighbours === null) {
    return both({ state: 'not assessed', evidence: 'The codon cannot be placed on a proved gene model.' })
  }
  const name = ({ fact }: (typeof neighbours)[number]): string =>
    `ClinVar ${fact.variationId} (${fact.key.ref}>${fact.key.alt} at ${fact.key.pos}, ${fact.oncogenicity ?? ''}, ${fact.oncogenicityStars} of 4 stars, ${fact.version ?? 'undated'})`
  const same = neighbours.filter(({ alt }) => alt === change.alt)
  const other = neighbours.filter(({ alt }) => alt !== null && alt !== change.alt && alt !== '*')
  return [
    [
      'sameChangeAsOncogenic',
      same.length > 0
        ? { state: 'met', evidence: `The same residue arises in ${same.map(name).join(', ')}.` }
        : { state: 'not met', evidence: 'No other base change to the same residue is classed oncogenic.' },
    ],
    [
      'otherOncogenicMissenseAtResidue',
      other.length > 0
        ? {
            state: 'needs a person',
            evidence: `${other.map(name).join(', ')} changes the same residue: compare how drastic the two are.`,
          }
        : { state: 'not met', evidence: 'No other missense change of the residue is classed oncogenic.' },
    ],
  ]
}

function population({ variant, facts }: VariantEvidence): [OncogenicityMeaning, Assessed][] {
  const told = populationOf(variant, facts)
  const { evidence } = told
  if (told.is === 'unmeasured') {
    const unknown: Assessed = { state: 'not assessed', evidence }
    return [
      ['veryCommonInPopulation', unknown],
      ['commonInPopulation', unknown],
      ['absentFromPopulation', unknown],
    ]
  }
  const very = told.is === 'common' && told.frequency > 0.05
  const state = (met: boolean): Assessed => ({ state: met ? 'met' : 'not met', evidence })
  return [
    ['veryCommonInPopulation', state(very)],
    ['commonInPopulation', state(told.is === 'common' && !very)],
    ['absentFromPopulation', state(told.is === 'rare')],
  ]
}

function silent({ variant, change }: VariantEvidence): Assessed {
  const terms = consequenceTerms(variant)
  const isSilent = change?.kind === 'silent' || terms.includes('synonymous_variant')
  return isSilent
    ? { state: 'needs a person', evidence: oncogenicityCriteria.silentWithoutSplicing.person }
    : { state: 'not met', evidence: 'Not a silent change.' }
}
