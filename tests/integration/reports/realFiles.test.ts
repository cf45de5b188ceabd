import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadAnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { AnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { ReadOptions } from '../../../electron/reports/reader.ts'
import { previewReport } from '../../../electron/reports/readReport.ts'
import type { GenomeBuild } from '../../../shared/model.ts'
import { errorOf, readAll } from '../../unit/reports/readAll.ts'
import type { ReadResult } from '../../unit/reports/readAll.ts'

const data = join(import.meta.dirname, '../../../../shared/data')
const hasData = existsSync(data)
const hasBcftools = spawnSync('bcftools', ['--version']).status === 0
if (!hasData) console.log(`realFiles.test: skipped, no ${data}`)
else if (!hasBcftools)
  console.log('realFiles.test: counts after splitting are not compared, bcftools is not installed')

let context: AnnotationContext
beforeAll(async () => {
  context = await loadAnnotationContext(join(import.meta.dirname, '../../../resources'), {
    GRCh37: null,
    GRCh38: null,
  })
})

const read = (file: string, options: Partial<ReadOptions> = {}): Promise<ReadResult> =>
  readAll(join(data, file), { context, ...options })

function textOf(file: string): string {
  const bytes = readFileSync(join(data, file))
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1')
}

const sequence = /^[ACGTN]+$/i
/** Cells of the records of a VCF. */
const recordsOf = (file: string): string[][] =>
  textOf(file)
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))

interface VcfCase {
  readonly file: string
  readonly build?: GenomeBuild
  readonly tumorSample?: string
  /** What tools would say of the sample columns: null where there are none. */
  readonly tumor: string | null
  readonly normal: string | null
}

