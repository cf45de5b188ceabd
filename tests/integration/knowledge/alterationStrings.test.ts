import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse as parseTable } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { loadVocabulary } from '../../../electron/knowledge/vocabulary.ts'
import { parseAlteration } from '../../../shared/language/alteration.ts'

/**
 * Every distinct alteration string of CIViC and the Molecular Oncology Almanac, against what the sources' own
 * fields say it is: the Almanac's feature type, annotation and change; CIViC's Sequence Ontology types; and
 * for what those leave open a table judged by hand (tests/fixtures/civic-alteration-kinds.tsv).
 */

const DATA = path.join(import.meta.dirname, '../../../../shared/data/knowledge')
const FIXTURE = path.join(import.meta.dirname, '../../fixtures/civic-alteration-kinds.tsv')

interface Expected {
  readonly source: string
  readonly gene: string | null
  readonly text: string
  /** Given to the parser only where the text is a bare gene symbol or says "pathogenic". */
  readonly feature: string | null
  readonly kinds: readonly string[]
}

function text(name: string): string {
  const raw = readFileSync(path.join(DATA, name))
  return (name.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8')
}

const rows = (name: string): Record<string, string>[] =>
  parseTable(text(name), { columns: true, delimiter: '\t', quote: false, relax_column_count: true })

function civic(): Expected[] {
  const judged = new Map(
    readFileSync(FIXTURE, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t'))
      .map(([gene = '', name = '', kind = '']) => [`${gene}\t${name}`, kind] as const),
  )
  const distinct = new Map<string, Expected>()
  for (const row of rows('civic/01-Oct-2018-VariantSummaries.tsv.gz')) {
    const { gene = '', variant = '', variant_types: types = '' } = row
    const hand = judged.get(`${gene}\t${variant}`) ?? judged.get(`*\t${variant}`)
    const kinds = hand === undefined ? byShapeOrOntology(variant, types) : [hand]
    distinct.set(`${gene}\t${variant}`, { source: 'CIViC', gene, text: variant, feature: null, kinds })
  }
  return [...distinct.values()]
}

/** CIViC's own types decide; a plain substitution with or without its coding change is one by its shape. */
function byShapeOrOntology(variant: string, types: string): string[] {
  const terms = types === '' || types === 'N/A' ? [] : types.split(',')
  const has = (pattern: RegExp): boolean => terms.some((term) => pattern.test(term))
  if (has(/^(transcript|gene|transcript_regulatory_region)_fusion$/)) {
    return terms.length > 1 && !has(/^(gene_fusion|stop_gained)$/) ? ['combination'] : ['fusion']
  }
  if (has(/^transcript_amplification$/)) return terms.length > 1 ? ['combination'] : ['copy number']
  if (/\); /.test(variant)) return ['combination']
  if (/^(p\.)?[A-Z]\d+[A-Z*] *(\(c\..*\))?$/.test(variant)) {
    return variant.startsWith('C') && /^C2[25][08]T$/.test(variant) ? ['coding change'] : ['protein change']
  }
  if (terms.length > 0 && terms.every((term) => term === 'missense_variant')) {
    if (/^EXON/.test(variant)) return ['exon']
    if (/DOMAIN/.test(variant)) return ['variant type']
    if (variant === 'MUTATION') return ['mutation']
    if (/\*\d/.test(variant)) return ['haplotype']
    if (/^[A-Z]\d+$/.test(variant)) return ['codon']
    // A fusion with a change in it, or two changes.
    if (/^[A-Z0-9]+-[A-Z0-9]+ [A-Z]\d+|[+;]| AND /.test(variant)) return ['combination']
    return ['protein change']
  }
  if (has(/^splice_(donor|acceptor)_variant$/)) return ['coding change', 'variant type', 'haplotype']
  if (has(/frameshift|inframe|stop_|start_lost/)) {
    if (/\*\d+[A-Z]? HOMO/.test(variant)) return ['haplotype']
    if (/^EXON/i.test(variant)) return ['exon']
    if (/^Ex.* [A-Z]\d+/.test(variant)) return ['combination']
    if (/^(VIII|3')/.test(variant)) return ['structural']
    if (/^(MUTATION)$/.test(variant)) return ['mutation']
    if (/^(ITD|.*(MUTATION|TRUNCATION|DUPLICATION))$/.test(variant)) return ['variant type']
    if (/^\d/.test(variant)) return ['coding change']
    return variant.startsWith('DEL4-11') ? ['structural'] : ['protein change']
  }
  return [`not judged: ${types}`]
}

interface Feature {
  readonly [field: string]: unknown
}

function almanacKinds(type: string, feature: Feature): string[] {
  const value = (name: string): string => {
    const found = feature[name]
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  const change = value('protein_change')
  const annotation = value('variant_annotation')
  switch (type) {
    case 'Somatic Variant':
    case 'Germline Variant':
      if (/^p\.[A-Z]\d+$/.test(change)) return ['codon']
      if (change !== '') return ['protein change']
      if (type === 'Germline Variant') return ['germline']
      if (value('exon') !== '')
        return value('exon') === '14' && value('gene') === 'MET' ? ['exon skipping'] : ['exon']
      if (/activating/i.test(annotation)) return ['oncogenic']
      return annotation === '' ? ['mutation'] : ['variant type']
    case 'Copy Number':
      return ['copy number']
    case 'Copy Number (arm level)':
    case 'Aneuploidy':
      return ['chromosome']
    case 'Rearrangement':
      return ['fusion']
    case 'Protein expression':
      return ['expression']
    case 'Wild type':
      return ['wild type']
    case 'Knockdown':
      return ['other']
    default:
      return ['signature']
  }
}

const BARE = /^[A-Za-z0-9-]+$|pathogenic/i

function almanac(): Expected[] {
  const { content } = JSON.parse(text('moalmanac/molecular-oncology-almanac.json')) as { content: Feature[] }
  const distinct = new Map<string, Expected>()
  for (const feature of content) {
    const name = String(feature['feature_display'] ?? '')
    const type = String(feature['feature_type'])
    if (name === '') continue
    distinct.set(`${type}\t${name}`, {
      source: 'MOAlmanac',
      gene: null,
      text: name,
      feature: BARE.test(name) ? type : null,
      kinds: almanacKinds(type, feature),
    })
  }
  return [...distinct.values()]
}

function almanacDb(): Expected[] {
  const distinct = new Map<string, Expected>()
  for (const line of text('moalmanac-db/biomarkers.jsonl.gz').trim().split('\n')) {
    const { name, extensions } = JSON.parse(line) as {
      name: string
      extensions: { name: string; value: unknown }[]
    }
    const fields: Record<string, unknown> = Object.fromEntries(
      extensions.map((entry) => [entry.name, entry.value]),
    )
    const type = String(fields['biomarker_type'])
    const gene = name.split(' ')[0] ?? ''
    // The database marks what must be oncogenic; without a change that is what the words say.
    const plain =
      fields['protein_change'] === null && fields['exon'] === null && fields['variant_annotation'] === null
    const kinds =
      type === 'Somatic Variant' && plain
        ? [/somatic variants$/.test(name) ? 'mutation' : 'oncogenic']
        : almanacKinds(type, { ...fields, gene })
    distinct.set(`${type}\t${name}`, {
      source: 'moalmanac-db',
      gene: null,
      text: name,
      feature: BARE.test(name) ? type : null,
      kinds,
    })
  }
  return [...distinct.values()]
}

describe.skipIf(!existsSync(DATA))('alteration strings of open knowledge bases', () => {
  it('parse to the right kind, at least 99 in 100; the rest is listed', async () => {
    const vocabulary = await loadVocabulary(path.resolve('resources'))
    const all = [...civic(), ...almanac(), ...almanacDb()]
    const counts = new Map<string, { all: number; right: number }>()
    const wrong: string[] = []
    for (const expected of all) {
      const { source, gene, feature, kinds } = expected
      const found = parseAlteration(expected.text, vocabulary, { gene, feature })
      const count = counts.get(source) ?? { all: 0, right: 0 }
      counts.set(source, count)
      count.all += 1
      const kind = found.ok ? found.kind : `refused (${found.reason})`
      if (kinds.includes(kind)) count.right += 1
      else
        wrong.push(
          `${source}: ${gene ?? ''} "${expected.text}" read as ${kind}, expected ${kinds.join(' or ')}`,
        )
    }
    const share = (count: { all: number; right: number }): string =>
      `${count.right} of ${count.all} (${((100 * count.right) / count.all).toFixed(2)}%)`
    for (const [source, count] of counts)
      console.log(`${source}: ${share(count)} distinct strings of the right kind`)
    const total = { all: all.length, right: all.length - wrong.length }
    console.log(
      `All: ${share(total)}; of these ${all.filter(({ feature }) => feature !== null).length} bare gene names or "pathogenic" read with the source's own class`,
    )
    console.log(`Not of the right kind:\n  ${wrong.join('\n  ')}`)
    expect(total.all).toBeGreaterThan(2500)
    for (const count of counts.values()) expect(count.right / count.all).toBeGreaterThanOrEqual(0.99)
  })
})

if (!existsSync(DATA)) console.warn('skipped: ../shared/data/knowledge is not on this machine')
