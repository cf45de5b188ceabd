import { z } from 'zod'
import { CaseboardError } from '../../../shared/errors.ts'
import type { Assertion, Biomarker, Effect } from '../../../shared/knowledge.ts'
import { collectAssertions } from './collection.ts'
import { assertionsOf, dateOf, sentence } from './entry.ts'
import { undated } from './importing.ts'
import type { Imported, Importing } from './importing.ts'
import { firstIssue, fittingRecords, looseText } from './json.ts'
import { moalmanacStrength } from './levels/moalmanac.ts'
import { regimensOf } from './regimen.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'
import { copyNumberLeaf, fusionLeaf, geneVariantLeaf } from './variantFields.ts'
import type { FieldsUnderstood } from './variantFields.ts'

/**
 * The Molecular Oncology Almanac as one JSON document (`molecular-oncology-almanac.json`: release, version,
 * genes, content). One element of `content` is one assertion; lines are its 1-based number. Field meanings:
 * Reardon et al., Nat Cancer 2021 (PMID 35121878).
 *
 * `therapy_sensitivity` 0 says that sensitivity was not seen: that is no resistance, which has a field of its own.
 */
export const MOALMANAC_LICENCE = 'GPL-2.0 (as its authors publish code and data together)'

const documentSchema = z.object({
  release: looseText,
  version: looseText,
  content: z.array(z.unknown()),
})

const rowSchema = z.object({
  feature_type: z.string(),
  gene: looseText,
  gene1: looseText,
  gene2: looseText,
  rearrangement_type: looseText,
  locus: looseText,
  direction: looseText,
  cytoband: looseText,
  protein_change: looseText,
  cdna_change: looseText,
  variant_annotation: looseText,
  exon: looseText,
  status: looseText,
  mutations_per_mb: looseText,
  minimum_mutations: looseText,
  disease: looseText,
  context: looseText,
  oncotree_code: looseText,
  therapy_name: looseText,
  therapy_sensitivity: looseText,
  therapy_resistance: looseText,
  favorable_prognosis: looseText,
  adverse_event_risk: looseText,
  diagnostic: looseText,
  predictive_implication: looseText,
  description: looseText,
  source_type: looseText,
  citation: looseText,
  url: looseText,
  doi: looseText,
  pmid: looseText,
  publication_date: looseText,
  _deprecated: z.union([z.boolean(), looseText]).optional(),
  assertion_id: looseText,
  feature_display: looseText,
})
type Row = z.infer<typeof rowSchema>

export function isMoalmanac(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'content' in value &&
    Array.isArray(value.content) &&
    (value.content.length === 0 || rowSchema.safeParse(value.content[0]).success)
  )
}

/** Release and version of the document; for a preview too. */
export function moalmanacVersion(value: unknown): string | null {
  const parsed = documentSchema.safeParse(value)
  if (!parsed.success) return null
  const { release, version } = parsed.data
  return [version, release === '' ? '' : `of ${release}`].filter((part) => part !== '').join(' ') || null
}

export function importMoalmanac(value: unknown, importing: Importing): Imported {
  const parsed = documentSchema.safeParse(value)
  if (!parsed.success) {
    const { field, reason } = firstIssue(parsed.error)
    throw new CaseboardError({
      code: 'bad-input',
      message: reason,
      remedy: 'Choose molecular-oncology-almanac.json as its authors publish it.',
      file: importing.fileName,
      field,
    })
  }
  const records = parsed.data.content.map((entry, index) => ({ line: index + 1, value: entry }))
  const tally = createTally()
  const collection = collectAssertions(tally)
  for (const { line, row } of fittingRecords(records, rowSchema, importing, tally)) {
    const made = readRow(row, line, importing, tally)
    if (made === null) continue
    collection.take(made, {
      line,
      field: 'assertion_id',
      twice: () => `The assertion ${row.assertion_id} stands in the file twice.`,
    })
  }
  return {
    pack: {
      manifest: {
        name: 'moalmanac',
        title: 'Molecular Oncology Almanac',
        version: importing.version ?? moalmanacVersion(value) ?? undated(importing),
        licence: importing.licence ?? MOALMANAC_LICENCE,
        source: `Molecular Oncology Almanac, Van Allen Laboratory, Dana-Farber Cancer Institute (moalmanac.org), file ${importing.fileName}`,
        retrieved: importing.retrieved,
      },
      assertions: collection.assertions,
      companionDiagnostics: [],
      geneRoles: [],
    },
    tally: tally.result(),
  }
}

