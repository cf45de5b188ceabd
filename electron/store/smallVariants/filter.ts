import { z } from 'zod'
import { formatProteinChange, parseProteinChange } from '../../../shared/hgvs.ts'
import type { VariantFilter } from '../../../shared/variantQuery.ts'
import type { ReadableDatabase } from '../database.ts'
import { CONTIG_BASE, chromosomeCode } from './chromosomes.ts'
import { changesProtein } from './consequences.ts'
import { lookUp } from './dictionary.ts'
import { ORIGINS, SQL_ANNOTATED_BY_COORDINATE, SQL_ORIGIN } from './traits.ts'

/** A filter as SQL over `small_variants AS v`: conditions joined with AND, and their values by name. */
export interface Condition {
  readonly sql: string
  readonly values: Record<string, string | number>
}

const dictionaryRowSchema = z.object({ id: z.number().int(), text: z.string() })

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
  return { chrom: upper === 'M' ? 'MT' : chromosomeCode(upper) === null ? name : upper, start, end }
}

/** The three-letter writing of a protein change typed as `V600E` or `p.V600E`; null for any other word. */
function threeLetter(word: string): string | null {
  const change = parseProteinChange(word)
  if (change.kind === 'unknown' || change.start === null) return null
  return formatProteinChange(change, 'three').replace(/^p\./, '')
}

/** The variant's chromosome as stored; null where no variant of the vault lies on it. */
export function chromosomeNumber(db: ReadableDatabase, chrom: string): number | null {
  const code = chromosomeCode(chrom)
  if (code !== null) return code
  const term = lookUp(db, 'variant_terms', chrom)
  return term === null ? null : CONTIG_BASE + term
}

function wordCondition(db: ReadableDatabase, word: string, name: string): Condition {
  const position = readPosition(word)
  if (position !== null) {
    const chrom = chromosomeNumber(db, position.chrom)
    if (chrom === null) return { sql: '0', values: {} }
    return {
      sql: `(v.chrom = :${name}c AND v.pos BETWEEN :${name}s AND :${name}e)`,
      values: { [`${name}c`]: chrom, [`${name}s`]: position.start, [`${name}e`]: position.end },
    }
  }
  const values: Record<string, string> = { [name]: containing(word) }
  const places = [
    `v.gene_id IN (SELECT id FROM variant_genes WHERE text LIKE :${name} ESCAPE '\\')`,
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
    places.push(`v.pos = CAST(:${name}n AS INTEGER)`)
  }
  return { sql: `(${places.join(' OR ')})`, values }
}

/**
 * C228T and C250T, the TERT promoter changes (Huang 2013, PMID 23348506), which no consequence term tells
 * from any other upstream change: chromosome 5, GRCh37 1295228 and 1295250, GRCh38 1295113 and 1295135.
 */
const PROMOTER_CHANGES = 'v.chrom = 5 AND v.pos IN (1295228, 1295250, 1295113, 1295135)'

function effectCondition(db: ReadableDatabase): string {
  const ids = db
    .prepare('SELECT id, text FROM variant_consequences')
    .all()
    .map((row) => dictionaryRowSchema.parse(row))
    .filter((row) => changesProtein(row.text))
    .map((row) => row.id)
  return `(v.consequence_id IN (${ids.join(', ')}) OR ${SQL_ANNOTATED_BY_COORDINATE} OR (${PROMOTER_CHANGES}))`
}

/** Every condition of `filter` but the reports, which the caller resolves. */
export function filterCondition(db: ReadableDatabase, filter: VariantFilter): Condition {
  const parts: string[] = []
  const values: Record<string, string | number> = {}
  if (filter.quality === 'passed') parts.push('v.passed = 1')
  if (filter.effect === 'protein-changing') parts.push(effectCondition(db))
  if (filter.genes.length > 0) {
    parts.push(
      'v.gene_id IN (SELECT id FROM variant_genes WHERE text IN (SELECT value FROM json_each(:genes)))',
    )
    values['genes'] = JSON.stringify(filter.genes)
  }
  if (filter.origins.length > 0) {
    parts.push(`${SQL_ORIGIN} IN (${filter.origins.map((origin) => ORIGINS.indexOf(origin)).join(', ')})`)
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
  for (const [index, word] of filter.text
    .split(/\s+/)
    .filter((part) => part !== '')
    .entries()) {
    const condition = wordCondition(db, word, `word${index}`)
    parts.push(condition.sql)
    Object.assign(values, condition.values)
  }
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values }
}
