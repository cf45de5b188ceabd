import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Signature } from '../../../../shared/model.ts'
import { alterationText } from '../../case/alterationText.ts'
import { specimenKindOf } from '../../case/coverage.ts'
import type { Found, ReportFindings } from '../../case/findings.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { readTmb } from '../tmb.ts'
import type { Reading } from '../tmb.ts'
import { notAssessed, sortHits } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'

/** Genome-wide signatures: MSI, TMB, HRD. The assay's own verdict stands; other assays' cut-offs are not borrowed. */

type LeafOf<K extends Leaf['leaf']> = Extract<Leaf, { leaf: K }>

/** Does the case carry the property? `negative` results from plasma alone do not count. */
function read(
  scope: Scope,
  name: Signature['name'],
  judge: (signature: Signature, report: ReportFindings | null) => Reading,
): { positive: Hit[]; negative: Hit[]; notes: string[] } {
  const positive: Hit[] = []
  const negative: Hit[] = []
  const notes: string[] = []
  for (const found of scope.index.signatures) {
    if (found.alteration.name !== name) continue
    const text = alterationText(scope.index, found.alteration, found.report)
    if (found.alteration.status === 'not assessed') {
      notes.push(`${text}: reported as not assessed.`)
      continue
    }
    const reading = judge(found.alteration, found.report)
    if (reading.is === 'open') notes.push(`${text}: ${reading.note}`)
    else if (reading.is === 'positive') positive.push(markerHit(found, text, reading.note))
    else if (specimenKindOf(found.report) === 'plasma') {
      notes.push(`${text}: not detected in plasma alone: confirm in tissue.`)
    } else negative.push(markerHit(found, text, reading.note))
  }
  return { positive, negative, notes }
}

function markerHit(found: Found<Signature>, text: string, explanation: string): Hit {
  return { alteration: found.alteration, report: found.report, text, specificity: 'biomarker', explanation }
}

/** Positive wins over negative; where reports disagree the positive leaf says so and the negative stays open. */
function decide(
  wanted: 'positive' | 'negative',
  { positive, negative, notes }: { positive: Hit[]; negative: Hit[]; notes: string[] },
  missing: string,
): Verdict {
  if (positive.length > 0 && negative.length > 0) {
    if (wanted === 'negative') return notAssessed('Reports disagree: the board must decide which holds.')
    return {
      truth: 'true',
      hits: sortHits(positive).map((hit) => ({
        ...hit,
        explanation: `${hit.explanation} Another report of this case says otherwise.`,
      })),
      testedIn: [],
      explanation: '',
    }
  }
  if (positive.length === 0 && negative.length === 0) {
    const why = joinNotes(notes)
    return notAssessed(why === '' ? missing : why)
  }
  const [deciding, is] =
    positive.length > 0 ? ([positive, 'positive'] as const) : ([negative, 'negative'] as const)
  return { truth: is === wanted ? 'true' : 'false', hits: sortHits(deciding), testedIn: [], explanation: '' }
}

export function msiLeaf(scope: Scope, leaf: LeafOf<'msi'>): Verdict {
  const results = read(scope, 'MSI', ({ category, status }) => {
    const word = plain(category)
    if (
      /^(MSI|MS)?(H|HIGH|UNSTABLE|INSTABLE|POSITIVE|DETECTED)$/.test(word) ||
      /^MICROSATELLITE(UNSTABLE|INSTABILITYHIGH)$/.test(word)
    ) {
      return { is: 'positive', note: 'Microsatellite instability reported by the assay.' }
    }
    if (/^(MSI|MS)?(L|LOW)$/.test(word)) return { is: 'negative', note: 'MSI-low is not MSI-high.' }
    if (
      /^(MSI|MS)?(S|STABLE|NEGATIVE|NOTDETECTED|NOTHIGH)$/.test(word) ||
      /^(MICROSATELLITESTABLE|NOTMSIH(IGH)?)$/.test(word)
    ) {
      return { is: 'negative', note: 'Microsatellite-stable by the assay.' }
    }
    if (word === '' && status === 'not detected') return { is: 'negative', note: 'MSI-high not detected.' }
    return { is: 'open', note: "no verdict: a score without the assay's own call is not read." }
  })
  return decide(
    leaf.is === 'MSI-H' ? 'positive' : 'negative',
    results,
    'No report gives microsatellite instability (mismatch-repair immunohistochemistry is another test).',
  )
}

