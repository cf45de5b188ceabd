import type { AmpTier } from '../../shared/match.ts'
import { terms } from './terms.ts'
import type { TermName } from './terms.ts'

/** Which entry of the glossary explains what stands on screen. Pure; null where no entry does. */

/** Words of badges and of the trail. */
const words: Readonly<Record<string, TermName>> = {
  detected: 'detected',
  'not detected': 'notDetected',
  'not assessed': 'notAssessed',
  measured: 'measured',
  met: 'met',
  'not met': 'notMet',
  'present, must be absent': 'mustBeAbsent',
  'absent, as required': 'absentAsRequired',
  listed: 'listed',
  'not listed': 'notListed',
  sensitivity: 'sensitivity',
  resistance: 'resistance',
  toxicity: 'toxicity',
  diagnosis: 'diagnosis',
  prognosis: 'prognosis',
  'this tumor type': 'thisTumorType',
  'includes this tumor type': 'includesThisTumorType',
  'any solid tumor': 'anySolidTumor',
  'another tumor type': 'anotherTumorType',
  'whatever the tumor': 'whateverTheTumor',
  contraindicated: 'contraindicated',
  avoid: 'avoid',
  'change the dose': 'changeTheDose',
  monitor: 'monitor',
  pharmacogenomics: 'phenotype',
  'exact change': 'exactChange',
  codon: 'codon',
  exon: 'exon',
  'functional class': 'functionalClass',
  gene: 'gene',
  biomarker: 'biomarker',
  'used here': 'usedHere',
  'eligible on file': 'trialEligible',
  possibly: 'trialPossibly',
  excluded: 'trialExcluded',
  recruiting: 'recruiting',
  'not yet recruiting': 'notYetRecruiting',
  'by invitation': 'byInvitation',
  'active, not recruiting': 'activeNotRecruiting',
  suspended: 'suspended',
  completed: 'completed',
  terminated: 'terminated',
  withdrawn: 'withdrawn',
  'recruitment unknown': 'recruitmentUnknown',
}

export function termOfWord(word: string): TermName | null {
  return Object.hasOwn(words, word) ? (words[word] ?? null) : null
}

export function termOfTier(tier: AmpTier | null): TermName {
  return tier === null ? 'no tier' : `tier ${tier}`
}

/** The ESCAT tier that a text names, e.g. `ESCAT III-A (computed)`. */
export function termOfEscat(text: string): TermName {
  const tier = /\b(I{1,3}-[ABC]|IV-[AB]|V|X)\b/.exec(text)?.[1]
  return (tier === undefined ? null : named(`escat ${tier}`)) ?? 'escat'
}

function named(name: string): TermName | null {
  return Object.hasOwn(terms, name) ? (name as TermName) : null
}

/** The entry of a source's level, e.g. `{scheme: 'CIViC', value: 'B'}`; else that of levels in general. */
export function termOfLevel({
  scheme,
  value,
}: {
  readonly scheme: string
  readonly value: string
}): TermName {
  const plain = value.replace(/^(level|category|class)[\s_]*/i, '').trim()
  const family = /^(Dx|Px)\d/i.exec(plain)?.[1]
  if (/^ESCAT$/i.test(scheme)) return named(`escat ${plain}`) ?? 'escat'
  if (scheme === 'DPWG') return 'DPWG'
  if (scheme === 'CPIC' && /strong|moderate|optional|recommend/i.test(plain)) {
    return named(`CPIC ${plain.toLowerCase()}`) ?? 'CPIC recommendation'
  }
  if (scheme === 'CPIC' && !/^[A-D]$/.test(plain)) return 'CPIC guideline'
  if (/^(CGI|Cancer Genome Interpreter)$/i.test(scheme)) return 'CGI'
  const oncokb = family === undefined ? plain : family[0]?.toUpperCase() + family.slice(1).toLowerCase()
  const wanted = [`${scheme} ${plain}`, `${scheme} ${plain.toUpperCase()}`, `${scheme} ${oncokb}`]
  // OncoKB's first version split level 2; MOAlmanac's newer database says "Approval".
  const older: Readonly<Record<string, TermName>> = {
    'OncoKB 2A': 'OncoKB 2',
    'OncoKB 2B': 'OncoKB 3B',
    'MOAlmanac Approval': 'MOAlmanac FDA-Approved',
    'FDA FDA-Approved': 'FDA approved',
  }
  for (const name of wanted) {
    const found = named(name) ?? older[name]
    if (found !== undefined && found !== null) return found
  }
  return 'level'
}

const markers: readonly (readonly [RegExp, TermName])[] = [
  [/^PD-L1 TPS$/, 'tps'],
  [/^PD-L1 CPS$/, 'cps'],
  [/^PD-L1 IC$/, 'ic'],
  [/^PD-L1/, 'pdl1'],
  [/^MSI$/, 'msi'],
  [/^TMB$/, 'tmb'],
  [/^HRD$/, 'hrd'],
  [/^gLOH$/, 'gloh'],
  [/^(MMR|MLH1|MSH2|MSH6|PMS2)/, 'mmr'],
  [/^HER2/, 'her2'],
  [/^(ER|PR)\b/, 'hormoneReceptors'],
  [/^Ki-67/, 'ki67'],
  [/methylation|promoter/i, 'methylation'],
]

/** The entry of a marker as the biomarker table names it. */
export function termOfMarker(name: string): TermName {
  return markers.find(([pattern]) => pattern.test(name))?.[1] ?? 'otherMarker'
}

/** Heads of columns and names of facts. */
const labels: Readonly<Record<string, TermName>> = {
  Protein: 'hgvs',
  Coding: 'coding',
  Consequence: 'consequence',
  Exon: 'exonNumber',
  Transcript: 'transcript',
  Position: 'position',
  Build: 'build',
  Ref: 'refAlt',
  Alt: 'refAlt',
  VAF: 'vaf',
  Depth: 'depth',
  Reads: 'altReads',
  'Alt reads': 'altReads',
  Normal: 'normalVaf',
  'Normal VAF': 'normalVaf',
  Population: 'populationFrequency',
  Filter: 'filter',
  Origin: 'origin',
  Zygosity: 'zygosity',
  Phase: 'phase',
  Class: 'class',
  'Class in file': 'class',
  Identifiers: 'identifiers',
}

export function termOfLabel(label: string): TermName | null {
  return Object.hasOwn(labels, label) ? (labels[label] ?? null) : null
}
