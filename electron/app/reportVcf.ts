import type { SmallVariant } from '../../shared/model.ts'
import type { Store } from '../store/calls.ts'

/** More features than this make igv's variant track unreadable and slow; the variants table has them all. */
const MOST_VARIANTS = 20_000

const PAGE = 1000

/**
 * One report's small variants as VCF 4.3 text for the genome view: those that passed the caller's filter, by
 * position, at most 20,000. Made from the store, so that a MAF shows like a VCF and every record is as
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
  return `${lines.join('\n')}\n`
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
  const fields = [variant.chrom, variant.pos, variant.externalIds ?? '.', variant.ref, variant.alt, '.', variant.filter]
  return [...fields, info.length > 0 ? info.join(';') : '.'].join('\t')
}
