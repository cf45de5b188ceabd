import type { Assertion, Biomarker, Effect } from '../../../shared/knowledge.ts'
import { uniqueId } from './collection.ts'
import { cgiAlteration } from './cgiAlteration.ts'
import { assertionsOf, GENE_LEVEL_CONDITION, isGeneLevel, slug } from './entry.ts'
import { undated } from './importing.ts'
import type { Imported, Importing } from './importing.ts'
import { cgiStrength } from './levels/cgi.ts'
import { regimensOf } from './regimen.ts'
import { readTable, requireColumns, wholeRows } from './table.ts'
import type { TableRow } from './table.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'

/**
 * Biomarkers of the Cancer Genome Interpreter: `cgi_biomarkers_per_variant.tsv`, or `cgi_biomarkers.tsv` where
 * each biomarker has one row. Columns: the README of the download. In the first, one biomarker has a row for
 * each variant that was seen: such rows make one entry together, and each counts as taken.
 */
export const CGI_LICENCE = 'CC0 1.0 (Cancer Biomarkers database)'

export function isCgi(columns: readonly string[]): boolean {
  const has = (name: string): boolean => columns.includes(name)
  return has('alteration') && has('association') && has('evidence level') && has('biomarker') && has('drug')
}

export function importCgi(text: string, importing: Importing): Imported {
  const table = readTable(text, importing.fileName)
  requireColumns(
    table,
    ['Alteration', 'Association', 'Biomarker', 'Drug', 'Evidence level', 'Gene', 'Source'],
    importing.fileName,
    'biomarker table of the Cancer Genome Interpreter',
  )
  const tally = createTally()
  const assertions: Assertion[] = []
  /** Biomarkers that have made their entries: a further variant of them adds nothing. */
  const known = new Map<string, boolean>()
  const ids = new Set<string>()
  for (const row of wholeRows(table, importing, tally)) {
    const key = KEY.map((column) => row.cell(column)).join('\t')
    if (known.get(key) === true) {
      tally.take()
      continue
    }
    const made = readRow(row, importing, tally, ids)
    known.set(key, made !== null)
    if (made === null) continue
    assertions.push(...made)
    tally.take()
  }
  return {
    pack: {
      manifest: {
        name: 'cgi',
        title: 'Cancer Genome Interpreter: cancer biomarkers database',
        version: importing.version ?? undated(importing),
        licence: importing.licence ?? CGI_LICENCE,
        source: `Cancer Genome Interpreter (cancergenomeinterpreter.org), file ${importing.fileName}`,
        retrieved: importing.retrieved,
      },
      assertions,
      companionDiagnostics: [],
      geneRoles: [],
    },
    tally: tally.result(),
  }
}

const KEY = [
  'Alteration',
  'Association',
  'Drug',
  'Drug full name',
  'Evidence level',
  'Primary Tumor type',
  'Primary Tumor type full name',
  'Metastatic Tumor Type',
  'Source',
]

