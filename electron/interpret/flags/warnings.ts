import { sameProteinChange } from '../../../shared/hgvs.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import { readPhaseText } from '../../../shared/phase.ts'
import { mmrLeaf } from '../biomarkers/leaves/expression.ts'
import { msiLeaf } from '../biomarkers/leaves/signature.ts'
import { variantName } from '../case/alterationText.ts'
import type { Found } from '../case/findings.ts'
import { sameCodonPairs } from '../phase/phase.ts'
import { phaseInReport, readsOf } from '../phase/phaseOfCalls.ts'
import type { Scope } from '../scope.ts'
import { consentWarning, flagWarnings } from './flags.ts'
import type { Flagged } from './flags.ts'

/** What the board must be told beside the matches. Each warning stands alone and in a fixed order. */
export function caseWarnings(scope: Scope, genes: readonly string[], flags: readonly Flagged[]): string[] {
  const consent = consentWarning(scope)
  return [
    ...combinationNotes(scope),
    ...sameCodonWarnings(scope, genes),
    ...phaseWarnings(scope),
    ...mismatchRepairWarnings(scope),
    ...flagWarnings(scope, flags),
    ...(consent === null ? [] : [consent]),
  ]
}

/** Calls that were read as one change: what the report lists is not what the protein carries. */
function combinationNotes(scope: Scope): string[] {
  return (scope.index.findings.combinations ?? [])
    .map(({ parts, combined }) => {
      const names = parts.map((part) => variantName(scope.index, part))
      return `${names.join(' and ')} change one codon of one copy: together they are ${variantName(scope.index, combined)}, and are matched as that.`
    })
    .sort()
}

/** Two calls in one codon, e.g. BRAF V600K split in two: neither protein change can be trusted. */
function sameCodonWarnings(scope: Scope, genes: readonly string[]): string[] {
  return genes
    .flatMap((gene) => sameCodonPairs(scope, gene))
    .map((pair) => {
      const names = pair.map((found) => variantName(scope.index, found.alteration)).sort()
      return `${names.join(' and ')}: two changes in one codon: amino-acid change may be wrong; check in the genome view.`
    })
    .sort()
}

/** EGFR T790M with C797S: first- with third-generation inhibitors may work in trans only. */
function phaseWarnings(scope: Scope): string[] {
  const has = (change: string): Found<SmallVariant>[] => {
    const wanted = scope.parsed(change)
    return scope.index.gene('EGFR').small.filter((found) => {
      const own = scope.index.change(found.alteration)
      return own !== null && sameProteinChange(own, wanted)
    })
  }
  const [gatekeepers, cysteines] = [has('T790M'), has('C797S')]
  if (gatekeepers.length === 0 || cysteines.length === 0) return []
  const pairs = gatekeepers.flatMap((first) => cysteines.map((second) => [first, second] as const))
  const phases = new Set(pairs.map(([first, second]) => phaseInReport(first.alteration, second.alteration)))
  const told = [...phases].filter((phase) => phase !== 'unknown')
  const [only] = told
  const written = told.length === 1 && only !== undefined ? only : null
  const counted = pairs.flatMap(([first, second]) => {
    const { reads, first: number } =
      readsOf(first.alteration, second.alteration, scope.index.findings.readPhases ?? []) ?? {}
    if (reads === undefined) return []
    return [{ reads, names: number === first.alteration.id ? ['T790M', 'C797S'] : ['C797S', 'T790M'] }]
  })
  const readText = [
    ...new Set(counted.map(({ reads, names: [one = '', two = ''] }) => readPhaseText(reads, one, two))),
  ].join('; ')
  const contradicts =
    written !== null && counted.some(({ reads }) => reads.phase !== 'unknown' && reads.phase !== written)
  const start = 'EGFR T790M and C797S are both present, '
  const more = readText === '' ? '' : ` ${readText.charAt(0).toUpperCase()}${readText.slice(1)}.`
  if (contradicts) {
    return [
      `${start}in ${written} by the phase in the report, which the reads contradict.${more} Check in the genome view.`,
    ]
  }
  if (written !== null) return [`${start}in ${written} by the phase in the report.${more}`]
  const known = counted.filter(({ reads }) => reads.phase !== 'unknown')
  if (known.length > 0) return [`${start}${readText}.`]
  return [`${start}cis/trans phase unknown: read both in the genome view.${more}`]
}

/** Microsatellite instability and mismatch-repair proteins are two tests; where they part, both are shown. */
function mismatchRepairWarnings(scope: Scope): string[] {
  const unstable = msiLeaf(scope, { leaf: 'msi', is: 'MSI-H' })
  const deficient = mmrLeaf(scope, { leaf: 'mmr', is: 'deficient' })
  const told = [unstable, deficient].map(({ hits }) => hits.map(({ text }) => text).join(', '))
  if (unstable.truth === 'not assessed' || deficient.truth === 'not assessed') return []
  if (unstable.truth === deficient.truth) return []
  return [
    `Discordant: ${told.join(' beside ')}. Microsatellite instability and mismatch-repair immunohistochemistry are different tests; repeat or review both before relying on either.`,
  ]
}
