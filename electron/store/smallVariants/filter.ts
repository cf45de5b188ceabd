import { formatProteinChange, parseProteinChange } from '../../../shared/hgvs.ts'
import type { VariantFilter } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { POSITIONS, findChromCode, siteOf } from './site.ts'

/** Conditions over `small_variants AS v` are limited to so many words: SQLite bounds the depth of an expression. */
const MOST_WORDS = 20

/** A filter as SQL over `small_variants AS v`: conditions joined with AND, and their values by name. */
export interface Condition {
  readonly sql: string
  readonly values: Record<string, string | number>
}

/** `LIKE` pattern for text that contains `word`; LIKE folds ASCII letters. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

/** `7:140453136`, `chr7:140,453,136`, `7:100-200`; null where the word is no position. 1-based, inclusive. */
export function readPosition(word: string): { chrom: string; start: number; end: number } | null {
  const match = /^(?:chr)?(\w+(?:\.\d+)?):(\d[\d,]*)(?:-(\d[\d,]*))?$/i.exec(word)
  if (match === null) return null
  const start = Number(match[2]?.replaceAll(',', ''))
  const end = match[3] === undefined ? start : Number(match[3].replaceAll(',', ''))
  const name = match[1] ?? ''
  const upper = name.toUpperCase()
  return { chrom: upper === 'M' ? 'MT' : /^(\d+|X|Y|MT)$/.test(upper) ? upper : name, start, end }
}

/** The three-letter writing of a protein change typed as `V600E` or `p.V600E`; null for any other word. */
function threeLetter(word: string): string | null {
  const change = parseProteinChange(word)
  if (change.kind === 'unknown' || change.start === null) return null
  return formatProteinChange(change, 'three').replace(/^p\./, '')
}

/** Variants whose annotation, among those of these reports, fulfils a condition over `variant_annotations`. */
function annotated(reports: string, condition: string): string {
  return `v.annotation_id IN (SELECT id FROM variant_annotations WHERE report_id IN (${reports}) AND ${condition})`
}

function wordCondition(db: ReadableDatabase, reports: string, word: string, name: string): Condition {
  const position = readPosition(word)
  if (position !== null) {
    const code = findChromCode(db, position.chrom)
    if (code === null) return { sql: '0', values: {} }
    return {
      sql: `v.site BETWEEN :${name}s AND :${name}e`,
      values: { [`${name}s`]: siteOf(code, position.start), [`${name}e`]: siteOf(code, position.end) },
    }
  }
  const values: Record<string, string> = { [name]: containing(word) }
  const places = [
    annotated(reports, `gene LIKE :${name} ESCAPE '\\'`),
    `v.hgvs_p LIKE :${name} ESCAPE '\\'`,
    `v.hgvs_c LIKE :${name} ESCAPE '\\'`,
    `v.external_ids LIKE :${name} ESCAPE '\\'`,
  ]
  const protein = threeLetter(word)
  if (protein !== null) {
    values[`${name}p`] = containing(protein)
    places.push(`v.hgvs_p LIKE :${name}p ESCAPE '\\'`)
  }
  if (/^\d+$/.test(word)) {
    // A bare number may be a position too.
    values[`${name}n`] = word
    places.push(`v.site % ${POSITIONS} = CAST(:${name}n AS INTEGER)`)
  }
  return { sql: `(${places.join(' OR ')})`, values }
}

/** Every condition of `filter`; `reports` are the numbers of the reports looked at, parted by commas. */
export function filterCondition(db: ReadableDatabase, reports: string, filter: VariantFilter): Condition {
  const parts: string[] = []
  const values: Record<string, string | number> = {}
  if (filter.quality === 'passed') parts.push('v.standing = 2')
  if (filter.effect === 'protein-changing') {
    parts.push('v.effect = 1')
  }
  if (filter.genes.length > 0) {
    parts.push(annotated(reports, 'gene IN (SELECT value FROM json_each(:genes))'))
    values['genes'] = JSON.stringify(filter.genes)
  }
  if (filter.origins.length > 0) {
    parts.push(
      `v.call_id IN (SELECT id FROM variant_calls WHERE report_id IN (${reports})
         AND origin IN (SELECT value FROM json_each(:origins)))`,
    )
    values['origins'] = JSON.stringify(filter.origins)
  }
  if (filter.minimumVaf !== null) {
    parts.push('v.vaf >= :minimumVaf')
    values['minimumVaf'] = filter.minimumVaf
  }
  if (filter.maximumPopulationFrequency !== null) {
    // A variant whose frequency nobody states is kept: unmeasured is not common.
    parts.push('(v.population_frequency IS NULL OR v.population_frequency <= :maximumFrequency)')
    values['maximumFrequency'] = filter.maximumPopulationFrequency
  }
  const words = filter.text.split(/\s+/).filter((part) => part !== '')
  for (const [index, word] of words.slice(0, MOST_WORDS).entries()) {
    const condition = wordCondition(db, reports, word, `word${index}`)
    parts.push(condition.sql)
    Object.assign(values, condition.values)
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values }
}
