import type { Leaf } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { variantName } from '../../case/alterationText.ts'
import type { Found } from '../../case/findings.ts'
import { passesFilter } from '../../case/passesFilter.ts'
import type { Scope } from '../../scope.ts'
import { joinNotes } from '../../text.ts'
import { detected, notAssessed } from '../verdict.ts'
import type { Hit, Verdict } from '../verdict.ts'
import { filteredNote, hitOf } from './search.ts'

/** Leaves that name something by identifier, and those that no field of a case can answer. */

type LeafOf<K extends Leaf['leaf']> = Extract<Leaf, { leaf: K }>

/**
 * A dbSNP identifier in the file's ID column. Its absence says nothing: files need not carry identifiers,
 * and a position without a call is not a reference call.
 */
export function dbsnpLeaf(scope: Scope, leaf: LeafOf<'dbsnp'>): Verdict {
  const reports = new Map(scope.index.findings.reports.map((report) => [report.id, report]))
  const hits: Hit[] = []
  const notes: string[] = []
  for (const alteration of scope.index.findings.alterations) {
    if (alteration.kind !== 'smallVariant' || !alteration.present || alteration.status !== 'detected')
      continue
    if (!(alteration.externalIds ?? '').split(/[;,\s]+/).includes(leaf.id)) continue
    const report = alteration.reportId === undefined ? null : (reports.get(alteration.reportId) ?? null)
    const found: Found<SmallVariant> = { alteration, report }
    if (!passesFilter(alteration.filter)) notes.push(filteredNote(scope, found))
    else if (leaf.homozygous !== true || alteration.zygosity === 'homozygous') {
      hits.push(hitOf(scope, found, 'exact change', `The file names it ${leaf.id}.`))
    } else {
      notes.push(`${variantName(scope.index, alteration)}: the source asks for both copies.`)
    }
  }
  if (hits.length > 0) return detected(hits)
  const missing = `No report carries ${leaf.id}; a file without the identifier does not exclude it.`
  return notAssessed(joinNotes([...notes, missing]))
}

/** Reports give copy number by gene or segment; what a whole arm does is not derived from that. */
export function chromosomeArmLeaf(scope: Scope, leaf: LeafOf<'chromosomeArm'>): Verdict {
  const chrom = leaf.arm.replace(/[pq]$/, '')
  const segments = scope.index.findings.alterations.filter(
    (alteration) => alteration.kind === 'copyNumber' && alteration.chrom === chrom,
  ).length
  const seen =
    segments === 0 ? '' : ` ${segments} copy-number call${segments === 1 ? '' : 's'} on it: see the genome.`
  return notAssessed(`A change of the whole ${armWord(leaf.arm)} is not computed from segments.${seen}`)
}

function armWord(arm: string): string {
  return /[pq]$/.test(arm) ? `arm ${arm}` : `chromosome ${arm}`
}

export function starAlleleLeaf(leaf: LeafOf<'starAllele'>): Verdict {
  return notAssessed(`No ${leaf.gene} genotype with named alleles on file.`)
}

export function otherFindingLeaf(leaf: LeafOf<'otherFinding'>): Verdict {
  return notAssessed(
    `Reports that Caseboard reads have no field for this: the board must judge "${leaf.finding}" itself.`,
  )
}
