import { csq, drawCounts, vcfText, vepHeader } from '../vcf.mjs'
import {
  DRAGEN_FORMAT,
  dragenHeader,
  dragenRecord,
  MUTECT2_FORMAT,
  mutect2Header,
  mutect2Record,
} from '../callers.mjs'
import { indel, invented, substitution } from '../variants.mjs'

const BUILD = 'GRCh38'

const EXON_19 = indel(BUILD, 'EGFR', '7', 55174771, 'AGGAATTAAGAGAAGC', 'A', {
  hgvsC: 'c.2235_2249del',
  hgvsP: 'p.Glu746_Ala750del',
  firstChanged: 2235,
  consequence: 'inframe_deletion',
  id: 'rs121913421',
})
const T790M = substitution(BUILD, 'EGFR', '7', 55181378, 'C', 'T', 'p.T790M', { id: 'rs121434569' })
const C797S = substitution(BUILD, 'EGFR', '7', 55181398, 'T', 'A', 'p.C797S')
const TP53 = substitution(BUILD, 'TP53', '17', 7675088, 'C', 'T', 'p.R175H', { id: 'rs28934578' })
/** In every plasma at the same low level and never in the tumor: clonal haematopoiesis, not the cancer. */
const DNMT3A = substitution(BUILD, 'DNMT3A', '2', 25234373, 'C', 'T', 'p.R882H', { id: 'rs147001633' })

const exon19 = (depth, fraction) => ({
  chrom: '7',
  from: 55174715,
  to: 55174835,
  depth,
  molecules: [{ fraction, variants: [EXON_19] }],
})
const exon20 = (depth, molecules) => ({ chrom: '7', from: 55181330, to: 55181450, depth, molecules })

export function lung2({ random, write, reads }) {
  const tissue = reads('lung-2/tissue.bam', {
    build: BUILD,
    sample: 'LUNG2_T1',
    readLength: 100,
    insert: 215,
    regions: [exon19(260, 0.28), exon20(160, [])],
  })
  const first = reads('lung-2/plasma-2024.bam', {
    build: BUILD,
    sample: 'LUNG2_P1',
    readLength: 120,
    regions: [exon19(1100, 0.06), exon20(1100, [{ fraction: 0.025, variants: [T790M] }])],
  })
  const last = reads('lung-2/plasma-2026.bam', {
    build: BUILD,
    sample: 'LUNG2_P3',
    readLength: 120,
    regions: [
      exon19(1200, 0.09),
      exon20(1200, [
        { fraction: 0.04, variants: [T790M, C797S] },
        { fraction: 0.012, variants: [T790M] },
      ]),
    ],
  })

  const others = [
    [invented(BUILD, 'PIK3CA', 1404, 'G'), 0.48],
    [invented(BUILD, 'ERBB2', 2310, 'C'), 0.1],
    [invented(BUILD, 'EGFR', 783, 'A'), 0.07],
  ]
  write(
    'lung-2/tissue-panel.vcf',
    vcfText({
      build: BUILD,
      chr: true,
      meta: [...mutect2Header('LUNG2_T1'), ...vepHeader(BUILD)],
      samples: ['LUNG2_T1'],
      format: MUTECT2_FORMAT,
      records: [
        [EXON_19, tissue.counts(EXON_19)],
        [TP53, drawCounts(random, 290, 0.34)],
        ...others.map(([variant, vaf]) => [variant, drawCounts(random, 260, vaf)]),
      ].map(([variant, counts]) => mutect2Record(variant, counts, { annotation: csq(variant) })),
    }),
  )

  const plasma = (path, sample, calls) =>
    write(
      path,
      vcfText({
        build: BUILD,
        chr: true,
        meta: [...dragenHeader(BUILD), ...vepHeader(BUILD)],
        samples: [sample],
        format: DRAGEN_FORMAT,
        records: calls.map(([variant, counts, phaseSet]) =>
          dragenRecord(variant, counts, { annotation: csq(variant), phaseSet }),
        ),
      }),
    )
  plasma('lung-2/plasma-2024.vcf', 'LUNG2_P1', [
    [EXON_19, first.counts(EXON_19)],
    [T790M, first.counts(T790M)],
    [TP53, drawCounts(random, 1080, 0.05)],
    [DNMT3A, drawCounts(random, 1120, 0.011)],
  ])
  plasma('lung-2/plasma-2024-response.vcf', 'LUNG2_P2', [[DNMT3A, drawCounts(random, 1150, 0.012)]])
  plasma('lung-2/plasma-2026.vcf', 'LUNG2_P3', [
    [EXON_19, last.counts(EXON_19)],
    [T790M, last.counts(T790M), T790M.pos],
    [C797S, last.counts(C797S), T790M.pos],
    [TP53, drawCounts(random, 1190, 0.07)],
    [DNMT3A, drawCounts(random, 1160, 0.012)],
  ])

  return {
    case: {
      pseudonym: 'DEMO-LUNG-2',
      sex: 'male',
      yearOfBirth: 1957,
      diagnosis: 'LUAD',
      diagnosisText:
        'Lung adenocarcinoma, left lower lobe, brain and adrenal metastases; former smoker, 8 pack-years',
      stage: 'IVB (AJCC 8)',
      performanceStatus: 2,
      priorTherapies: [
        {
          line: 1,
          drugs: ['erlotinib'],
          start: '2023-02-06',
          end: '2024-03-18',
          bestResponse: 'partial response',
          stopReason: 'progression (adrenal metastasis)',
        },
        {
          line: 2,
          drugs: ['osimertinib'],
          start: '2024-04-08',
          end: '2026-10-26',
          bestResponse: 'partial response',
          stopReason: 'progression (pleura, liver)',
        },
      ],
      comedications: ['metformin', 'ramipril', 'levetiracetam'],
      clinical: {
        organs: [
          { field: 'QTc', value: 462, date: '2026-10-28' },
          { field: 'LVEF', value: 58, date: '2026-10-28' },
          { field: 'creatinine clearance', value: 64, date: '2026-10-30' },
        ],
        conditions: [{ condition: 'brain metastases', present: false, date: '2026-10-26' }],
      },
      specimens: [
        {
          name: 'T1',
          kind: 'tissue',
          site: 'lung, left lower lobe, biopsy',
          collected: '2023-01-16',
          purity: 0.5,
        },
        { name: 'P1', kind: 'plasma', site: 'peripheral blood', collected: '2024-03-20', purity: null },
        { name: 'P2', kind: 'plasma', site: 'peripheral blood', collected: '2024-06-12', purity: null },
        { name: 'P3', kind: 'plasma', site: 'peripheral blood', collected: '2026-10-28', purity: null },
      ],
      question: 'Progression on osimertinib with a new EGFR mutation: in cis or in trans, and what remains?',
    },
    reports: [
      { path: 'lung-2/tissue-panel.vcf', build: BUILD, assay: 'solid-panel-60', specimen: 'T1' },
      { path: 'lung-2/plasma-2024.vcf', build: BUILD, assay: 'plasma-panel-24', specimen: 'P1' },
      { path: 'lung-2/plasma-2024-response.vcf', build: BUILD, assay: 'plasma-panel-24', specimen: 'P2' },
      { path: 'lung-2/plasma-2026.vcf', build: BUILD, assay: 'plasma-panel-24', specimen: 'P3' },
    ],
    tracks: [
      { path: 'lung-2/tissue.bam', build: BUILD, specimen: 'T1' },
      { path: 'lung-2/plasma-2024.bam', build: BUILD, specimen: 'P1' },
      { path: 'lung-2/plasma-2026.bam', build: BUILD, specimen: 'P3' },
    ],
  }
}
