import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Finding, Reported } from './finding.ts'
import { laboratory } from './finding.ts'
import { DISEASES, DRUGS, EXON_EXAMPLES, NO_DRUG, OLD_CODES } from './tables.ts'

/**
 * The truth set: what three open sources state, each read here by a few plain rules of its own and never by
 * the importers' code. A record that these rules cannot turn into a laboratory's finding, a diagnosis and named
 * drugs is left out and counted with the reason.
 */

export interface Triple {
  readonly source: 'moalmanac' | 'civic' | 'moalmanac-db'
  /** The source's own number. */
  readonly id: string
  /** 1-based line or record number in the source's file, as an import's tally counts. */
  readonly line: number
  readonly findings: readonly Reported[]
  /** OncoTree code of a patient's diagnosis. */
  readonly diagnosis: string
  /** The disease in the source's words. */
  readonly disease: string
  /** Generic names, lower case, sorted. */
  readonly drugs: readonly string[]
  readonly direction: 'sensitivity' | 'resistance'
  /** The source's own level. */
  readonly level: string
  /** The record in the source's words, for lists of misses. */
  readonly words: string
}

export interface TruthSet {
  readonly triples: readonly Triple[]
  /** Records left out: reason to count. */
  readonly leftOut: ReadonlyMap<string, number>
  /** Direction that each predictive record states (`moalmanac 12`), whether or not it became a triple. */
  readonly stated: ReadonlyMap<string, Triple['direction']>
}

interface Out {
  readonly triples: Triple[]
  readonly stated: Map<string, Triple['direction']>
  readonly leaveOut: (source: string, reason: string) => void
}

export function readTruth(folder: string, isDisease: (code: string) => boolean): TruthSet {
  const leftOut = new Map<string, number>()
  const out: Out = {
    triples: [],
    stated: new Map(),
    leaveOut: (source, reason) => {
      const key = `${source}: ${reason}`
      leftOut.set(key, (leftOut.get(key) ?? 0) + 1)
    },
  }
  readMoalmanac(path.join(folder, 'moalmanac/molecular-oncology-almanac.json'), out)
  readCivic(path.join(folder, 'civic/01-Oct-2018-ClinicalEvidenceSummaries.tsv.gz'), out)
  readMoalmanacDb(path.join(folder, 'moalmanac-db/statements.jsonl.gz'), out)
  const triples = out.triples.filter((triple) => {
    if (isDisease(triple.diagnosis)) return true
    out.leaveOut(triple.source, 'disease is no diagnosis of the OncoTree release used')
    return false
  })
  return { triples, leftOut, stated: out.stated }
}

function text(file: string): string {
  const raw = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8')
}

/** Generic names; null where a part is no named drug. */
function drugsOf(names: readonly string[]): string[] | null {
  const drugs: string[] = []
  for (const name of names) {
    const key = name.trim().toLowerCase()
    if (key === '' || NO_DRUG.test(key)) return null
    drugs.push(DRUGS[key] ?? key)
  }
  return drugs.length === 0 ? null : [...new Set(drugs)].sort()
}

function push(out: Out, triple: Triple): void {
  const reportable = triple.findings.every(
    (reported) => reported.finding.kind === 'absent' || laboratory(reported).length > 0,
  )
  if (reportable) out.triples.push(triple)
  else out.leaveOut(triple.source, 'no example of a change in that exon in the bench')
}

function readMoalmanac(file: string, out: Out): void {
  const { content } = JSON.parse(text(file)) as { content: Record<string, unknown>[] }
  for (const [index, record] of content.entries()) {
    const field = (name: string): string => {
      const value = record[name]
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    }
    const sensitive = field('therapy_sensitivity') === '1'
    const resistant = field('therapy_resistance') === '1'
    if (sensitive === resistant || record['_deprecated'] === true) continue
    const direction = sensitive ? 'sensitivity' : 'resistance'
    out.stated.set(`moalmanac ${field('assertion_id')}`, direction)
    const leave = (reason: string): void => out.leaveOut('moalmanac', reason)
    const finding = moalmanacFinding(field)
    if (typeof finding === 'string') {
      leave(finding)
      continue
    }
    const drugs = drugsOf(field('therapy_name').split('+'))
    if (drugs === null) {
      leave('therapy is no list of named drugs')
      continue
    }
    const code = field('oncotree_code')
    const diagnosis =
      code === '' ? (field('disease') === 'Any solid tumor' ? 'LUAD' : '') : (OLD_CODES[code] ?? code)
    push(out, {
      source: 'moalmanac',
      id: field('assertion_id'),
      line: index + 1,
      findings: [{ finding, germline: field('feature_type') === 'Germline Variant' }],
      diagnosis,
      disease: field('disease'),
      drugs,
      direction,
      level: field('predictive_implication'),
      words: `${field('feature_display')}, ${field('disease')}, ${field('therapy_name')}`,
    })
  }
}

