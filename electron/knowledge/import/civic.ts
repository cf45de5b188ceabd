import { CaseboardError } from '../../../shared/errors.ts'
import type { Effect } from '../../../shared/knowledge.ts'
import type { Assertion, Source } from '../../../shared/knowledge.ts'
import { collectAssertions } from './collection.ts'
import { assertionsOf, GENE_LEVEL_CONDITION, germlineOnly, isGeneLevel, sentence, yearOf } from './entry.ts'
import { undated } from './importing.ts'
import type { Imported, Importing } from './importing.ts'
import { civicStrength } from './levels/civic.ts'
import { readExpression } from './readText.ts'
import { regimensOf } from './regimen.ts'
import type { Relation } from './regimen.ts'
import { readTable, requireColumns, wholeRows } from './table.ts'
import type { Table, TableRow } from './table.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'

/**
 * CIViC's evidence table (`nightly-ClinicalEvidenceSummaries.tsv`, or a dated release), in the present columns
 * (`molecular_profile`, `therapies`, `significance`) and in those of the first version (`gene`, `variant`,
 * `drugs`, `clinical_significance`). One row is one evidence item. Rules: civic-docs, "Evidence Items".
 *
 * Direction and significance are read together: an item that does not support sensitivity is no resistance, so
 * nothing but "Supports" becomes an entry.
 */
export const CIVIC_LICENCE = 'CC0 1.0 (CIViC content)'

interface Columns {
  readonly profile: 'molecular_profile' | null
  readonly drugs: string
  readonly significance: string
  readonly interaction: string | null
  readonly citation: string
}

export function isCivicEvidence(columns: readonly string[]): boolean {
  const has = (name: string): boolean => columns.includes(name)
  return (
    has('evidence_type') &&
    has('evidence_level') &&
    (has('molecular_profile') || (has('gene') && has('variant')))
  )
}

export function importCivic(text: string, importing: Importing): Imported {
  const table = readTable(text, importing.fileName)
  requireColumns(
    table,
    ['disease', 'evidence_type', 'evidence_direction', 'evidence_level'],
    importing.fileName,
    'CIViC evidence table',
  )
  const columns = columnsOf(table, importing.fileName)
  const tally = createTally()
  const collection = collectAssertions(tally)
  let newest = ''
  for (const row of wholeRows(table, importing, tally)) {
    const reviewed = row.cell('last_review_date').slice(0, 10)
    if (/^\d{4}-\d{2}-\d{2}$/.test(reviewed) && reviewed > newest) newest = reviewed
    const made = readRow(row, columns, importing, tally)
    if (made === null) continue
    collection.take(made, {
      line: row.line,
      field: 'evidence_id',
      twice: (id) => `The evidence item stands in the file twice (${id}).`,
    })
  }
  if (columns.interaction === null) {
    tally.warn(
      'The file has no column for how several drugs belong together (some older releases lack it): rows with several drugs are refused, unless all are of one class that is never given in pairs. A present release says it.',
    )
  }
  return {
    pack: {
      manifest: {
        name: 'civic',
        title: 'CIViC: clinical interpretation of variants in cancer',
        version:
          importing.version ?? releaseOf(importing.fileName) ?? (newest === '' ? undated(importing) : newest),
        licence: importing.licence ?? CIVIC_LICENCE,
        source: `CIViC, Griffith Lab, Washington University (civicdb.org), file ${importing.fileName}`,
        retrieved: importing.retrieved,
        notice:
          'Evidence items of single publications. CIViC levels are kept; what they mean for a tier is computed by Caseboard.',
      },
      assertions: collection.assertions,
      companionDiagnostics: [],
      geneRoles: [],
    },
    tally: tally.result(),
  }
}

