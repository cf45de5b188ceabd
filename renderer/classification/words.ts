import type { CriterionState, JudgementKind, VariantFlag } from '../../shared/classification.ts'
import type { IconName } from '../parts/Icon.tsx'
import type { Said } from '../parts/words.ts'

export function criterionWord(state: CriterionState): Said {
  switch (state) {
    case 'met':
      return { word: 'met', icon: 'check', tone: 'good' }
    case 'not met':
      return { word: 'not met', icon: 'cross', tone: 'neutral' }
    case 'barred':
      return { word: 'not counted', icon: 'stop', tone: 'neutral' }
    case 'needs a person':
      return { word: 'needs a person', icon: 'question', tone: 'open' }
    case 'not assessed':
      return { word: 'not assessed', icon: 'question', tone: 'open' }
  }
}

export function classTone(name: string | null): Said['tone'] {
  if (name === null) return 'open'
  if (/oncogenic|pathogenic/.test(name)) return 'bad'
  return /benign/.test(name) ? 'good' : 'open'
}

const classIcons: Readonly<Record<Said['tone'], IconName>> = {
  bad: 'warning',
  good: 'check',
  open: 'question',
  neutral: 'info',
  warn: 'warning',
}

export function className(name: string | null): Said {
  const tone = classTone(name)
  return { word: name ?? 'not classed', icon: classIcons[tone], tone }
}

export function flagWord(kind: VariantFlag['kind']): Said {
  switch (kind) {
    case 'possible germline':
      return { word: 'possible germline', icon: 'question', tone: 'warn' }
    case 'germline':
      return { word: 'germline', icon: 'warning', tone: 'warn' }
    case 'clonal haematopoiesis':
      return { word: 'blood clone?', icon: 'question', tone: 'warn' }
    case 'override':
      return { word: 'override', icon: 'info', tone: 'neutral' }
  }
}

/** For narrow cells: the whole word is in the mark's label. */
export function flagLetters(kind: VariantFlag['kind']): string {
  switch (kind) {
    case 'possible germline':
      return 'G?'
    case 'germline':
      return 'G'
    case 'clonal haematopoiesis':
      return 'CH?'
    case 'override':
      return 'set'
  }
}

export const judgementKindNames: Readonly<Record<JudgementKind, string>> = {
  oncogenicity: 'Oncogenicity',
  'germline class': 'Germline class',
  origin: 'Origin',
  'clonal haematopoiesis': 'Blood clone or tumor',
}

export function stars(number: number): string {
  return `${'★'.repeat(number)}${'☆'.repeat(4 - number)}`
}

/** Two copies of a chromosome a person: about half the alleles. */
export function people(alleles: number): number {
  return Math.floor(alleles / 2)
}

/** Ancestry groups as gnomAD calls them. */
const groups: Readonly<Record<string, string>> = {
  afr: 'African',
  ami: 'Amish',
  amr: 'Latino',
  asj: 'Ashkenazi Jewish',
  eas: 'East Asian',
  fin: 'Finnish',
  mid: 'Middle Eastern',
  nfe: 'European (non-Finnish)',
  remaining: 'Other',
  sas: 'South Asian',
}

export function groupWord(group: string): string {
  return groups[group] ?? group
}

/** Fewer alleles than this can carry no frequency (Ghosh et al. 2018, PMID 30311383). */
export const fewAlleles = 2000
