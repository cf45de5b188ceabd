import { reference } from '../reference.mjs'
import { drawCounts, vcfText } from '../vcf.mjs'
import { STRELKA_FORMAT, strelkaHeader, strelkaRecord } from '../callers.mjs'
import { noncoding, substitution } from '../variants.mjs'

const BUILD = 'GRCh37'

const V600E = substitution(BUILD, 'BRAF', '7', 140453136, 'A', 'T', 'p.V600E')
/** C228T of the TERT promoter, c.-124C>T. */
const TERT = noncoding(BUILD, 'TERT', '5', 1295228, 'G', 'A')

/** Bases beside an exon where a change may touch splicing. */
const SPLICE_REGION = 20

/**
 * Invented passengers with the mark of ultraviolet light: C>T behind a pyrimidine (or its complement), in
 * introns of genes on the panel, wherever a reference slice holds them.
 */
function ultravioletPassengers(random, wanted) {
  const { models, bases, slice } = reference(BUILD)
  const places = [
    ['BRAF', 140434800, 140482700],
    ['BRAF', 140434800, 140482700],
    ['GNAQ', 80335900, 80336700],
    ['GNAQ', 80343100, 80343900],
  ]
  const found = []
  while (found.length < wanted) {
    const [gene, from, to] = random.pick(places)
    const model = models.get(gene)
    const chrom = model.chrom.slice(3)
    const pos = random.between(from, to)
    const nearExon = model.exons.some(
      ([start, end]) => pos > start - SPLICE_REGION && pos <= end + SPLICE_REGION,
    )
    if (nearExon || slice(chrom, pos - 1, pos + 1) === null) continue
    const triplet = bases(chrom, pos - 1, pos + 1)
    const alt = /^[CT]C/.test(triplet) ? 'T' : /^.G[AG]/.test(triplet) ? 'A' : null
    if (alt !== null && found.every((other) => other.pos !== pos))
      found.push(noncoding(BUILD, gene, chrom, pos, triplet[1], alt))
  }
  return found
}

export function melanoma1({ random, write, reads }) {
  const tumor = reads('melanoma-1/tumor.bam', {
    build: BUILD,
    sample: 'TUMOR',
    readLength: 100,
    insert: 215,
    regions: [
      {
        chrom: '7',
        from: 140453000,
        to: 140453270,
        depth: 220,
        molecules: [{ fraction: 0.41, variants: [V600E] }],
      },
    ],
  })
  reads('melanoma-1/normal.bam', {
    build: BUILD,
    sample: 'NORMAL',
    readLength: 100,
    insert: 215,
    regions: [{ chrom: '7', from: 140453000, to: 140453270, depth: 110, molecules: [] }],
  })
  const passengers = ultravioletPassengers(random, 15)
  write(
    'melanoma-1/somatic-snvs.vcf',
    vcfText({
      build: BUILD,
      version: '4.1',
      chr: true,
      meta: strelkaHeader(BUILD),
      samples: ['NORMAL', 'TUMOR'],
      format: STRELKA_FORMAT,
      records: [
        strelkaRecord(V600E, tumor.counts(V600E), 104),
        strelkaRecord(TERT, drawCounts(random, 180, 0.38), 88),
        ...passengers.map((variant, i) =>
          strelkaRecord(
            variant,
            drawCounts(random, 190, i < 12 ? 0.36 : 0.04),
            random.between(80, 120),
            i < 12 ? {} : { filter: 'LowEVS' },
          ),
        ),
      ],
    }),
  )
  write(
    'melanoma-1/copy-number.vcf',
    vcfText({
      build: BUILD,
      chr: true,
      meta: [
        '##source=DRAGEN_CNV',
        '##ALT=<ID=DEL,Description="Deletion relative to the reference">',
        '##FILTER=<ID=cnvQual,Description="CNV with quality below 10">',
        '##INFO=<ID=END,Number=1,Type=Integer,Description="End position of the variant described in this record">',
        '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type of structural variant">',
        '##INFO=<ID=SVLEN,Number=.,Type=Integer,Description="Difference in length between REF and ALT alleles">',
        '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
        '##FORMAT=<ID=SM,Number=1,Type=Float,Description="Linear copy ratio of the segment mean">',
        '##FORMAT=<ID=CN,Number=1,Type=Integer,Description="Estimated total copy number">',
        '##FORMAT=<ID=BC,Number=1,Type=Integer,Description="Number of bins in the region">',
      ],
      samples: ['MELANOMA1_T1'],
      format: 'GT:SM:CN:BC',
      records: [
        {
          chrom: '9',
          pos: 21900000,
          id: 'DRAGEN:LOSS:chr9:21900001-22040000',
          ref: 'N',
          alt: '<DEL>',
          qual: 148,
          filter: 'PASS',
          info: 'END=22040000;SVTYPE=CNV;SVLEN=-140000',
          samples: ['1/1:0.34:0:131'],
        },
      ],
    }),
  )
  write.sheet('melanoma-1/tmb.tsv', [
    {
      kind: 'signature',
      name: 'TMB',
      status: 'detected',
      value: 18.4,
      unit: 'mut/Mb',
      category: 'TMB-H',
      cutoff: 'TMB-H from 10 mut/Mb',
    },
  ])

  return {
    case: {
      pseudonym: 'DEMO-MELANOMA-1',
      sex: 'female',
      yearOfBirth: 1969,
      diagnosis: 'SKCM',
      diagnosisText: 'Cutaneous melanoma of the back, superficial spreading; lung and lymph node metastases',
      stage: 'IV, M1b (AJCC 8)',
      performanceStatus: 0,
      priorTherapies: [
        {
          line: null,
          drugs: ['nivolumab'],
          start: '2025-06-02',
          end: '2026-05-18',
          bestResponse: null,
          stopReason: 'completed as adjuvant treatment',
        },
      ],
      comedications: ['hydrocortisone'],
      specimens: [
        {
          name: 'T1',
          kind: 'tissue',
          site: 'lung metastasis, resection',
          collected: '2026-10-19',
          purity: 0.75,
        },
      ],
      question:
        'Recurrence after adjuvant nivolumab: BRAF and MEK inhibition or ipilimumab and nivolumab first?',
    },
    reports: [
      { path: 'melanoma-1/somatic-snvs.vcf', build: BUILD, assay: 'melanoma-panel-8', specimen: 'T1' },
      { path: 'melanoma-1/copy-number.vcf', build: BUILD, assay: 'melanoma-panel-8', specimen: 'T1' },
      { path: 'melanoma-1/tmb.tsv', build: null, assay: 'exome-signatures', specimen: 'T1' },
    ],
    tracks: [
      { path: 'melanoma-1/tumor.bam', build: BUILD, specimen: 'T1' },
      { path: 'melanoma-1/normal.bam', build: BUILD, specimen: null },
    ],
  }
}