function readRow(
  row: TableRow,
  importing: Importing,
  tally: TallyWriter,
  ids: Set<string>,
): readonly Assertion[] | null {
  const refuse = (field: string, reason: string): null => {
    tally.refuse(row.line, field, reason)
    return null
  }
  const effect = effectOf(row.cell('Association'))
  if (effect === null) {
    return refuse(
      'Association',
      `The association "${row.cell('Association')}" is neither response, resistance nor toxicity.`,
    )
  }
  const evidence = row.cell('Evidence level')
  const strength = cgiStrength(evidence)
  if (strength === null) return refuse('Evidence level', `The evidence level "${evidence}" is not known.`)

  const diseases = tumorTypes(row)
  const scopes: string[] = []
  let agnostic = false
  const conditions: string[] = []
  for (const name of diseases) {
    const disease = importing.readDisease({ name })
    if (!disease.ok) return refuse('Primary Tumor type', disease.reason)
    if (disease.condition !== null) conditions.push(`Studied in: ${disease.condition}.`)
    if ('oncotree' in disease.scope) scopes.push(...disease.scope.oncotree)
    else agnostic = true
  }
  if (diseases.length === 0) return refuse('Primary Tumor type', 'The row names no disease.')

  const drugs = drugsOf(row)
  const regimens = regimensOf(drugs.names, drugs.relation, effect, importing)
  if (!regimens.ok) return refuse('Drug', regimens.reason)

  const understood = cgiAlteration(row.cell('Alteration'), row.cell('Biomarker'), importing)
  if (!understood.ok) {
    tally.refuseAlteration(row.line, 'Alteration', row.cell('Alteration'), null, understood.reason)
    return null
  }
  const biomarker: Biomarker = understood.biomarker
  const made = assertionsOf({
    id: uniqueId(
      slug(`cgi-${row.cell('Biomarker')}-${drugs.names.join('-')}-${row.cell('Association')}`).slice(0, 90),
      ids,
    ),
    biomarker,
    disease: agnostic
      ? { tumorAgnostic: 'solid', except: [] }
      : { oncotree: [...new Set(scopes)], except: [] },
    effect,
    regimens: regimens.regimens,
    level: { scheme: 'CGI', value: evidence },
    strength,
    conditions: [
      ...conditions,
      ...(isGeneLevel(biomarker) ? [GENE_LEVEL_CONDITION] : []),
      ...understood.notes,
      ...regimens.conditions,
      ...(effect === 'toxicity' ? [`${row.cell('Association')}.`] : []),
    ],
    statement: `Cancer Genome Interpreter: ${row.cell('Biomarker')} in ${diseases.join(', ')}: ${row.cell('Association').toLowerCase()}, ${drugs.names.join(', ')} (${evidence}).`,
    sources: sourcesOf(row, importing.retrieved),
  })
  return typeof made === 'string' ? refuse('', made) : made
}

function effectOf(association: string): Effect | null {
  const text = association.toLowerCase()
  if (text === 'responsive') return 'sensitivity'
  if (text === 'resistant') return 'resistance'
  return text.startsWith('increased toxicity') ? 'toxicity' : null
}

/**
 * CGI's column holds tumor types by the organ's name alone; its list of acronyms says that `Breast` is a
 * cancer type. Only here does an organ stand for its cancer.
 */
const ORGANS: Readonly<Record<string, string>> = {
  breast: 'breast cancer',
  lung: 'lung cancer',
  ovary: 'ovarian cancer',
  prostate: 'prostate cancer',
  stomach: 'stomach cancer',
  thyroid: 'thyroid cancer',
  bladder: 'bladder cancer',
  pancreas: 'pancreatic cancer',
  renal: 'renal cell carcinoma',
  endometrium: 'endometrial cancer',
  cervix: 'cervical cancer',
  'head and neck': 'head and neck cancer',
  'biliary tract': 'biliary tract cancer',
  'salivary glands': 'salivary gland cancer',
  testis: 'testicular cancer',
  thymic: 'thymic epithelial tumor',
  'lung squamous cell': 'squamous cell lung cancer',
  'non-small cell lung': 'non-small cell lung cancer',
  'small cell lung': 'small cell lung cancer',
  'gastrointestinal stromal': 'gastrointestinal stromal tumor',
  'head and neck squamous': 'head and neck squamous cell carcinoma',
  'inflammatory myofibroblastic': 'inflammatory myofibroblastic tumor',
}

function tumorTypes(row: TableRow): string[] {
  const text = row.cell('Primary Tumor type full name') || row.cell('Primary Tumor type')
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ORGANS[name.toLowerCase()] ?? name)
}

/** `Drug` holds drugs; `[]` means that only the family is known, and the family stands in its place. */
function drugsOf(row: TableRow): { names: string[]; relation: 'together' | 'alternatives' | null } {
  const drug = row
    .cell('Drug')
    .replace(/^\[|\]$/g, '')
    .trim()
  const family = row
    .cell('Drug family')
    .replace(/^\[|\]$/g, '')
    .trim()
  const full = row.cell('Drug full name')
  const text = drug === '' ? family : drug
  const names = text.split(/\s*[;,+]\s*/).filter((name) => name !== '')
  // The full name joins the drugs of a combination by a plus sign ("Dabrafenib + Trametinib (...)").
  return { names, relation: full.includes('+') ? 'together' : null }
}

function sourcesOf(row: TableRow, retrieved: string): { id: string; retrieved: string }[] {
  const ids = row
    .cell('Source')
    .split(';')
    .map((id) => id.trim())
    .filter((id) => id !== '')
  return (ids.length === 0 ? ['Cancer Genome Interpreter'] : ids).map((id) => ({ id, retrieved }))
}