function moalmanacFinding(field: (name: string) => string): Finding | string {
  const gene = RENAMED[field('gene')] ?? field('gene')
  switch (field('feature_type')) {
    case 'Rearrangement': {
      const [one, two] = [field('gene1'), field('gene2')]
      if (field('locus') !== '') return 'translocation named by its bands'
      return two === ''
        ? { kind: 'fusion', gene: one, partner: null }
        : { kind: 'fusion', gene: two, partner: one }
    }
    case 'Copy Number':
      return { kind: field('direction') === 'Deletion' ? 'deletion' : 'amplification', gene }
    case 'Microsatellite Stability':
      return { kind: 'MSI', positive: true }
    case 'Mutational Burden':
      return field('mutations_per_mb') === ''
        ? 'burden without a number per megabase'
        : { kind: 'TMB', value: Number(field('mutations_per_mb')) + 5 }
    case 'Somatic Variant':
    case 'Germline Variant':
      return variantFinding(gene, field('protein_change'), field('exon'), field('variant_annotation'))
    default:
      return `${field('feature_type').toLowerCase()}: no laboratory report that Caseboard reads carries it`
  }
}

/** Symbols that the sources still use. */
const RENAMED: Readonly<Record<string, string>> = { MYH: 'MUTYH', HIF1a: 'HIF1A', MRE11A: 'MRE11' }

function variantFinding(gene: string, change: string, exon: string, annotation: string): Finding | string {
  const plain = change.replace(/^p\./, '')
  const codon = /^([A-Z])(\d+)$/.exec(plain)
  if (codon) return { kind: 'codon', gene, residue: codon[1] ?? '', codon: Number(codon[2]) }
  if (plain !== '') return { kind: 'change', gene, change: plain }
  if (exon !== '') {
    if (gene === 'MET' && exon === '14') return { kind: 'exon', gene, exon: 14, what: 'skipping' }
    const what = annotation === '' ? 'any' : annotation.toLowerCase()
    return { kind: 'exon', gene, exon: Number(exon), what }
  }
  switch (annotation) {
    case '':
    case 'Activating mutation':
      return { kind: 'mutation', gene }
    case 'Missense':
      return { kind: 'type', gene, type: 'missense' }
    case 'Nonsense':
      return { kind: 'type', gene, type: 'nonsense' }
    case 'Frameshift':
      return { kind: 'type', gene, type: 'frameshift' }
    case 'Splice Site':
      return { kind: 'type', gene, type: 'splice site' }
    case 'Internal Tandem Duplication (ITD)':
      return { kind: 'change', gene, change: 'D600_L601insDFREYEYD' }
    default:
      return `annotation "${annotation}"`
  }
}

function readCivic(file: string, out: Out): void {
  const rows: Record<string, string>[] = parse(text(file), {
    columns: true,
    delimiter: '\t',
    quote: false,
    relax_column_count: true,
  })
  for (const [index, row] of rows.entries()) {
    const cell = (name: string): string => row[name] ?? ''
    const direction =
      cell('clinical_significance') === 'Sensitivity/Response'
        ? 'sensitivity'
        : cell('clinical_significance') === 'Resistance'
          ? 'resistance'
          : null
    if (
      cell('evidence_type') !== 'Predictive' ||
      cell('evidence_direction') !== 'Supports' ||
      direction === null
    )
      continue
    out.stated.set(`civic ${cell('evidence_id')}`, direction)
    const leave = (reason: string): void => out.leaveOut('civic', reason)
    const names = cell('drugs').split(',')
    const drugs = drugsOf(names)
    const findings = civicFindings(
      cell('gene'),
      cell('variant').trim(),
      /germline/i.test(cell('variant_origin')),
    )
    if (names.length > 1) leave('several drugs, and the 2018 file does not say how they belong together')
    else if (drugs === null) leave('therapy is no list of named drugs')
    else if (DISEASES[cell('disease')] === undefined) leave("disease not in the bench's table")
    else if (findings === null)
      leave('alteration that no laboratory report carries, or that the plain rules do not read')
    else
      push(out, {
        source: 'civic',
        id: cell('evidence_id'),
        line: index + 2,
        findings,
        diagnosis: DISEASES[cell('disease')] ?? '',
        disease: cell('disease'),
        drugs,
        direction,
        level: cell('evidence_level'),
        words: `${cell('gene')} ${cell('variant')}, ${cell('disease')}, ${cell('drugs')}`,
      })
  }
}