const SNIFFLES = '/seq/schatz/fritz/sv-paper/real/Pac_skbr3/mapped/reads_lr_skbr3.fa.ngmlr-0.2.1_mapped.bam'
const T001 = 'TCGA-A2-A04W-01A-31D-A10Y-09_TCGA-A2-A04W-10A-01D-A110-09'
const VCFS: readonly VcfCase[] = [
  { file: 'browser/recalibrated/variants.vcf', tumor: 'reads_1_fastq', normal: null },
  { file: 'browser/skbr3-hg19/SKBR3_Sniffles_tra.vcf', build: 'GRCh37', tumor: SNIFFLES, normal: null },
  { file: 'reports/fhir-vcf2fhir/vcf_example2.vcf', build: 'GRCh37', tumor: 'NA12878', normal: null },
  { file: 'reports/fhir-vcf2fhir/vcf_example3.vcf', tumor: 'GS000017234-ASM', normal: null },
  { file: 'reports/fhir-vcf2fhir/vcf_structural_variants.vcf', tumor: 'NA12877_S1', normal: null },
  {
    file: 'reports/hartwig-orange-test_run/purple/tumor_sample.purple.sv.vcf',
    tumor: 'tumor_sample',
    normal: 'ref_sample',
  },
  {
    file: 'reports/megsap/GS110168_03-GS110169_03_cfDNA_candidates_monitoring.vcf',
    tumor: 'GS110168_03',
    normal: 'GS110169_03',
  },
  {
    file: 'reports/megsap/an_somatic_cancerhotspots_in1.vcf',
    tumor: 'DX0000000_01#2',
    normal: 'DX0000000_01',
  },
  { file: 'reports/megsap/vc_deepsomatic_out1.vcf.gz', tumor: 'vc_deepsomatic_tu_in', normal: null },
  {
    file: 'reports/megsap/an_filter_dragen_somatic_in1.vcf.gz',
    tumorSample: 'DNA24XXXX1A1_01',
    tumor: 'DNA24XXXX1A1_01',
    normal: null,
  },
  {
    file: 'reports/megsap/vcf2gsvar_somatic_in1.vcf',
    build: 'GRCh38',
    tumor: 'GS110168_03',
    normal: 'GS110169_03',
  },
  {
    file: 'reports/megsap/vcf2gsvar_somatic_in6.vcf',
    build: 'GRCh38',
    tumorSample: 'DX000001_01',
    tumor: 'DX000001_01',
    normal: null,
  },
  { file: 'reports/ngs-bits/cfdna_panel.vcf', build: 'GRCh37', tumor: 'tumor01_01', normal: 'normal01_01' },
  { file: 'reports/ngs-bits/monitoring.vcf', tumor: 'DNA123456_01', normal: 'NA12878_03' },
  { file: 'reports/pcgr/T001-BRCA.grch37.vcf.gz', tumor: T001, normal: null },
  { file: 'reports/pcgr/T001-BRCA.grch38.vcf.gz', tumor: T001, normal: null },
  {
    file: 'reports/pvactools/HCC1395.annotated.expression.vcf.gz',
    tumor: 'HCC1395_TUMOR_DNA',
    normal: 'HCC1395_NORMAL_DNA',
  },
  { file: 'reports/scout/fusion_data.vcf.gz', build: 'GRCh38', tumor: '888-88', normal: null },
  {
    file: 'reports/scout/manta_vep_94_annotated_sv_cancer_file.vcf.gz',
    tumorSample: '999-99',
    tumor: '999-99',
    normal: null,
  },
  { file: 'reports/scout/scout_example_tumor_only.SV.CNV.sorted.vcf.gz', tumor: 'TUMOR', normal: null },
  { file: 'reports/scout/scout_example_tumor_only.snv.indel.sorted.vcf.gz', tumor: 'TUMOR', normal: null },
  {
    file: 'reports/scout/vep104_annotated.vcf',
    tumorSample: 'hugelymodelbat',
    tumor: 'hugelymodelbat',
    normal: null,
  },
  {
    file: 'reports/snpeff/cancer_pedigree.ann.vcf',
    build: 'GRCh37',
    tumor: 'Patient_01_Somatic',
    normal: 'Patient_01_Germline',
  },
  { file: 'reports/varcode/duplicates.vcf', build: 'GRCh38', tumor: null, normal: null },
  { file: 'reports/varcode/multiallelic.vcf', tumor: 'metastasis', normal: null },
  { file: 'reports/varcode/mutect-example.vcf', tumor: 'SomaticSample', normal: 'NormalSample' },
  { file: 'reports/varcode/mutect2_example.vcf', build: 'GRCh38', tumor: 'NA12878', normal: null },
  { file: 'reports/varcode/vcf43_spec_sv.vcf', tumor: 'SAMPLE', normal: null },
  { file: 'reports/varcode/vep_annotated_csq.vcf', tumor: null, normal: null },
  { file: 'reports/vcf-small/test.jannovar.vcf', tumor: 'tumor', normal: null },
  { file: 'reports/vcf-small/test.snpeff.vcf', tumor: 'tumor', normal: null },
  { file: 'reports/vcf2maf/test.vcf', build: 'GRCh37', tumor: 'TUMOR', normal: 'NORMAL' },
  { file: 'reports/vcf2maf/test_b37.vcf', build: 'GRCh37', tumor: 'TUMOR', normal: 'NORMAL' },
  { file: 'reports/vcf2maf/test_b38.vcf', tumor: 'TUMOR', normal: 'NORMAL' },
  { file: 'reports/vcf2maf/test_delly.vcf', tumor: 'TUMOR', normal: 'NORMAL' },
  { file: 'reports/vcf2maf/test_mutect.vcf', tumor: 'TUMOR', normal: 'NORMAL' },
  { file: 'reports/vcf2maf/test_pindel.vcf', tumor: 'TUMOR', normal: 'NORMAL' },
  { file: 'reports/vcf2maf/test_strelka.vcf', build: 'GRCh37', tumor: 'TUMOR', normal: 'NORMAL' },
]

