// Derives the tables that classification reads:
//   genes/hotspot-counts.tsv        samples per changed residue (Cancer Hotspots, first release, ODbL 1.0)
//   genes/predisposition-genes.tsv  mechanism and inheritance of cancer-predisposition genes (CPSR panel_zero, MIT)
//   genes/secondary-findings.tsv    ACMG SF list: v3 from MOAlmanac's table, v3.1 and v3.2 additions stated here
//   node classification.mjs COLLECTION
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { currentSymbol, readLines, readText, resources, RETRIEVED } from './lib.mjs'

const [collection] = process.argv.slice(2)
if (!collection) {
  console.error('usage: node classification.mjs COLLECTION')
  process.exit(2)
}
const write = (name, lines) => writeFileSync(join(resources, 'genes', name), `${lines.join('\n')}\n`)

// Samples: the table lists tumor types with counts, `skcm:214|thca:237`; their sum is the number of samples.
const hotspots = readLines(join(collection, 'knowledge/moalmanac/cancerhotspots.hotspots.txt'))
  .slice(2)
  .map((line) => line.split('\t'))
  .map(([gene, ref, position, alt, composition]) => ({
    gene: currentSymbol(gene),
    ref,
    position: Number(position),
    alt,
    samples: composition
      .split('|')
      .map((part) => Number(part.split(':')[1]))
      .reduce((sum, n) => sum + n, 0),
  }))
  // A silent change is no hot spot; stops are kept, so that a residue's count can be told without them.
  .filter(({ ref, alt }) => ref !== alt)
if (hotspots.some(({ samples, position }) => !Number.isInteger(samples) || !Number.isInteger(position)))
  throw new Error('A hot-spot row has no count.')
write('hotspot-counts.tsv', [
  '# Samples with each change of the recurrent residues of Cancer Hotspots, first release (11,119 tumors).',
  '# Chang et al., Nat Biotechnol 2016, PMID 26619011; database under ODbL 1.0 (this table too), by way of vanallenlab/moalmanac.',
  '# The second release (24,592 tumors, PMID 29247016) counts more samples: every count here is a lower bound.',
  `# Retrieved ${RETRIEVED}. Build: resources/build/classification.mjs.`,
  'gene\tref\tposition\talt\tsamples',
  ...hotspots
    .sort((a, b) => a.gene.localeCompare(b.gene) || a.position - b.position || a.alt.localeCompare(b.alt))
    .map((row) => [row.gene, row.ref, row.position, row.alt, row.samples].join('\t')),
])

const panel = parse(readText(join(collection, 'knowledge/germline/cpsr.panel_zero.tsv.gz')), {
  delimiter: '\t',
  columns: true,
  quote: null,
})
const predisposition = panel
  .map((row) => ({
    gene: currentSymbol(/>([^<]+)<\/a>/.exec(row.GENE)?.[1] ?? row.GENE),
    mechanism: row.CPG_MOD,
    inheritance: row.CPG_MOI,
    source: row.CPG_SOURCE,
  }))
  // Genes that no source gives a mechanism or a mode of inheritance say nothing here.
  .filter(({ mechanism, inheritance }) => mechanism !== 'NA' || inheritance !== 'NA')
write('predisposition-genes.tsv', [
  '# Cancer-predisposition genes with the mechanism of disease (LoF, GoF) and the mode of inheritance (AD, AR ...); empty: not stated.',
  '# Facts from CPSR panel_zero (sigven/cpsr, MIT), which names its own sources in the last column.',
  `# Retrieved ${RETRIEVED}. Build: resources/build/classification.mjs.`,
  'gene\tmechanism\tinheritance\tnamed by',
  ...predisposition
    .sort((a, b) => a.gene.localeCompare(b.gene))
    .map((row) =>
      [row.gene, ...[row.mechanism, row.inheritance].map((v) => (v === 'NA' ? '' : v)), row.source].join(
        '\t',
      ),
    ),
])

const v3 = parse(
  readLines(join(collection, 'knowledge/moalmanac/acmg.secondaryfindings.v3.txt'))
    .filter((line) => !line.startsWith('#'))
    .join('\n'),
  { delimiter: '\t', columns: (names) => names.map((name) => name.trim()), relax_column_count: true },
).map((row) => ({
  gene: row.Gene.trim(),
  condition: row['Disease/Phentyope'].replace(/\s+/g, ' ').trim(),
  cancer: row['Phenotype Category'].includes('Cancer') ? 'cancer' : '',
  inheritance: row['Inheritance'].trim(),
  since: '3.0',
}))
const BIALLELIC = ['MUTYH', 'ATP7B', 'GAA', 'BTD', 'HFE', 'CASQ2', 'RPE65', 'TRDN']
const later = [
  // v3.1: Miller et al., Genet Med 2022, PMID 35802134.
  ['BAG3', 'Dilated cardiomyopathy', '3.1'],
  ['DES', 'Dilated cardiomyopathy', '3.1'],
  ['RBM20', 'Dilated cardiomyopathy', '3.1'],
  ['TNNC1', 'Dilated cardiomyopathy', '3.1'],
  ['TTR', 'Hereditary transthyretin-related amyloidosis', '3.1'],
  // v3.2: Miller et al., Genet Med 2023, PMID 37347242.
  ['CALM1', 'Long-QT syndrome', '3.2'],
  ['CALM2', 'Long-QT syndrome', '3.2'],
  ['CALM3', 'Long-QT syndrome', '3.2'],
].map(([gene, condition, since]) => ({ gene, condition, cancer: '', inheritance: 'AD', since }))
const secondary = [...v3, ...later]
const genes = new Set(secondary.map(({ gene }) => gene))
if (genes.size !== 81) throw new Error(`ACMG SF v3.2 has 81 genes, not ${genes.size}.`)
write('secondary-findings.tsv', [
  '# ACMG SF v3.2: genes whose (likely) pathogenic germline variants are offered as secondary findings of exome and genome sequencing.',
  '# v3.0: Miller et al., Genet Med 2021, PMID 34012068 (by way of vanallenlab/moalmanac); v3.1: PMID 35802134; v3.2: PMID 37347242.',
  '# report: biallelic = two variants, or homozygous; homozygous p.C282Y; truncating; all.',
  `# Retrieved ${RETRIEVED}. Build: resources/build/classification.mjs.`,
  'gene\tcondition\tcategory\treport\tsince',
  ...[...new Map(secondary.map((row) => [`${row.gene} ${row.condition}`, row])).values()]
    .sort((a, b) => a.gene.localeCompare(b.gene) || a.condition.localeCompare(b.condition))
    .map((row) =>
      [
        row.gene,
        row.condition,
        row.cancer,
        row.gene === 'HFE'
          ? 'homozygous p.C282Y'
          : row.gene === 'TTN'
            ? 'truncating'
            : BIALLELIC.includes(row.gene)
              ? 'biallelic'
              : 'all',
        row.since,
      ].join('\t'),
    ),
])
