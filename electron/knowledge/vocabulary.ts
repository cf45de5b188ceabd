import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Vocabulary } from '../../shared/language/vocabulary.ts'
import { domainTable } from './domainTable.ts'
import { drugNames } from './drugNames.ts'
import { exonTable } from './exonTable.ts'
import { tableRows } from './tableRows.ts'

/**
 * The names that reading alterations and therapies needs, from the resources folder: HGNC symbols with their
 * former names and aliases, drug names, and the exons of the canonical transcripts.
 */
export async function loadVocabulary(resourcesDirectory: string): Promise<Vocabulary> {
  const path = (...parts: string[]): string => join(resourcesDirectory, ...parts)
  const [genes, drugs, transcripts, refgene, domains] = await Promise.all([
    readFile(path('genes', 'synonyms.tsv'), 'utf8'),
    readFile(path('drugs', 'synonyms.tsv'), 'utf8'),
    readFile(path('genes', 'transcripts.tsv'), 'utf8'),
    readFile(path('genome', 'GRCh38', 'genes.refgene.txt'), 'utf8'),
    readFile(path('genes', 'domains.json'), 'utf8'),
  ])
  const symbols = geneNames(genes)
  const exons = exonTable(refgene, transcripts)
  return {
    gene: (name) => symbols.get(name.trim().toUpperCase()) ?? null,
    drugs: drugNames(drugs),
    exonCodons: (gene, exon) => exons.codons(gene, exon),
    domainCodons: domainTable(domains),
    proteinLength: (gene) => exons.proteinLength(gene),
  }
}

/** Any name, upper case, to the current symbol. A symbol wins over another gene's alias; shared aliases are out. */
function geneNames(text: string): ReadonlyMap<string, string> {
  const rows = tableRows(text, ['symbol', 'previous', 'aliases'], 'resources/genes/synonyms.tsv')
  const names = new Map<string, string | null>()
  for (const row of rows) names.set((row['symbol'] ?? '').toUpperCase(), row['symbol'] ?? '')
  const symbols = new Set(names.keys())
  for (const row of rows) {
    const symbol = row['symbol'] ?? ''
    const others = `${row['previous'] ?? ''}|${row['aliases'] ?? ''}`.split('|')
    for (const other of others) {
      const key = other.trim().toUpperCase()
      if (key === '' || symbols.has(key)) continue
      const owner = names.get(key)
      names.set(key, owner === undefined || owner === symbol ? symbol : null)
    }
  }
  return new Map([...names].flatMap(([name, symbol]) => (symbol === null ? [] : [[name, symbol] as const])))
}
