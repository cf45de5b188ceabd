import { ANY_PARTNER, exampleChange } from './finding.ts'
import type { Finding, Reported } from './finding.ts'

/**
 * Whether a record's finding is met by a reported one, by rules of the bench's own: the same change, the codon
 * or exon it lies in, its class, the gene. Broader statements cover narrower findings, never the reverse.
 */
export function covers(record: readonly Reported[], reported: readonly Reported[]): boolean {
  return record.every((wanted) =>
    reported.some(
      (found) =>
        (!wanted.germline || found.germline || wanted.finding.kind === 'absent') &&
        coversOne(wanted.finding, found.finding),
    ),
  )
}

/** Residues (1-based, inclusive) of the exons that sources name, on today's canonical transcripts. */
const EXON_RESIDUES: Readonly<Record<string, readonly [number, number]>> = {
  'EGFR 18': [688, 728],
  'EGFR 19': [729, 761],
  'EGFR 20': [762, 823],
  'KIT 8': [411, 448],
  'KIT 9': [449, 514],
  'KIT 11': [550, 592],
  'KIT 13': [627, 664],
  'KIT 14': [664, 714],
  'KIT 17': [788, 828],
  'KRAS 2': [1, 37],
  'KRAS 3': [38, 97],
  'KRAS 4': [97, 150],
  'PDGFRA 18': [814, 854],
  'PIK3CA 9': [514, 555],
  'PIK3CA 10': [514, 555],
  'PIK3CA 20': [979, 1068],
  'PIK3CA 21': [979, 1068],
  'NPM1 12': [283, 294],
}

const TRUNCATING = /fs|\*$/
const SMALL = ['change', 'codon', 'type', 'mutation', 'exon']

function coversOne(wanted: Finding, found: Finding): boolean {
  if ('gene' in wanted && 'gene' in found && wanted.gene !== found.gene) {
    // A fusion may be filed under either partner.
    return wanted.kind === 'fusion' && found.kind === 'fusion' && found.partner === wanted.gene
  }
  switch (wanted.kind) {
    case 'change': {
      const change = exampleChange(found)
      if (change === wanted.change) return true
      // A frameshift of which one side states more than the other.
      const shift = /^[A-Z]\d+(?=[A-Z]?fs)/.exec(wanted.change)?.[0]
      return shift !== undefined && change !== null && new RegExp(`^${shift}[A-Z]?fs`).test(change)
    }
    case 'codon':
      if (found.kind === 'codon') return found.codon === wanted.codon
      return found.kind === 'change' && new RegExp(`^[A-Z]${wanted.codon}[A-Z]$`).test(found.change)
    case 'mutation':
      return SMALL.includes(found.kind) || found.kind === 'deletion'
    case 'type':
    case 'deletion':
      return wanted.kind === 'type' && wanted.type === 'missense' ? isMissense(found) : losesFunction(found)
    case 'exon': {
      if (found.kind === 'exon') return found.exon === wanted.exon
      if (wanted.what === 'skipping') return found.kind === 'type' && found.type === 'splice site'
      const range = EXON_RESIDUES[`${wanted.gene} ${wanted.exon}`]
      const residue = residueOf(found)
      return range !== undefined && residue !== null && residue >= range[0] && residue <= range[1]
    }
    case 'fusion':
      return (
        found.kind === 'fusion' &&
        (wanted.partner === null || [found.partner ?? ANY_PARTNER, found.gene].includes(wanted.partner))
      )
    case 'amplification':
      return found.kind === 'amplification'
    case 'expression':
      return (
        found.kind === 'expression' ||
        (found.kind === 'protein' && found.marker === (wanted.gene === 'ERBB2' ? 'HER2' : wanted.gene))
      )
    case 'protein':
      return found.kind === 'protein' && found.marker === wanted.marker && found.score === wanted.score
    case 'methylation':
      return found.kind === 'methylation'
    case 'MSI':
    case 'MMR':
    case 'HRD':
      return found.kind === wanted.kind && found.positive === wanted.positive
    case 'TMB':
      return found.kind === 'TMB' && found.value >= wanted.value - 5
    case 'absent':
      return found.kind === 'absent'
    default: {
      const never: never = wanted
      return never
    }
  }
}

function losesFunction(found: Finding): boolean {
  return (
    found.kind === 'deletion' ||
    (found.kind === 'type' && found.type !== 'missense') ||
    found.kind === 'mutation' ||
    (found.kind === 'change' && TRUNCATING.test(found.change))
  )
}

function isMissense(found: Finding): boolean {
  return (
    (found.kind === 'type' && found.type === 'missense') ||
    found.kind === 'codon' ||
    found.kind === 'mutation' ||
    (found.kind === 'exon' && found.what === 'any') ||
    (found.kind === 'change' && /^[A-Z]\d+[A-Z]$/.test(found.change))
  )
}

function residueOf(found: Finding): number | null {
  const number = /\d+/.exec(exampleChange(found) ?? '')
  return number === null ? null : Number(number[0])
}