describe.skipIf(!hasData)('every VCF of the collection', () => {
  test.each(VCFS)(
    '$file: all records, all sequence alleles, tumor and normal',
    async ({ file, build = null, tumorSample = null, tumor, normal }) => {
      const records = recordsOf(file)
      const { rows, summary } = await read(file, { build, tumorSample })
      expect(summary.read).toBe(records.length)
      expect(summary.refusedCount).toBe(0)
      const alleles = records.flatMap((cells) =>
        (cells[4] ?? '').split(',').filter((alt) => sequence.test(alt)),
      )
      expect(rows).toHaveLength(alleles.length)
      expect(summary).toMatchObject({ tumorSample: tumor, normalSample: normal })
      for (const row of rows) {
        expect(row.ref.length).toBeGreaterThan(0)
        if (!Number.isNaN(row.vaf)) expect(row.vaf >= 0 && row.vaf <= 1).toBe(true)
        if (!Number.isNaN(row.altDepth) && !Number.isNaN(row.depth))
          expect(row.altDepth).toBeLessThanOrEqual(Math.max(row.depth, row.altDepth * 2))
      }
    },
  )

  test.skipIf(!hasBcftools).each(VCFS)(
    '$file: as many alleles as bcftools norm -m -any gives',
    async ({ file, build = null, tumorSample = null }) => {
      const { status, stdout } = spawnSync('bcftools', ['norm', '-m', '-any', join(data, file)], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      })
      // bcftools itself stops at some of these files: undeclared contigs and tags, names twice.
      if (status !== 0) {
        console.log(`not compared, bcftools cannot read ${file}`)
        return
      }
      const split = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      const alleles = split.filter((line) => sequence.test(line.split('\t')[4] ?? ''))
      expect((await read(file, { build, tumorSample })).rows).toHaveLength(alleles.length)
    },
  )

  test.each(['grch37', 'grch38'])(
    'PCGR T001 %s: PIK3CA H1047R and TP53 are computed from the shipped slices',
    async (name) => {
      const { rows } = await read(`reports/pcgr/T001-BRCA.${name}.vcf.gz`)
      expect(rows.find((row) => row.gene === 'PIK3CA')).toMatchObject({
        hgvsP: 'p.His1047Arg',
        hgvsC: 'c.3140A>G',
        consequence: 'missense_variant',
        annotationSource: 'computed',
      })
      expect(rows.find((row) => row.gene === 'TP53')).toMatchObject({ annotationSource: 'computed' })
    },
  )

  test.each([
    ['reports/vcf2maf/test_strelka.vcf', 'BRAF', 'p.Val600Glu', 'GRCh37', null],
    ['reports/varcode/somatic_hg19_14muts.vcf', 'KRAS', 'p.Gly12Ala', null, null],
    ['reports/pvactools/HCC1395.annotated.expression.vcf.gz', 'TP53', 'p.Arg175His', null, null],
    ['reports/megsap/an_somatic_cancerhotspots_in1.vcf', 'NRAS', 'p.Gln61Lys', null, null],
    ['reports/megsap/an_somatic_cancerhotspots_in1.vcf', 'BRAF', 'p.Val600Glu', null, null],
    ['reports/megsap/an_somatic_cancerhotspots_in1.vcf', 'CDKN2A', 'p.Pro114Leu', null, null],
    ['reports/megsap/vcf2gsvar_somatic_in1.vcf', 'AKT1', 'p.Glu17Lys', 'GRCh38', null],
    ['reports/megsap/vcf2gsvar_somatic_in6.vcf', 'KRAS', 'p.Gly12Val', 'GRCh38', 'DX000001_01'],
    ['reports/megsap/vcf2gsvar_somatic_in6.vcf', 'TP53', 'p.Gly245Val', 'GRCh38', 'DX000001_01'],
  ] as const)('%s holds %s %s', async (file, gene, hgvsP, build, tumorSample) => {
    const { rows } = await read(file, { build, tumorSample })
    expect(rows.filter((row) => row.gene === gene).map((row) => row.hgvsP)).toContain(hgvsP)
  })

  test('a header of the wrong build is found out by the genes it annotates', async () => {
    expect(await errorOf(read('reports/megsap/vcf2gsvar_somatic_in6.vcf'))).toMatchObject({
      code: 'needs-choice',
      field: 'build',
    })
    expect(
      await errorOf(read('reports/megsap/vcf2gsvar_somatic_in6.vcf', { build: 'GRCh37' })),
    ).toMatchObject({ code: 'bad-input' })
  })

  test('EML4::ALK of a fusion caller keeps order, exons and frame', async () => {
    const { alterations } = await read('reports/scout/fusion_data.vcf.gz', { build: 'GRCh38' })
    expect(alterations[0]).toMatchObject({
      kind: 'fusion',
      svType: 'fusion',
      gene5: 'EML4',
      gene3: 'ALK',
      exon5: '14',
      exon3: '20',
      inFrame: true,
      supportingReads: 4,
    })
  })

  test('a rearrangement is given once, not once for each of its two breakends', async () => {
    const file = 'reports/hartwig-orange-test_run/purple/tumor_sample.purple.sv.vcf'
    const ids = new Set(recordsOf(file).map((cells) => cells[2]))
    const mated = recordsOf(file).filter((cells) =>
      ids.has(/MATEID=([^;]+)/.exec(cells[7] ?? '')?.[1] ?? ''),
    ).length
    const { alterations } = await read(file)
    expect(alterations).toHaveLength(recordsOf(file).length - mated / 2)
  })
})