const CIVIC_WORDS: Readonly<Record<string, (gene: string) => Finding>> = {
  MUTATION: (gene) => ({ kind: 'mutation', gene }),
  'ACTIVATING MUTATION': (gene) => ({ kind: 'mutation', gene }),
  'GAIN-OF-FUNCTION': (gene) => ({ kind: 'mutation', gene }),
  AMPLIFICATION: (gene) => ({ kind: 'amplification', gene }),
  DELETION: (gene) => ({ kind: 'deletion', gene }),
  LOSS: (gene) => ({ kind: 'deletion', gene }),
  'LOSS-OF-FUNCTION': (gene) => ({ kind: 'type', gene, type: 'frameshift' }),
  'INACTIVATING MUTATION': (gene) => ({ kind: 'type', gene, type: 'nonsense' }),
  'DELETERIOUS MUTATION': (gene) => ({ kind: 'type', gene, type: 'nonsense' }),
  'TRUNCATING MUTATION': (gene) => ({ kind: 'type', gene, type: 'nonsense' }),
  'FRAMESHIFT MUTATION': (gene) => ({ kind: 'type', gene, type: 'frameshift' }),
  'FRAMESHIFT TRUNCATION': (gene) => ({ kind: 'type', gene, type: 'frameshift' }),
  EXPRESSION: (gene) => ({ kind: 'expression', gene, word: 'positive' }),
  OVEREXPRESSION: (gene) => ({ kind: 'expression', gene, word: 'overexpressed' }),
  UNDEREXPRESSION: (gene) => ({ kind: 'expression', gene, word: 'low' }),
  'PROMOTER METHYLATION': (gene) => ({ kind: 'methylation', gene }),
  'WILD TYPE': (gene) => ({ kind: 'absent', gene, of: 'mutation' }),
  WILDTYPE: (gene) => ({ kind: 'absent', gene, of: 'mutation' }),
  ITD: (gene) => ({ kind: 'change', gene, change: 'D600_L601insDFREYEYD' }),
  FUSION: (gene) => ({ kind: 'fusion', gene, partner: null }),
  FUSIONS: (gene) => ({ kind: 'fusion', gene, partner: null }),
  REARRANGEMENT: (gene) => ({ kind: 'fusion', gene, partner: null }),
  'EXON 14 SKIPPING MUTATION': (gene) => ({ kind: 'exon', gene, exon: 14, what: 'skipping' }),
}

const CIVIC_GENES: Readonly<Record<string, string>> = {
  ABL: 'ABL1',
  MLL: 'KMT2A',
  NPM: 'NPM1',
  ZNF198: 'ZMYM2',
  MGEA5: 'OGA',
  KIAA1524: 'CIP2A',
}

/** Null where the text is none of the plain shapes. */
function civicFindings(symbol: string, variant: string, germline: boolean): Reported[] | null {
  const gene = CIVIC_GENES[symbol] ?? symbol
  const as = (...findings: Finding[]): Reported[] => findings.map((finding) => ({ finding, germline }))
  const own = variant.replace(new RegExp(`^${gene} `, 'i'), '')
  const word = CIVIC_WORDS[own.toUpperCase()]
  if (word) return as(word(gene))
  const change = plainChange(own)
  if (change !== null) return as({ kind: 'change', gene, change })
  const codon = /^([A-Z])(\d+)$/.exec(own)
  if (codon) return as({ kind: 'codon', gene, residue: codon[1] ?? '', codon: Number(codon[2]) })
  const exon = /^EXON (\d+) (MUTATION|DELETION|INSERTION)$/i.exec(own)
  if (exon) {
    const what = (exon[2] ?? '').toLowerCase().replace('mutation', 'any')
    const key = `${gene} ${exon[1] ?? ''} ${what}`
    return key in EXON_EXAMPLES ? as({ kind: 'exon', gene, exon: Number(exon[1]), what }) : null
  }
  const fused = /^([A-Z0-9]+)-([A-Z0-9]+)(?: fusion)?(?: +([A-Z]\d+[A-Z]))?$/i.exec(variant)
  if (fused) {
    const [one = '', two = ''] = [fused[1] ?? '', fused[2] ?? ''].map((name) => CIVIC_GENES[name] ?? name)
    if (one !== gene && two !== gene) return null
    const fusion: Finding = { kind: 'fusion', gene, partner: one === gene ? two : one }
    return fused[3] === undefined ? as(fusion) : as(fusion, { kind: 'change', gene, change: fused[3] })
  }
  const kinase = /^(?:[A-Z0-9]+ )?FUSION ([A-Z]\d+[A-Z])$/i.exec(variant)
  return kinase
    ? as({ kind: 'fusion', gene, partner: null }, { kind: 'change', gene, change: kinase[1] ?? '' })
    : null
}

