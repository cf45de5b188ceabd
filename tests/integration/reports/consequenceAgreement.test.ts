import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createGeneModels } from '../../../electron/reports/geneModels.ts'
import type { GeneModel, GeneModels } from '../../../electron/reports/geneModels.ts'
import type { ReferenceBases } from '../../../electron/reports/normalise.ts'
import { openReference } from '../../../electron/reports/referenceSequence.ts'
import { consequenceOn } from '../../../electron/reports/consequence/consequenceOn.ts'
import { editOf } from '../../../electron/reports/consequence/edit.ts'
import { reverseComplement } from '../../../shared/geneticCode.ts'
import { codingName, offsetOf, transcriptOf } from '../../../electron/reports/consequence/transcript.ts'
import type { GenomeBuild } from '../../../shared/model.ts'
import {
  comparableTerms,
  compare,
  count,
  createPatchwork,
  mafRows,
  modelFor,
  tally,
  text,
  vcfRows,
} from './agreement.ts'
import type { AnnotatedRow, Tally } from './agreement.ts'

/**
 * Our consequences beside those of VEP (and, apart, of other annotators) on the annotated public files. Nothing that
 * the annotator says of residues goes into ours; what the reference bases come from is said for each set:
 *
 * - A: reference slices (ours and the collection's), told by reads and by the slices of a caller's test data. The hot
 *   spots (whose SIFT column is in VEP's writing) were also witnesses for where GRCh37 models lie, not for their bases;
 * - B: the 11 bases around each variant that the GDC wrote into its MAF from the genome's FASTA, beside and not from VEP;
 * - C: the reference codon of VEP's `Codons`, laid where our own exon edges and reading frame put it. Number,
 *   frame, strand and translation are ours, the codon's two other bases are VEP's: printed, not counted as A and B.
 */

const data = join(import.meta.dirname, '../../../../shared/data')
const resources = join(import.meta.dirname, '../../../resources')
const hasData = existsSync(data)
if (!hasData) console.log(`consequenceAgreement.test: skipped, no ${data}`)

const transcripts = text(join(resources, 'genes/transcripts.tsv'))
const modelsOf = (build: GenomeBuild): GeneModels =>
  createGeneModels(text(join(resources, `genome/${build}/genes.refgene.txt`)), transcripts, build)
const own: Readonly<Record<GenomeBuild, GeneModels>> = {
  GRCh37: modelsOf('GRCh37'),
  GRCh38: modelsOf('GRCh38'),
}
/** Ensembl 110 canonical models of the genes of two files beyond our own list; resources/build/agreement-models.mjs. */
const wide = createGeneModels(
  text(join(import.meta.dirname, '../../fixtures/agreement/ensembl110-canonical.GRCh38.refgene.txt.gz')),
  '',
  'GRCh38',
)

function slices(build: GenomeBuild): ReferenceBases {
  const patches = createPatchwork()
  const file = build === 'GRCh37' ? 'vardict.hg19.fa.csv' : 'vardict.hg38.fa.csv'
  for (const line of text(join(data, 'genome/ref-slices', file)).split('\n')) {
    const [chrom = '', start, , bases] = line.split(',')
    if (bases !== undefined) patches.add(chrom.replace('chr', ''), Number(start) - 1, bases.trim())
  }
  const shipped = openReference(join(resources, `genome/${build}/slices.fa`))
  return {
    bases: (chrom, from, to) => {
      const ours = shipped.bases(chrom, from, to)
      return ours !== null && ours.length === to - from ? ours : patches.bases(chrom, from, to)
    },
  }
}

/** Every difference from VEP that is known, with its reason; a new one fails the test. */
const EXPLAINED: Readonly<Record<string, string>> = {
  '3:69176609':
    'FRMD4B: an insertion that brings a stop. VEP goes on naming residues behind the new stop, which are never made; HGVS ends at Ter.',
  '4:152350097':
    'FBXW7: VEP 84 knew the transcript with 12 exons, Ensembl 110 has two more before the start codon; codons are the same.',
  '16:68819426': 'CDH1 c.1711+1G>T: the file gives the exon base before the splice site as CDS position.',
  '17:7576851': 'TP53 c.993+2: the file gives the exon base before the splice site as CDS position.',
}
const unexplained = (lines: readonly string[]): string[] =>
  lines.filter((line) => !Object.keys(EXPLAINED).some((place) => line.includes(` ${place} `)))

const percent = ({ agreed, compared }: Tally): string =>
  compared === 0 ? 'none' : `${agreed}/${compared} (${((100 * agreed) / compared).toFixed(2)} %)`