const MAFS: readonly { readonly file: string; readonly sample: string | null }[] = [
  { file: 'browser/recalibrated/tcga_test.maf', sample: null },
  { file: 'reports/cbioportal-study_es_0/data_mutations_extended.maf', sample: 'TCGA-A1-A0SB-01' },
  { file: 'reports/cbioportal-study_oncokb_update/data_mutations_extended.maf', sample: null },
  { file: 'reports/genome-nexus/testmaf.txt', sample: 'TCGA-B9-4117-01A-01D-1252-08' },
  { file: 'reports/maftools/APL_primary.maf.gz', sample: 'DS2D' },
  { file: 'reports/maftools/APL_relapse.maf.gz', sample: 'DS12R' },
  { file: 'reports/maftools/tcga_laml.maf.gz', sample: 'TCGA-AB-2988' },
  { file: 'reports/moalmanac-example-patient/example_patient.capture.germline.maf', sample: null },
  { file: 'reports/moalmanac-example-patient/example_patient.capture.somatic.indels.maf', sample: null },
  { file: 'reports/moalmanac-example-patient/example_patient.capture.somatic.snvs.maf', sample: null },
  { file: 'reports/moalmanac-example-patient/example_patient.rna.somatic.snvs.maf', sample: null },
  { file: 'reports/varcode/duplicates.maf', sample: null },
  { file: 'reports/varcode/tcga_ov.head.maf', sample: null },
  { file: 'reports/vcf2maf/test.maf', sample: null },
  { file: 'reports/vcf2maf/test_b38_output.maf', sample: null },
]

describe.skipIf(!hasData)('every MAF of the collection', () => {
  test.each(MAFS)('$file: all rows of the sample', async ({ file, sample }) => {
    const [header = '', ...lines] = textOf(file)
      .split(/\r\n|\r|\n/)
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    const column = header.split('\t').indexOf('Tumor_Sample_Barcode')
    const own = sample === null ? lines : lines.filter((line) => line.split('\t')[column] === sample)
    const { rows, summary } = await read(file, { tumorSample: sample })
    expect(summary).toMatchObject({ format: 'MAF', read: lines.length, taken: own.length, refusedCount: 0 })
    expect(rows).toHaveLength(own.length)
    expect(own.length).toBeGreaterThan(0)
  })

  test('a cohort asks which sample, with all of them', async () => {
    const preview = await previewReport(join(data, 'reports/maftools/tcga_laml.maf.gz'))
    expect(preview).toMatchObject({ build: 'GRCh37', needs: ['tumorSample'] })
    expect(preview.samples).toHaveLength(193)
    expect((await errorOf(read('reports/maftools/tcga_laml.maf.gz'))).choices).toHaveLength(193)
  })

  test('CR-only line ends are read, in both directions of time', async () => {
    const { rows } = await read('reports/maftools/APL_primary.maf.gz', { tumorSample: 'DS2D' })
    expect(rows[0]).toMatchObject({
      line: 2,
      gene: 'AARSD1',
      chrom: '17',
      pos: 41103836,
      hgvsP: 'p.Val536Leu',
      consequence: 'missense_variant',
    })
  })

  test('a percentage column is a fraction, Excel dates are no exon numbers', async () => {
    const laml = await read('reports/maftools/tcga_laml.maf.gz', { tumorSample: 'TCGA-AB-2988' })
    expect(laml.rows[0]?.vaf).toBeCloseTo(0.4566, 6)
    expect(
      (await read('reports/cbioportal-study_oncokb_update/data_mutations_extended.maf')).rows[0]?.exon,
    ).toBe('')
  })

  test('the GDC file without its header row and the table without genes are refused with what is missing', async () => {
    expect((await errorOf(read('reports/igv-data/TCGA.BRCA.mutect.somatic.maf.gz'))).message).toContain(
      'no header row',
    )
    expect(await errorOf(read('reports/vcf2maf/minimalist_test_maf.tsv'))).toMatchObject({
      field: 'Hugo_Symbol',
    })
  })
})
