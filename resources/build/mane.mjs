// Verifies MANE Select identities (Ensembl <-> RefSeq) for our gene models and writes build/mane.tsv.
//   node mane.mjs COLLECTION      (after a first run of gene-models.mjs; then run gene-models.mjs again)
// A pair is kept when VEP 105 annotates it as MANE_SELECT in a public VCF, or when our own claim (mane-claims.tsv) agrees with
// two other lists, and when the RefSeq protein is as long as our model's. The lists serve as checks; nothing is copied from them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { here, readLines, readTable, resources } from './lib.mjs'

const collection = process.argv[2]
if (!collection) {
  console.error('usage: node mane.mjs COLLECTION')
  process.exit(2)
}
const bare = (id) => id.replace(/\.\d+$/, '')
const vep = new Map() // gene -> Map("ENST NM.version" -> count)
for (const line of readLines(join(collection, 'reports/pvactools/HCC1395.annotated.expression.vcf.gz'))) {
  if (line.startsWith('#')) continue
  for (const entry of (/CSQ=([^;\t]*)/.exec(line)?.[1] ?? '').split(',')) {
    const f = entry.split('|')
    if (f[26]?.startsWith('NM_') && f[6]?.startsWith('ENST'))
      vep.set(f[3], new Set([...(vep.get(f[3]) ?? []), `${bare(f[6])} ${f[26]}`]))
  }
}
const cpsr = new Map()
for (const r of readTable(join(collection, 'knowledge/germline/cpsr.curated_transcripts.tsv')))
  cpsr.set(r.symbol, new Set([...(cpsr.get(r.symbol) ?? []), r.id]))
const list = new Map(
  readTable(join(collection, 'knowledge/oncokb-terms-apply/20251008-oncoKBcancerGeneList.tsv')).map((r) => [
    r['Hugo Symbol'],
    r,
  ]),
)
const lengths = new Map() // RefSeq transcript -> protein length
for (const r of readTable(join(collection, 'genome/genes/prot_len.txt.gz')))
  for (const id of Object.values(r).filter((v) => /^NM_/.test(v)))
    lengths.set(bare(id), Number(r['aa.length'] ?? r.aa_length ?? NaN))
const models = readLines(join(resources, 'genes/transcripts.tsv'))
  .filter((l) => !l.startsWith('#'))
  .slice(1)
  .map((l) => l.split('\t'))
const claims = new Map(
  readLines(join(here, 'mane-claims.tsv'))
    .filter((l) => !l.startsWith('#'))
    .map((l) => l.split(' '))
    .map(([g, e, n]) => [g, [e, n]]),
)
const rows = []
const refused = []
for (const f of models) {
  const [gene, model] = f
  if (model === 'CDKN2A-214') continue
  const seen = [...(vep.get(gene) ?? [])]
  const [enst, nm] = claims.get(gene) ?? (seen.length === 1 ? seen[0].split(' ') : [])
  if (!enst) continue
  const witnesses = []
  if (seen.some((s) => s.split(' ')[0] === enst && bare(s.split(' ')[1]) === bare(nm)))
    witnesses.push('VEP 105 MANE_SELECT')
  if ([...(cpsr.get(gene) ?? [])].includes(nm)) witnesses.push('CPSR RefSeq')
  const other = list.get(gene)
  if (other && bare(other['GRCh38 Isoform']) === enst) witnesses.push('gene list Ensembl')
  if (other && bare(other['GRCh38 RefSeq']) === bare(nm)) witnesses.push('gene list RefSeq')
  const length = lengths.get(bare(nm))
  if (length && length !== +f[8]) {
    refused.push(`${gene} (RefSeq protein ${length}, model ${f[8]})`)
    continue
  }
  const ensemblSeen = witnesses.includes('VEP 105 MANE_SELECT') || witnesses.includes('gene list Ensembl')
  const refseqSeen =
    witnesses.includes('VEP 105 MANE_SELECT') ||
    witnesses.includes('CPSR RefSeq') ||
    witnesses.includes('gene list RefSeq')
  if (ensemblSeen && refseqSeen)
    rows.push([
      model,
      gene,
      enst,
      nm,
      'MANE Select',
      witnesses.concat(length ? `length ${length}` : []).join('; '),
    ])
  else if (refseqSeen && length)
    rows.push([model, gene, '', nm, 'RefSeq only', witnesses.concat(`length ${length}`).join('; ')])
  else refused.push(`${gene} (${witnesses.join('; ') || 'no witness'})`)
}
writeFileSync(
  join(here, 'mane.tsv'),
  `# MANE Select identities that could be verified; MANE is by NCBI and EMBL-EBI, free of restrictions. Ensembl identifiers without version.\n# RefSeq only: the RefSeq side is verified, the Ensembl identifier is not and is left out.\nmodel\tgene\tensembl\trefseq\tmane\tverified_by\n${rows.map((r) => r.join('\t')).join('\n')}\n`,
)
console.log(`${rows.length} verified; not verified: ${refused.join(', ')}`)