/** `01-Oct-2018-ClinicalEvidenceSummaries.tsv` is the release of 2018-10-01; a nightly file's name has no date. */
function releaseOf(fileName: string): string | null {
  const date = /^(\d{2})-([A-Z][a-z]{2})-(\d{4})/.exec(fileName)
  const month = MONTHS.indexOf(date?.[2] ?? '')
  return date === null || month < 0 ? null : `${date[3]}-${String(month + 1).padStart(2, '0')}-${date[1]}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function columnsOf(table: Table, file: string): Columns {
  const has = (name: string): boolean => table.columns.includes(name)
  const either = (now: string, before: string): string => {
    if (has(now)) return now
    if (has(before)) return before
    throw new CaseboardError({
      code: 'bad-input',
      message: `The column "${now}" (formerly "${before}") is missing, without which this is no CIViC evidence table.`,
      remedy: 'Choose the file as CIViC publishes it, with all its columns.',
      file,
      line: 1,
      field: now,
    })
  }
  return {
    profile: has('molecular_profile') ? 'molecular_profile' : null,
    drugs: either('therapies', 'drugs'),
    significance: either('significance', 'clinical_significance'),
    interaction: ['therapy_interaction_type', 'drug_interaction_type'].find(has) ?? null,
    citation: either('citation_id', 'pubmed_id'),
  }
}

function readRow(
  row: TableRow,
  columns: Columns,
  importing: Importing,
  tally: TallyWriter,
): readonly Assertion[] | null {
  const refuse = (field: string, reason: string): null => {
    tally.refuse(row.line, field, reason)
    return null
  }
  const status = row.cell('evidence_status').toLowerCase()
  if (status !== '' && status !== 'accepted') {
    return refuse('evidence_status', `The evidence item is "${status}": only accepted items are used.`)
  }
  if (row.cell('is_flagged').toLowerCase() === 'true') {
    return refuse('is_flagged', 'The evidence item is flagged by CIViC: its editors doubt it.')
  }
  const type = row.cell('evidence_type')
  const direction = row.cell('evidence_direction')
  const significance = row.cell(columns.significance)
  const meaning = meaningOf(type, direction, significance)
  if (!meaning.ok) return refuse(meaning.field, meaning.reason)

  const rating = /^[1-5]$/.test(row.cell('rating')) ? Number(row.cell('rating')) : null
  const level = row.cell('evidence_level').toUpperCase()
  const strength = civicStrength(level, rating)
  if (strength === null) return refuse('evidence_level', `CIViC has no evidence level "${level}".`)

  const disease = importing.readDisease({ name: row.cell('disease') })
  if (!disease.ok) return refuse('disease', disease.reason)

  const predictive = meaning.effect !== 'diagnosis' && meaning.effect !== 'prognosis'
  const names = predictive
    ? row
        .cell(columns.drugs)
        .split(/\s*,\s*/)
        .filter((name) => name !== '')
    : []
  const relation = relationOf(columns.interaction, row)
  const regimens = regimensOf(names, relation, meaning.effect, importing)
  if (!regimens.ok) return refuse(columns.drugs, regimens.reason)

  const [profile, gene] =
    columns.profile === null ? [row.cell('variant'), row.cell('gene')] : [row.cell('molecular_profile'), null]
  const understood =
    columns.profile === null
      ? readVariant(profile, gene ?? '', importing)
      : readExpression(profile, null, importing)
  const alterationField = columns.profile ?? 'variant'
  if (!understood.ok) {
    tally.refuseAlteration(row.line, alterationField, understood.text, understood.gene, understood.reason)
    return null
  }
  const origin = row.cell('variant_origin')
  const germline = /germline/i.test(origin) && !/somatic/i.test(origin)
  const biomarker = germline ? germlineOnly(understood.biomarker) : understood.biomarker
  if (biomarker === null) {
    return refuse(
      'variant_origin',
      `The source saw this in the germline (${origin}), and the origin of such a finding cannot be told.`,
    )
  }

  const id = row.cell('evidence_id')
  const name = columns.profile === null ? `${gene ?? ''} ${profile}` : profile
  const source = sourceOf(row, columns, importing.retrieved)
  const made = assertionsOf({
    id: `eid${id === '' ? `-line-${row.line}` : id}`,
    biomarker,
    disease: disease.scope,
    effect: meaning.effect,
    regimens: regimens.regimens,
    level: { scheme: 'CIViC', value: level },
    strength,
    conditions: [
      ...(disease.condition === null ? [] : [`Studied in: ${disease.condition}.`]),
      ...(germline ? [`Germline finding in the source (${origin}).`] : []),
      ...(isGeneLevel(biomarker) ? [GENE_LEVEL_CONDITION] : []),
      ...(germline ? [] : understood.notes),
      ...regimens.conditions,
    ],
    statement:
      `CIViC evidence item ${id}, level ${level}${rating === null ? '' : `, ${rating} of 5 stars`}: ${name} in ${row.cell('disease')}: ${meaning.words}. ${sentence(row.cell('evidence_statement'))}`.trim(),
    sources: [source],
  })
  return typeof made === 'string' ? refuse('', made) : made
}

type Meaning =
  | { readonly ok: true; readonly effect: Effect; readonly words: string }
  | { readonly ok: false; readonly field: string; readonly reason: string }

/** Type, direction and significance of an evidence item as one statement, or why it makes none. */
export function meaningOf(type: string, direction: string, significance: string): Meaning {
  const no = (field: string, reason: string): Meaning => ({ ok: false, field, reason })
  const kind = type.toLowerCase()
  if (kind === 'predisposing') {
    return no('evidence_type', 'Predisposing evidence is about the risk of falling ill, not about treatment.')
  }
  if (kind === 'oncogenic' || kind === 'functional') {
    return no(
      'evidence_type',
      `${type} evidence says what the change does, not what follows for the patient.`,
    )
  }
  if (direction.toLowerCase() === 'does not support') {
    return no(
      'evidence_direction',
      `The item does not support ${significance === '' ? 'what it was curated for' : `"${significance}"`}: that is not the opposite either.`,
    )
  }
  if (direction.toLowerCase() !== 'supports') {
    return no('evidence_direction', `The evidence direction is "${direction}", not "Supports".`)
  }
  const what = significance.toLowerCase()
  const yes = (effect: Effect, words: string): Meaning => ({ ok: true, effect, words })
  if (kind === 'predictive') {
    if (what === 'sensitivity/response' || what === 'sensitivity')
      return yes('sensitivity', 'supports sensitivity')
    if (what === 'resistance') return yes('resistance', 'supports resistance')
    if (what === 'adverse response') return yes('toxicity', 'supports an adverse response')
    if (what === 'reduced sensitivity') {
      return no('significance', 'Reduced sensitivity is neither sensitivity nor resistance.')
    }
  }
  if (kind === 'prognostic') {
    if (what === 'better outcome') return yes('prognosis', 'better outcome')
    if (what === 'poor outcome') return yes('prognosis', 'poor outcome')
  }
  if (kind === 'diagnostic') {
    if (what === 'positive') return yes('diagnosis', 'supports this diagnosis')
    if (what === 'negative') {
      return no('significance', 'The item speaks against a diagnosis, which an entry cannot say.')
    }
  }
  if (!['predictive', 'prognostic', 'diagnostic'].includes(kind)) {
    return no('evidence_type', `The evidence type "${type}" is not known.`)
  }
  return no('significance', `"${significance}" says nothing that follows for the patient.`)
}

function relationOf(column: string | null, row: TableRow): Relation | null {
  switch (column === null ? '' : row.cell(column).toLowerCase()) {
    case 'combination':
      return 'together'
    case 'substitutes':
      return 'alternatives'
    case 'sequential':
      return 'sequence'
    default:
      return null
  }
}

/** The first version's variant belongs to its gene; `EML4-ALK` of gene ALK names its own genes. */
function readVariant(variant: string, gene: string, importing: Importing): ReturnType<typeof readExpression> {
  const symbol = importing.gene(gene) ?? gene
  return readExpression(variant, symbol, importing)
}

function sourceOf(row: TableRow, columns: Columns, retrieved: string): Source {
  const number = row.cell(columns.citation)
  const type = row.cell('source_type').toUpperCase()
  const asco = row.cell('asco_abstract_id')
  const citation = row.cell('citation')
  const date = yearOf(citation)
  const url = row.cell('evidence_civic_url')
  const id =
    type === 'ASCO' || type === 'ASH'
      ? `${type} abstract ${asco === '' || asco === 'NA' ? number : asco}`
      : number === ''
        ? `CIViC EID${row.cell('evidence_id')}`
        : `PMID:${number}`
  return {
    id,
    ...(citation === '' ? {} : { title: citation }),
    ...(date === undefined ? {} : { date }),
    ...(url === '' ? {} : { url }),
    retrieved,
  }
}