/** Columns of the GDC's MAF, which is stored without its header row. */
const GDC = {
  Hugo_Symbol: 0,
  NCBI_Build: 3,
  Chromosome: 4,
  Start_Position: 5,
  Reference_Allele: 10,
  Tumor_Seq_Allele2: 12,
  HGVSc: 34,
  HGVSp: 35,
  Transcript_ID: 37,
  Exon_Number: 38,
  Consequence: 51,
  CDS_position: 53,
  Codons: 56,
  CANONICAL: 65,
  CONTEXT: 111,
}
const gdcFile = 'reports/igv-data/TCGA.BRCA.mutect.somatic.maf.gz'
const hcc1395 = 'reports/pvactools/HCC1395.annotated.expression.vcf.gz'

/** VCF files annotated by VEP or, where named so, by others; the build as found out by their genes. */
const VEP_FILES: readonly (readonly [string, GenomeBuild])[] = [
  [hcc1395, 'GRCh38'],
  ['reports/scout/scout_example_tumor_only.snv.indel.sorted.vcf.gz', 'GRCh37'],
  ['reports/scout/vep104_annotated.vcf', 'GRCh37'],
  ['reports/megsap/vcf2gsvar_somatic_in1.vcf', 'GRCh38'],
  ['reports/megsap/vcf2gsvar_somatic_in6.vcf', 'GRCh38'],
  ['reports/ngs-bits/monitoring.vcf', 'GRCh38'],
]
const OTHER_FILES: readonly (readonly [string, GenomeBuild])[] = [
  ['reports/megsap/an_somatic_cancerhotspots_in1.vcf', 'GRCh38'],
  ['reports/megsap/GS110168_03-GS110169_03_cfDNA_candidates_monitoring.vcf', 'GRCh38'],
  ['reports/snpeff/cancer.ann.vcf', 'GRCh37'],
  ['reports/vcf-small/test.snpeff.vcf', 'GRCh38'],
]
const MAF_FILES = [
  'reports/vcf2maf/test_b38_output.maf',
  'reports/cbioportal-study_es_0/data_mutations_extended.maf',
  'reports/cbioportal-study_oncokb_update/data_mutations_extended.maf',
]

const rowsOf = (files: readonly (readonly [string, GenomeBuild])[]): AnnotatedRow[] =>
  files.flatMap(([file, build]) => vcfRows(join(data, file), build))

const counted = tally()

function print(title: string, protein: Tally, coding: Tally, notes = ''): void {
  console.log(
    [
      `${title}: HGVS p. ${percent(protein)}, ${protein.silent} not named (sequence ends); HGVS c. ${percent(coding)}, ${coding.silent} not named.${notes}`,
      ...[...protein.differences, ...coding.differences].flatMap((line) => {
        const place = Object.keys(EXPLAINED).find((one) => line.includes(` ${one} `))
        return [`  ${line}`, ...(place === undefined ? [] : [`    ${EXPLAINED[place] ?? ''}`])]
      }),
    ].join('\n'),
  )
}

/** Where our transcript puts a base of the CDS (offset from 0), genomic, 0-based. */
function placeOf(model: GeneModel, offset: number): number | null {
  const { exons, cdsFrom } = transcriptOf(model)
  const at = cdsFrom + offset
  const exon = exons.find(({ start, end, from }) => at >= from && at < from + end - start)
  if (!exon) return null
  return model.strand === '+' ? exon.start + at - exon.from : exon.end - 1 - (at - exon.from)
}