/** One-letter HGVS; the deleted residues that some rows repeat are left out. */
function plainChange(text: string): string | null {
  const bare = text.replace(/^p\./, '').replace(/ *\(c\.[^()]*\)$/, '')
  const substitution = /^([A-Z])(\d+)([A-Z*])$/.exec(bare)
  if (substitution)
    return substitution[3] === 'X' ? `${substitution[1] ?? ''}${substitution[2] ?? ''}*` : bare
  const replaced = /^([A-Z]\d+)delins([A-Z]+)$/i.exec(bare)
  if (replaced) return `${replaced[1] ?? ''}delins${replaced[2] ?? ''}`
  const inserted = /^([A-Z]\d+_[A-Z]\d+)(ins|delins|>)([A-Z]+)$/i.exec(bare)
  if (inserted) {
    const [from = 0, to = 0] = (inserted[1] ?? '').split('_').map((part) => Number(part.slice(1)))
    const word = (inserted[2] ?? '').toLowerCase() === 'ins' && to === from + 1 ? 'ins' : 'delins'
    return `${inserted[1] ?? ''}${word}${inserted[3] ?? ''}`
  }
  const length = /^([A-Z]\d+(?:_[A-Z]\d+)?)(del|dup)[A-Z]*$/i.exec(bare)
  if (length) return `${length[1] ?? ''}${(length[2] ?? '').toLowerCase()}`
  const shifted = /^([A-Z]\d+)FS$/i.exec(bare)
  return shifted ? `${shifted[1] ?? ''}fs` : null
}

function readMoalmanacDb(file: string, out: Out): void {
  const seen = new Set<string>()
  for (const [index, line] of text(file).trim().split('\n').entries()) {
    const statement = JSON.parse(line) as Statement
    const { biomarkers, conditionQualifier, objectTherapeutic } = statement.proposition
    out.stated.set(`moalmanac-db ${statement.id}`, 'sensitivity')
    const findings = biomarkers.map(dbFinding)
    const refused = findings.find((finding) => typeof finding === 'string')
    const drugs = drugsOf((objectTherapeutic.therapies ?? [objectTherapeutic]).map(({ name }) => name ?? ''))
    const code =
      conditionQualifier.primaryCoding?.code ??
      conditionQualifier.mappings?.find(({ coding }) => /oncotree/i.test(coding.system ?? ''))?.coding.code ??
      ''
    if (typeof refused === 'string') {
      out.leaveOut('moalmanac-db', refused)
      continue
    }
    if (drugs === null) {
      out.leaveOut('moalmanac-db', 'therapy is no list of named drugs')
      continue
    }
    const reported = findings.filter((finding) => typeof finding !== 'string')
    const solid = /^any solid tumor/i.test(conditionQualifier.name)
    const diagnosis = code === '' ? (solid ? 'LUAD' : '') : (OLD_CODES[code] ?? code)
    // Agencies approve the same: one triple.
    const key = JSON.stringify([reported, diagnosis, drugs])
    if (seen.has(key)) {
      out.leaveOut('moalmanac-db', 'the same statement by another agency')
      continue
    }
    seen.add(key)
    push(out, {
      source: 'moalmanac-db',
      id: String(statement.id),
      line: index + 1,
      findings: reported,
      diagnosis,
      disease: conditionQualifier.name,
      drugs,
      direction: 'sensitivity',
      level: statement.strength?.name ?? '',
      words: `${biomarkers.map(({ name }) => name).join(' + ')}, ${conditionQualifier.name}, ${drugs.join(' + ')}`,
    })
  }
}

