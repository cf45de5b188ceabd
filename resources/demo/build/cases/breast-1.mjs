import { ann, drawCounts, snpEffHeader, vcfText } from '../vcf.mjs'
import { MUTECT2_FORMAT, mutect2Header, mutect2Record } from '../callers.mjs'
import { indel, invented, substitution } from '../variants.mjs'

const BUILD = 'GRCh38'
const TUMOR = 'BREAST1_T2'
const BLOOD = 'BREAST1_N1'

const H1047R = substitution(BUILD, 'PIK3CA', '3', 179234297, 'A', 'G', 'p.H1047R', { id: 'rs121913279' })
const D538G = substitution(BUILD, 'ESR1', '6', 152098791, 'A', 'G', 'p.D538G')
/** The Ashkenazi founder variant "6174delT"; ClinVar: pathogenic, reviewed by expert panel. */
const BRCA2 = indel(BUILD, 'BRCA2', '13', 32340300, 'GT', 'G', {
  hgvsC: 'c.5946delT',
  hgvsP: 'p.Ser1982ArgfsTer22',
  firstChanged: 5946,
  consequence: 'frameshift_variant',
  id: 'rs80359550',
  clinical: 'Pathogenic',
})
const P72R = substitution(BUILD, 'TP53', '17', 7676154, 'G', 'C', 'p.P72R', {
  id: 'rs1042522',
  clinical: 'Benign',
})
const N372H = substitution(BUILD, 'BRCA2', '13', 32332592, 'A', 'C', 'p.N372H', {
  id: 'rs144848',
  clinical: 'Benign',
})

export function breast1({ random, write, reads }) {
  const tissue = reads('breast-1/tissue.bam', {
    build: BUILD,
    sample: TUMOR,
    readLength: 100,
    insert: 215,
    regions: [
      {
        chrom: '3',
        from: 179234180,
        to: 179234420,
        depth: 260,
        molecules: [{ fraction: 0.34, variants: [H1047R] }],
      },
    ],
  })
  const calls = [
    [H1047R, tissue.counts(H1047R)],
    [D538G, drawCounts(random, 300, 0.21)],
    [invented(BUILD, 'ERBB2', 2310, 'C'), drawCounts(random, 270, 0.08)],
    [invented(BUILD, 'KIT', 1638, 'G'), drawCounts(random, 260, 0.11)],
    [invented(BUILD, 'PTEN', 801, 'A'), drawCounts(random, 250, 0.1)],
  ]
  write(
    'breast-1/liver-metastasis.vcf',
    vcfText({
      build: BUILD,
      chr: true,
      meta: [...mutect2Header(TUMOR), ...snpEffHeader(BUILD)],
      samples: [TUMOR],
      format: MUTECT2_FORMAT,
      records: calls.map(([variant, counts]) => mutect2Record(variant, counts, { annotation: ann(variant) })),
    }),
  )

  const germline = (variant, gt, depth, review) => {
    const alt = gt === '1/1' ? depth : random.binomial(depth, 0.5)
    return {
      ...variant,
      qual: (alt * 27.4).toFixed(2),
      filter: 'PASS',
      info: `AC=${gt === '1/1' ? 2 : 1};AN=2;DP=${depth};CLNSIG=${variant.clinical};CLNREVSTAT=${review};${ann(variant)}`,
      samples: [`${gt}:${depth - alt},${alt}:${depth}:99`],
    }
  }
  write(
    'breast-1/germline-panel.vcf',
    vcfText({
      build: BUILD,
      chr: true,
      meta: [
        '##source=HaplotypeCaller',
        '##FILTER=<ID=PASS,Description="All filters passed">',
        '##INFO=<ID=AC,Number=A,Type=Integer,Description="Allele count in genotypes, for each ALT allele, in the same order as listed">',
        '##INFO=<ID=AN,Number=1,Type=Integer,Description="Total number of alleles in called genotypes">',
        '##INFO=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
        '##INFO=<ID=CLNSIG,Number=.,Type=String,Description="ClinVar: clinical significance for this single variant">',
        '##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="ClinVar: review status">',
        ...snpEffHeader(BUILD),
        '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
        '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths for the ref and alt alleles in the order listed">',
        '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth">',
        '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality">',
      ],
      samples: [BLOOD],
      format: 'GT:AD:DP:GQ',
      records: [
        germline(BRCA2, '0/1', 118, 'reviewed_by_expert_panel'),
        germline(N372H, '0/1', 124, 'reviewed_by_expert_panel'),
        germline(P72R, '1/1', 97, 'criteria_provided,_multiple_submitters,_no_conflicts'),
      ],
    }),
  )
  write.sheet('breast-1/receptors.tsv', [
    {
      kind: 'expression',
      name: 'ER',
      status: 'detected',
      score: 'IHC',
      value: 95,
      unit: '%',
      category: 'positive',
    },
    {
      kind: 'expression',
      name: 'PR',
      status: 'detected',
      score: 'IHC',
      value: 10,
      unit: '%',
      category: 'positive',
    },
    { kind: 'expression', name: 'HER2', status: 'detected', score: 'IHC', category: '1+' },
    { kind: 'expression', name: 'Ki-67', status: 'detected', score: 'percent', value: 25, unit: '%' },
  ])

  return {
    case: {
      pseudonym: 'DEMO-BREAST-1',
      sex: 'female',
      yearOfBirth: 1975,
      diagnosis: 'IDC',
      diagnosisText:
        'Invasive ductal carcinoma of the left breast, hormone receptor positive; liver and bone metastases',
      stage: 'IV (AJCC 8)',
      performanceStatus: 1,
      priorTherapies: [
        {
          line: null,
          drugs: ['tamoxifen'],
          start: '2019-05-06',
          end: '2023-08-14',
          bestResponse: null,
          stopReason: 'distant recurrence during adjuvant treatment',
        },
        {
          line: 1,
          drugs: ['letrozole', 'palbociclib'],
          start: '2023-09-04',
          end: '2026-09-28',
          bestResponse: 'partial response',
          stopReason: 'progression (liver)',
        },
      ],
      familyHistory: [
        { relation: 'mother', condition: 'breast cancer', age: 44 },
        { relation: 'maternal aunt', condition: 'ovarian cancer', age: 58 },
      ],
      comedications: ['denosumab', 'levothyroxine'],
      specimens: [
        { name: 'N1', kind: 'normal', site: 'blood', collected: '2026-10-06', purity: null },
        {
          name: 'T2',
          kind: 'tissue',
          site: 'liver metastasis, biopsy',
          collected: '2026-10-12',
          purity: 0.65,
        },
      ],
      question:
        'After letrozole and palbociclib: PIK3CA, ESR1 and an inherited BRCA2 variant. In which order?',
    },
    reports: [
      { path: 'breast-1/germline-panel.vcf', build: BUILD, assay: 'germline-panel-20', specimen: 'N1' },
      { path: 'breast-1/liver-metastasis.vcf', build: BUILD, assay: 'solid-panel-60', specimen: 'T2' },
      { path: 'breast-1/receptors.tsv', build: null, assay: 'immunohistochemistry', specimen: 'T2' },
    ],
    tracks: [{ path: 'breast-1/tissue.bam', build: BUILD, specimen: 'T2' }],
  }
}