describe.skipIf(!hasData)('agreement with VEP', () => {
  afterAll(() => {
    console.log(`A and B together: HGVS p. ${percent(counted)}`)
  })

  const add = (one: Tally): void => {
    counted.compared += one.compared
    counted.agreed += one.agreed
  }

  test('A: VEP rows of variants that lie in reference slices', () => {
    const [protein, coding] = [tally(), tally()]
    const rows = [...rowsOf(VEP_FILES), ...MAF_FILES.flatMap((file) => mafRows(join(data, file)))]
    const reference = { GRCh37: slices('GRCh37'), GRCh38: slices('GRCh38') }
    for (const row of rows.filter(({ hgvsP }) => hgvsP.startsWith('p.'))) {
      const model = modelFor(row, own[row.build]) ?? (row.build === 'GRCh38' ? modelFor(row, wide) : null)
      if (model === null) continue
      const known = reference[row.build].bases(row.chrom, row.pos - 1, row.pos)
      if (known === null || known === 'N') continue
      compare(row, model, reference[row.build], protein, coding)
    }
    print('A, VEP rows in slices', protein, coding)
    add(protein)
    expect(protein.compared).toBeGreaterThan(3)
    expect(protein.differences).toEqual([])
  })

  test.each(['GRCh37', 'GRCh38'] as const)(
    'A: single-base hot spots of Cancer Hotspots v2 in the slices of %s',
    (build) => {
      const [protein, coding] = [tally(), tally()]
      const reference = slices(build)
      let without = 0
      for (const line of text(join(data, `knowledge/hotspots/cancerhotspots_v2_${build}.tsv`)).split('\n')) {
        const [chrom = '', pos = '', ref = '', alt = '', gene = '', , change = ''] = line.split('\t')
        // Rows of other lengths carry the name of the hot spot, not of the change.
        if (!/^[ACGT]$/.test(ref) || !/^[ACGT]$/.test(alt)) continue
        const model = own[build].of(gene).find((one) => one.exact && one.chrom === chrom)
        if (!model) {
          without++
          continue
        }
        const row = {
          source: 'hotspots',
          build,
          chrom,
          pos: Number(pos),
          ref,
          alt,
          gene,
          hgvsP: `p.${change}`,
        }
        const rest = {
          transcript: '',
          preferred: true,
          exon: '',
          cdsLength: NaN,
          codons: '',
          cdsPosition: NaN,
        }
        compare({ ...row, ...rest, hgvsC: '', consequence: '' }, model, reference, protein, coding)
      }
      print(`A, hot spots ${build}`, protein, coding, ` ${without} without an exact model.`)
      add(protein)
      expect(protein.compared).toBeGreaterThan(800)
      expect(protein.differences).toEqual([])
    },
  )

  test('B: TCGA-BRCA (GDC, VEP 84), reference bases from the genomic context in the file', () => {
    const [protein, coding] = [tally(), tally()]
    const rows = mafRows(join(data, gdcFile), GDC)
    const context = createPatchwork()
    for (const { chrom, pos, ref, alt, context: around } of rows) {
      // Five bases, the reference allele as VCF writes it, five bases.
      const anchored = ref === '-' ? pos - 1 : alt === '-' ? pos - 2 : pos - 1
      if (around !== '') context.add(chrom, anchored - 5, around)
    }
    expect(context.contradictions).toBe(0)
    const coded = rows.filter(({ hgvsP }) => hgvsP.startsWith('p.'))
    let without = 0
    for (const row of coded) {
      const model = modelFor(row, wide) ?? modelFor(row, own.GRCh38)
      if (model === null) without++
      else compare(row, model, context, protein, coding)
    }
    print(
      'B, TCGA-BRCA',
      protein,
      coding,
      ` ${without} of ${coded.length} on transcripts that no model equals.`,
    )
    add(protein)
    expect(protein.compared).toBeGreaterThan(400)
    expect(unexplained([...protein.differences, ...coding.differences])).toEqual([])
    expect(protein.agreed / protein.compared).toBeGreaterThanOrEqual(0.99)
    expect(coding.agreed / coding.compared).toBeGreaterThanOrEqual(0.99)
  })

  test('A and B together: at least 99 % of HGVS p. agree', () => {
    expect(counted.compared).toBeGreaterThan(2000)
    expect(counted.agreed / counted.compared).toBeGreaterThanOrEqual(0.99)
  })

  test('C: HCC1395 (VEP), codons of the file laid by our reading frame', () => {
    const [protein, coding] = [tally(), tally()]
    let without = 0
    const rows = vcfRows(join(data, hcc1395), 'GRCh38').filter(
      ({ hgvsP, preferred }) => hgvsP !== '' && preferred,
    )
    for (const row of rows) {
      const model = modelFor(row, wide) ?? modelFor(row, own.GRCh38)
      if (model === null) {
        without++
        continue
      }
      const transcript = transcriptOf(model)
      const { start, end } = editOf(row.pos, row.ref, row.alt)
      const first = offsetOf(transcript, model.strand === '+' ? start : Math.max(end - 1, start))
      const codons = (row.codons.split('/')[0] ?? '').toUpperCase()
      const around = createPatchwork()
      if (first !== null && /^[ACGT]+$/.test(codons)) {
        const codon = Math.floor((first - transcript.cdsFrom) / 3) * 3
        for (const [i, base] of [...codons].entries()) {
          const at = placeOf(model, codon + i)
          if (at !== null) around.add(row.chrom, at, model.strand === '+' ? base : reverseComplement(base))
        }
      }
      compare(row, model, around, protein, coding)
    }
    print('C, HCC1395', protein, coding, ` ${without} of ${rows.length} on transcripts that no model equals.`)
    expect(protein.compared).toBeGreaterThan(350)
    expect(unexplained([...protein.differences, ...coding.differences])).toEqual([])
    expect(protein.agreed / protein.compared).toBeGreaterThanOrEqual(0.99)
  })

  test('other annotators (ngs-bits, SnpEff, WashU) in reference slices', () => {
    const [protein, coding] = [tally(), tally()]
    const reference = { GRCh37: slices('GRCh37'), GRCh38: slices('GRCh38') }
    const rows = [...rowsOf(OTHER_FILES), ...mafRows(join(data, 'reports/maftools/tcga_laml.maf.gz'))]
    // Single bases: WashU writes longer changes in a way of its own (`p.WQ288fs`).
    const single = rows.filter(
      ({ hgvsP, ref, alt }) => hgvsP.startsWith('p.') && /^[ACGT]>[ACGT]$/.test(`${ref}>${alt}`),
    )
    for (const row of single) {
      const known = reference[row.build].bases(row.chrom, row.pos - 1, row.pos)
      const model = modelFor(row, own[row.build])
      if (model !== null && known !== null && known !== 'N')
        compare(row, model, reference[row.build], protein, coding)
    }
    print('other annotators', protein, coding)
    expect(protein.compared).toBeGreaterThan(50)
    expect(protein.agreed / protein.compared).toBeGreaterThanOrEqual(0.99)
  })

  test('from gene models alone: exon number, CDS position and consequence of every VEP row whose transcript we have', () => {
    const [exon, position, terms] = [tally(), tally(), tally()]
    const rows = [
      ...mafRows(join(data, gdcFile), GDC),
      ...rowsOf(VEP_FILES),
      ...MAF_FILES.flatMap((file) => mafRows(join(data, file))),
    ]
    for (const row of rows) {
      const model = modelFor(row, own[row.build]) ?? (row.build === 'GRCh38' ? modelFor(row, wide) : null)
      if (model === null || !/^(?:-|[ACGT]+)$/.test(row.ref + row.alt)) continue
      const ours = consequenceOn(model, row.pos, row.ref, row.alt, null)
      if (ours === null || ours.consequence === '') continue
      const place = `${row.source} ${row.chrom}:${row.pos} ${row.ref}>${row.alt} ${row.gene}`
      if (/^\d+\/\d+$/.test(row.exon)) {
        count(exon, row.exon === ours.exon, `${place}: exon file ${row.exon}, ours ${ours.exon}`)
      }
      const substitution = row.ref.length === 1 && row.alt.length === 1 && row.ref !== '-' && row.alt !== '-'
      if (substitution && !Number.isNaN(row.cdsPosition)) {
        const name = codingName(transcriptOf(model), row.pos - 1)
        count(
          position,
          name === String(row.cdsPosition),
          `${place}: CDS file ${row.cdsPosition}, ours ${name}`,
        )
      }
      const wanted = byLength(row.consequence)
      count(
        terms,
        wanted === byLength(ours.consequence),
        `${place}: file ${row.consequence}, ours ${ours.consequence}`,
      )
    }
    console.log(
      [
        `Gene models alone: exon ${percent(exon)}, CDS position ${percent(position)}, consequence ${percent(terms)}`,
        ...[...exon.differences, ...position.differences, ...terms.differences].map((line) => `  ${line}`),
      ].join('\n'),
    )
    expect(exon.compared).toBeGreaterThan(900)
    expect(position.compared).toBeGreaterThan(800)
    expect(unexplained([...exon.differences, ...position.differences, ...terms.differences])).toEqual([])
  })
})

/** Without sequence a substitution is only said to be coding: VEP's finer words for it count as that. */
function byLength(consequence: string): string {
  const coding = new Set([
    'missense_variant',
    'start_lost',
    'synonymous_variant',
    'stop_gained',
    'stop_lost',
    'stop_retained_variant',
  ])
  const terms = comparableTerms(consequence).split('&')
  const lengths = terms.filter((term) => term === 'frameshift_variant' || term.startsWith('inframe'))
  return [
    ...new Set(
      terms.flatMap((term) => {
        if (!coding.has(term))
          return [term === 'protein_altering_variant' ? 'inframe' : term.replace(/^inframe_.*/, 'inframe')]
        return lengths.length > 0 ? [] : ['coding_sequence_variant']
      }),
    ),
  ]
    .sort()
    .join('&')
}