function readRow(
  row: Row,
  line: number,
  importing: Importing,
  tally: TallyWriter,
): readonly Assertion[] | null {
  const refuse = (field: string, reason: string): null => {
    tally.refuse(line, field, reason)
    return null
  }
  if (row._deprecated === true || row._deprecated === 'true') {
    return refuse('_deprecated', 'The assertion is withdrawn by its authors (deprecated).')
  }
  const meaning = effectOf(row)
  if (typeof meaning === 'string') return refuse('therapy_sensitivity', meaning)
  const strength = moalmanacStrength(row.predictive_implication)
  if (strength === null) {
    return refuse('predictive_implication', `The implication "${row.predictive_implication}" is not known.`)
  }
  const disease = importing.readDisease({ name: row.disease, code: row.oncotree_code })
  if (!disease.ok) return refuse('disease', disease.reason)

  const predictive = meaning.effect !== 'diagnosis' && meaning.effect !== 'prognosis'
  const names = predictive && row.therapy_name !== '' ? row.therapy_name.split(/\s*\+\s*/) : []
  const regimens = regimensOf(names, 'together', meaning.effect, importing)
  if (!regimens.ok) return refuse('therapy_name', regimens.reason)

  const understood = biomarkerOf(row, importing)
  if (!understood.ok) {
    const gene = row.gene === '' ? (row.gene1 === '' ? null : row.gene1) : row.gene
    const text = row.feature_display === '' ? row.feature_type : row.feature_display
    tally.refuseAlteration(line, 'feature_type', text, gene, understood.reason)
    return null
  }
  const made = assertionsOf({
    id: `moa-${row.assertion_id === '' ? `record-${line}` : row.assertion_id}`,
    biomarker: understood.biomarker,
    disease: disease.scope,
    effect: meaning.effect,
    regimens: regimens.regimens,
    level: { scheme: 'MOAlmanac', value: row.predictive_implication },
    strength,
    conditions: [
      ...(row.context === '' ? [] : [sentence(row.context)]),
      ...(disease.condition === null ? [] : [`Studied in: ${disease.condition}.`]),
      ...understood.conditions,
      ...regimens.conditions,
    ],
    statement: `${row.feature_display === '' ? row.feature_type : row.feature_display}: ${meaning.words} (${row.predictive_implication}). ${sentence(row.description)}`,
    sources: [
      {
        id:
          row.pmid !== ''
            ? `PMID:${row.pmid}`
            : row.doi !== ''
              ? `doi:${row.doi}`
              : row.url !== ''
                ? row.url
                : `MOAlmanac ${row.assertion_id}`,
        ...(row.citation === '' ? {} : { title: row.citation }),
        ...optionalDate(row.publication_date),
        ...(row.url === '' ? {} : { url: row.url }),
        retrieved: importing.retrieved,
      },
    ],
  })
  return typeof made === 'string' ? refuse('', made) : made
}

function optionalDate(text: string): { date?: string } {
  const date = dateOf(text)
  return date === undefined ? {} : { date }
}

/** The one thing that the row states; a sentence where it states none, or two that contradict each other. */
function effectOf(row: Row): { readonly effect: Effect; readonly words: string } | string {
  const sensitive = row.therapy_sensitivity === '1'
  const resistant = row.therapy_resistance === '1'
  if (sensitive && resistant) return 'The row states sensitivity and resistance at once.'
  if (sensitive) return { effect: 'sensitivity', words: `sensitivity to ${row.therapy_name}` }
  if (resistant) return { effect: 'resistance', words: `resistance to ${row.therapy_name}` }
  if (row.adverse_event_risk === '1')
    return { effect: 'toxicity', words: `risk of adverse events with ${row.therapy_name}` }
  if (row.therapy_sensitivity === '0') {
    return 'The row states that sensitivity was not seen: that is no resistance.'
  }
  if (row.favorable_prognosis === '1') return { effect: 'prognosis', words: 'better outcome' }
  if (row.favorable_prognosis === '0') return { effect: 'prognosis', words: 'poor outcome' }
  if (row.diagnostic === '1') return { effect: 'diagnosis', words: 'supports this diagnosis' }
  return 'The row states no effect.'
}

function biomarkerOf(row: Row, importing: Importing): FieldsUnderstood {
  const no = (reason: string): FieldsUnderstood => ({ ok: false, reason })
  const yes = (biomarker: Biomarker, conditions: readonly string[] = []): FieldsUnderstood => ({
    ok: true,
    biomarker,
    conditions,
  })
  switch (row.feature_type.toLowerCase()) {
    case 'rearrangement':
      return fusionLeaf(
        { genes: [row.gene1, row.gene2], type: row.rearrangement_type, locus: row.locus },
        importing,
      )
    case 'copy number':
      return copyNumberLeaf({ gene: row.gene, direction: row.direction, cytoband: row.cytoband }, importing)
    case 'somatic variant':
    case 'germline variant':
      return geneVariantLeaf(
        {
          gene: row.gene,
          proteinChange: row.protein_change,
          codingChange: row.cdna_change,
          annotation: row.variant_annotation,
          exon: row.exon,
          germline: row.feature_type.toLowerCase() === 'germline variant',
          anyVariant: false,
        },
        importing,
      )
    case 'microsatellite stability':
      return /high/i.test(row.status)
        ? yes({ leaf: 'msi', is: 'MSI-H' })
        : no(`the status "${row.status}" has no counterpart.`)
    case 'mutational burden': {
      const atLeast = Number(row.mutations_per_mb)
      return row.mutations_per_mb !== '' && atLeast > 0
        ? yes({ leaf: 'tmb', atLeast })
        : row.minimum_mutations === ''
          ? yes({ leaf: 'tmbHigh' })
          : no('the burden is given as a count of mutations, not per megabase.')
    }
    case 'mutational signature':
      return no('a mutational signature cannot be matched.')
    case 'aneuploidy':
      return no('whole-genome doubling cannot be matched.')
    case 'knockdown':
    case 'silencing':
      return no('an experiment that silences a gene is no finding of a tumor.')
    default:
      return no(`the feature type "${row.feature_type}" is not known.`)
  }
}