interface Coding {
  readonly code?: string
  readonly system?: string
}
interface Biomarker {
  readonly name: string
  readonly genes?: readonly { readonly name: string }[]
  readonly extensions: readonly { readonly name: string; readonly value: unknown }[]
}
interface Statement {
  readonly id: number | string
  readonly strength?: { readonly name: string }
  readonly proposition: {
    readonly biomarkers: readonly Biomarker[]
    readonly conditionQualifier: {
      readonly name: string
      readonly primaryCoding?: Coding
      readonly mappings?: readonly { readonly coding: Coding }[]
    }
    readonly objectTherapeutic: {
      readonly name?: string
      readonly therapies?: readonly { readonly name?: string }[]
    }
  }
}

const MARKERS: Readonly<Record<string, string>> = {
  'Estrogen receptor (ER)': 'ER',
  'Progesterone receptor (PR)': 'PR',
  'Human epidermal growth factor receptor 2 (HER2)': 'HER2',
}
const SCORES: Readonly<Record<string, string>> = {
  'Tumor Proportion Score (TPS)': 'TPS',
  'Combined Positive Score (CPS)': 'CPS',
  'Tumor Area Positivity (TAP)': 'TAP',
  'Tumor-infiltrating immune cells (TIIC)': 'IC',
  'Percentage of tumor cells': 'percent',
}

function dbFinding({ name, genes, extensions }: Biomarker): Reported | string {
  const fields = new Map(extensions.map((entry) => [entry.name, entry.value]))
  const field = (key: string): string => {
    const value = fields.get(key)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const gene = genes?.[0]?.name ?? ''
  const present = fields.get('_present') !== false
  const somatic = (finding: Finding): Reported => ({ finding, germline: false })
  switch (field('biomarker_type')) {
    case 'Somatic Variant': {
      if (!present) return somatic({ kind: 'absent', gene, of: 'mutation' })
      const finding = variantFinding(
        gene,
        field('protein_change'),
        field('exon'),
        field('variant_annotation'),
      )
      return typeof finding === 'string' ? finding : somatic(finding)
    }
    case 'Germline Variant':
      return { finding: { kind: 'mutation', gene }, germline: true }
    case 'Rearrangement': {
      const names = (genes ?? []).map((entry) => entry.name)
      const [one, two] = names
      if (one === undefined) return 'translocation named by its bands'
      if (!present) return somatic({ kind: 'absent', gene: two ?? one, of: 'fusion' })
      return somatic(
        two === undefined
          ? { kind: 'fusion', gene: one, partner: null }
          : { kind: 'fusion', gene: two, partner: one },
      )
    }
    case 'Copy Number':
      return present
        ? somatic({ kind: /deletion/i.test(field('direction')) ? 'deletion' : 'amplification', gene })
        : 'absence of a copy-number change'
    case 'Wild type':
      return somatic({
        kind: 'absent',
        gene: gene === '' ? name.replace('Wild type ', '') : gene,
        of: 'mutation',
      })
    case 'Microsatellite Stability':
      return somatic({ kind: 'MSI', positive: /high/i.test(field('status')) })
    case 'Mismatch Repair':
      return somatic({ kind: 'MMR', positive: field('status') === 'Deficient' })
    case 'Homologous Recombination':
      return somatic({ kind: 'HRD', positive: field('status') === 'Deficient' })
    case 'Tumor mutational burden':
      return somatic({ kind: 'TMB', value: Number(field('minimum_mutations_per_megabase')) + 5 })
    case 'Protein expression':
      return somatic(proteinFinding(field))
    default:
      return `${field('biomarker_type')}: no laboratory report that Caseboard reads carries it`
  }
}

/** A value on the right side of the cut-off, in the score's own unit; the category that a pathologist writes. */
function proteinFinding(field: (name: string) => string): Finding {
  const marker = MARKERS[field('marker')] ?? field('marker')
  const score = SCORES[field('unit')] ?? null
  const limit = Number(field('value'))
  if (field('value') !== '' && Number.isFinite(limit)) {
    const percent = score === 'CPS' ? limit : limit * 100
    const value = field('equality') === '<' ? percent / 2 : percent + 1
    return { kind: 'protein', marker, score: score ?? 'percent', value, category: null }
  }
  const word = field('value').toLowerCase()
  const her2: Readonly<Record<string, string>> = {
    positive: '3+',
    low: '1+',
    negative: '0',
    ultralow: 'ultralow',
  }
  const category = marker === 'HER2' ? (her2[word] ?? word) : word
  return { kind: 'protein', marker, score: marker === 'HER2' ? 'IHC' : null, value: null, category }
}