/** Mutations per megabase in any usual writing. */
export function isPerMegabase(unit: string | null): boolean {
  return unit !== null && /^(?:mut\w*|variants?)?\s*(?:\/|per)\s*(?:mb|megabase)s?$/i.test(unit.trim())
}

export function tmbLeaf(scope: Scope, leaf: LeafOf<'tmb'>): Verdict {
  const results = read(scope, 'TMB', (signature, report) => {
    if (specimenKindOf(report) === 'plasma') {
      return { is: 'open', note: 'blood tumor mutational burden is not tissue tumor mutational burden.' }
    }
    const { value, unit, category, cutoff } = signature
    if (value !== null && isPerMegabase(unit)) return readTmb(value, signature, report, leaf.atLeast)
    if (value !== null) {
      return { is: 'open', note: 'the unit is not mutations per megabase, so it cannot be compared.' }
    }
    const word = plain(category)
    const own = cutoff === null ? "the assay's own cut-off" : `the assay's own cut-off (${cutoff})`
    if (/^(TMB)?(H|HIGH|POSITIVE)$/.test(word))
      return { is: 'positive', note: `No number given: ${own} was used.` }
    if (/^(TMB)?(L|LOW|NEGATIVE|I|INTERMEDIATE)$/.test(word)) {
      return { is: 'negative', note: `No number given: ${own} was used.` }
    }
    return { is: 'open', note: 'neither a number nor a verdict.' }
  })
  return decide('positive', results, 'No report gives the tumor mutational burden.')
}

/** The source names no number: only the assay's own verdict is read, so that no cut-off is borrowed. */
export function tmbHighLeaf(scope: Scope): Verdict {
  const results = read(scope, 'TMB', ({ category, cutoff }, report) => {
    if (specimenKindOf(report) === 'plasma') {
      return { is: 'open', note: 'blood tumor mutational burden is not tissue tumor mutational burden.' }
    }
    const word = plain(category)
    const note = `By ${cutoff === null ? "the assay's own cut-off" : `the assay's own cut-off (${cutoff})`}.`
    if (/^(TMB)?(H|HIGH|POSITIVE)$/.test(word)) return { is: 'positive', note }
    if (/^(TMB)?(L|LOW|NEGATIVE|I|INTERMEDIATE)$/.test(word)) return { is: 'negative', note }
    return { is: 'open', note: "no verdict: a number without the assay's own cut-off is not read." }
  })
  return decide('positive', results, 'No report gives the tumor mutational burden.')
}

export function hrdLeaf(scope: Scope, leaf: LeafOf<'hrd'>): Verdict {
  const results = read(scope, 'HRD', ({ category, status, value }, report) => {
    const word = plain(category).replace(/^HRD?(?=[A-Z])/, '')
    if (/^(POSITIVE|DEFICIENT|DETECTED|HIGH|YES)$/.test(word))
      return { is: 'positive', note: 'HRD-positive by the assay.' }
    if (
      /^(NEGATIVE|PROFICIENT|NOTDETECTED|LOW|NO)$/.test(word) ||
      (word === '' && status === 'not detected')
    ) {
      return { is: 'negative', note: 'HRD-negative by the assay.' }
    }
    const own = report?.assay?.cutoffs?.find(({ marker }) => plain(marker) === 'HRD')
    if (own !== undefined && value !== null) {
      const note = `${value} ${value >= own.atLeast ? 'reaches' : 'is below'} the assay's own cut-off of ${own.atLeast} (${own.source}).`
      return { is: value >= own.atLeast ? 'positive' : 'negative', note }
    }
    return { is: 'open', note: 'no verdict: HRD cut-offs belong to their assay and are not borrowed.' }
  })
  const other = scope.index.signatures.find(({ alteration }) => alteration.name === 'gLOH')
  const missing = 'No report gives homologous recombination deficiency.'
  return decide(
    leaf.is,
    results,
    other === undefined
      ? missing
      : `${missing} ${alterationText(scope.index, other.alteration, other.report)} is another measure: genomic loss of heterozygosity and the genomic instability score are not interchangeable.`,
  )
}

/** Letters and digits only, upper case: `MSI-High` becomes `MSIHIGH`. */
function plain(text: string | null): string {
  return (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')
}
