import { afterAll, describe, expect, test } from 'vitest'
import { previewReport } from '../../../electron/reports/readReport.ts'
import { errorOf, readAll, scratch } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

const maf = (columns: string, ...rows: string[]): string =>
  ['#version gdc-1.0.0', columns, ...rows].map((row) => row.replaceAll(' ', '\t')).join('\n')
const BASIC =
  'Hugo_Symbol NCBI_Build Chromosome Start_Position Reference_Allele Tumor_Seq_Allele1 Tumor_Seq_Allele2'

test('GDC columns: annotation, depths of both samples, filter and class', async () => {
  const { rows, summary } = await readAll(
    write(
      'gdc.maf',
      maf(
        `${BASIC} Tumor_Sample_Barcode Matched_Norm_Sample_Barcode HGVSc HGVSp HGVSp_Short Transcript_ID Exon_Number t_depth t_ref_count t_alt_count n_depth Consequence FILTER Mutation_Status CLIN_SIG gnomAD_AF dbSNP_RS`,
        'BRAF GRCh38 chr7 140753336 A A T T1 N1 ENST00000646891.2:c.1799T>A p.Val600Glu p.V600E ENST00000646891 15/18 100 60 40 50 missense_variant;splice_region_variant PASS Somatic pathogenic 0.00001 rs113488022',
      ),
    ),
  )
  expect(rows).toMatchObject([
    {
      chrom: '7',
      pos: 140753336,
      gene: 'BRAF',
      hgvsC: 'c.1799T>A',
      hgvsP: 'p.Val600Glu',
      transcript: 'ENST00000646891',
      exon: '15/18',
      consequence: 'missense_variant&splice_region_variant',
      depth: 100,
      altDepth: 40,
      vaf: 0.4,
      normalDepth: 50,
      filter: 'PASS',
      origin: 'somatic',
      clinicalSignificance: 'Pathogenic',
      externalIds: 'rs113488022',
      populationFrequency: 0.00001,
      annotationSource: 'MAF',
      present: 1,
    },
  ])
  expect(summary).toMatchObject({
    build: 'GRCh38',
    tumorSample: 'T1',
    normalSample: 'N1',
    formatVersion: 'gdc-1.0.0',
    origin: 'somatic',
  })
})

test('short protein changes are stored in three letters, splice writings are not taken for HGVS', async () => {
  const { rows } = await readAll(
    write(
      'short.maf',
      maf(
        `${BASIC} HGVSp_Short Variant_Classification`,
        'KRAS 37 12 25398284 C C A p.G12V Missense_Mutation',
        'TP53 37 17 7578253 C C A p.R213* Nonsense_Mutation',
        'EGFR 37 7 55242465 GGAATTAAGAGAAGC GGAATTAAGAGAAGC - p.E746_A750del In_Frame_Del',
        'MET 37 7 116412044 G G A p.X1010_splice Splice_Site',
      ),
    ),
  )
  expect(rows.map(({ hgvsP, consequence }) => [hgvsP, consequence])).toEqual([
    ['p.Gly12Val', 'missense_variant'],
    ['p.Arg213Ter', 'stop_gained'],
    ['p.Glu746_Ala750del', 'inframe_deletion'],
    ['', 'splice_site_variant'],
  ])
})

test('column names without regard to case; 23 is X; an allele 2 that equals the reference gives way to allele 1', async () => {
  const columns = BASIC.toLowerCase()
  const { rows } = await readAll(write('case.maf', maf(columns, 'AR hg19 23 66765158 T C T')))
  expect(rows).toMatchObject([{ chrom: 'X', ref: 'T', alt: 'C' }])
})

describe('which build and which sample', () => {
  test.each([
    ['37', 'GRCh37'],
    ['GRCh37', 'GRCh37'],
    ['hg19', 'GRCh37'],
    ['38', 'GRCh38'],
    ['GRCh38', 'GRCh38'],
    ['hg38', 'GRCh38'],
  ])('NCBI_Build %s', async (written, build) => {
    expect((await previewReport(write('build.maf', maf(BASIC, `BRAF ${written} 7 100 A A T`)))).build).toBe(
      build,
    )
  })

  test('no build, or two, must be chosen', async () => {
    const none = write('none.maf', maf(BASIC.replace('NCBI_Build ', ''), 'BRAF 7 100 A A T'))
    expect((await previewReport(none)).needs).toEqual(['build'])
    expect(await errorOf(readAll(none))).toMatchObject({ code: 'needs-choice', field: 'build' })
    const two = write('two.maf', maf(BASIC, 'BRAF 37 7 100 A A T', 'BRAF 38 7 100 A A T'))
    expect((await previewReport(two)).build).toBeNull()
    const { rows, summary } = await readAll(two, { build: 'GRCh38' })
    expect(rows).toHaveLength(1)
    expect(summary.refused).toMatchObject([{ line: 3, field: 'NCBI_Build' }])
  })

  test('several samples: one is chosen, the others are counted, none is mixed in', async () => {
    const path = write(
      'cohort.maf',
      maf(
        `${BASIC} Tumor_Sample_Barcode`,
        'BRAF 37 7 100 A A T S1',
        'KRAS 37 12 100 A A T S2',
        'TP53 37 17 100 A A T S1',
      ),
    )
    expect(await previewReport(path)).toMatchObject({ samples: ['S1', 'S2'], needs: ['tumorSample'] })
    expect(await errorOf(readAll(path))).toMatchObject({ code: 'needs-choice', choices: ['S1', 'S2'] })
    const { rows, summary } = await readAll(path, { tumorSample: 'S1' })
    expect(rows.map((row) => row.gene)).toEqual(['BRAF', 'TP53'])
    expect(summary).toMatchObject({ read: 3, taken: 2, refusedCount: 0 })
    expect(summary.warnings.join()).toContain('1 record of other samples')
  })

  test('a MAF without samples needs none', async () => {
    expect(await previewReport(write('bare.maf', maf(BASIC, 'BRAF 37 7 100 A A T')))).toMatchObject({
      tumorSample: null,
      needs: [],
    })
  })
})

test('rows that cBioPortal carries as uncalled are kept but not present', async () => {
  const { rows } = await readAll(
    write(
      'uncalled.maf',
      maf(`${BASIC} Mutation_Status`, 'BRAF 37 7 100 A A T UNCALLED', 'BRAF 37 7 101 A A T GERMLINE'),
    ),
  )
  expect(rows.map(({ present, origin, zygosity }) => [present, origin, zygosity])).toEqual([
    [0, 'unknown', ''],
    [1, 'germline', 'heterozygous'],
  ])
})
