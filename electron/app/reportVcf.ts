import type { OtherAlteration, SmallVariant } from '../../shared/model.ts'
import type { Store } from '../store/calls.ts'

/** More features than this make igv's variant track unreadable and slow; the variants table has them all. */
const MOST_VARIANTS = 20_000

const PAGE = 1000

/**
 * One report's findings as VCF 4.3 text for the genome view: small variants that passed the caller's filter, by
 * position, at most 20,000, then rearrangements and copy numbers that have a place. Made from the store, so that a MAF shows like a VCF and every record is as
 * Caseboard understood it.
 */
export async function reportVcf(store: Store, reportId: number): Promise<string> {
  const report = await store.read('reportGet', { reportId })
  const lines = [
    '##fileformat=VCFv4.3',
    `##reference=${report.build ?? 'unknown'}`,
    '##INFO=<ID=GENE,Number=1,Type=String,Description="Gene">',
    '##INFO=<ID=P,Number=1,Type=String,Description="Protein change">',
    '##INFO=<ID=C,Number=1,Type=String,Description="Coding change">',
    '##INFO=<ID=AF,Number=1,Type=Float,Description="Variant allele fraction">',
    '##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO',
  ]
  for (let offset = 0; offset < MOST_VARIANTS; offset += PAGE) {
    const page = await store.read('variantQuery', {
      caseId: report.caseId,
      filter: {
        text: '',
        genes: [],
        reportIds: [reportId],
        quality: 'passed',
        effect: 'all',
        origins: [],
        minimumVaf: null,
        maximumPopulationFrequency: null,
      },
      sort: { column: 'position', descending: false },
      offset,
      limit: PAGE,
    })
    for (const variant of page.rows) lines.push(vcfLine(variant))
    if (page.rows.length < PAGE) break
  }
  const others = await store.read('otherAlterations', { caseId: report.caseId })
  for (const other of others) if (other.reportId === reportId) lines.push(...structuralLines(other))
  return `${lines.join('\n')}\n`
}

/** Both ends of a rearrangement, or the span of a copy number; nothing for findings without a place. */
function structuralLines(alteration: OtherAlteration): string[] {
  if (alteration.kind === 'copyNumber') {
    const { chrom, start, end, call, gene, filter } = alteration
    if (chrom === null || start === null || end === null) return []
    const type = call === 'amplification' || call === 'gain' ? 'DUP' : 'DEL'
    return [
      [chrom, start, gene ?? '.', 'N', `<${type}>`, '.', filter, `SVTYPE=${type};END=${end}`].join('\t'),
    ]
  }
  if (alteration.kind !== 'fusion') return []
  const name = `${alteration.gene5 ?? '?'}::${alteration.gene3 ?? '?'}`
  const ends = [
    { chrom: alteration.chrom5, pos: alteration.pos5 },
    { chrom: alteration.chrom3, pos: alteration.pos3 },
  ]
  return ends.flatMap(({ chrom, pos }) =>
    chrom === null || pos === null
      ? []
      : [
          [
            chrom,
            pos,
            name,
            'N',
            '<BND>',
            '.',
            alteration.filter,
            `SVTYPE=${alteration.svType.replace(' ', '_')}`,
          ].join('\t'),
        ],
  )
}

function vcfLine(variant: SmallVariant): string {
  const info = [
    ['GENE', variant.gene],
    ['P', variant.hgvsP],
    ['C', variant.hgvsC],
    ['AF', variant.vaf],
    ['DP', variant.depth],
  ]
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${String(key)}=${String(value).replaceAll(/[;=\s]/g, '_')}`)
  const fields = [
    variant.chrom,
    variant.pos,
    variant.externalIds ?? '.',
    variant.ref,
    variant.alt,
    '.',
    variant.filter,
  ]
  return [...fields, info.length > 0 ? info.join(';') : '.'].join('\t')
}
