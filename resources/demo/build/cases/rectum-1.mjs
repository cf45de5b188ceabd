import { csq, drawCounts, vcfText, vepHeader } from '../vcf.mjs'
import { MUTECT2_FORMAT, mutect2Header, mutect2Record } from '../callers.mjs'
import { invented } from '../variants.mjs'

const BUILD = 'GRCh38'
const SAMPLE = 'RECTUM1_T1'

export function rectum1({ random, write }) {
  const silent = invented(BUILD, 'ERBB2', 2310, 'G')
  write(
    'rectum-1/hotspot-panel.vcf',
    vcfText({
      build: BUILD,
      chr: true,
      meta: [...mutect2Header(SAMPLE), ...vepHeader(BUILD)],
      samples: [SAMPLE],
      format: MUTECT2_FORMAT,
      records: [mutect2Record(silent, drawCounts(random, 420, 0.13), { annotation: csq(silent) })],
    }),
  )
  write.sheet('rectum-1/erbb2-copies.tsv', [
    { kind: 'copy number', name: 'ERBB2', status: 'detected', value: 18, category: 'amplification' },
  ])
  write.sheet('rectum-1/her2-mmr.tsv', [
    { kind: 'expression', name: 'HER2', status: 'detected', score: 'IHC', category: '3+', clone: '4B5' },
    { kind: 'expression', name: 'MMR', status: 'detected', score: 'IHC', category: 'proficient' },
  ])
  return {
    case: {
      pseudonym: 'DEMO-RECTUM-1',
      sex: 'female',
      yearOfBirth: 1966,
      diagnosis: 'READ',
      diagnosisText: 'Adenocarcinoma of the upper rectum, liver and lung metastases',
      stage: 'IVB (AJCC 8)',
      performanceStatus: 1,
      priorTherapies: [
        {
          line: 1,
          drugs: ['fluorouracil', 'leucovorin', 'irinotecan', 'bevacizumab'],
          start: '2025-11-03',
          end: '2026-10-12',
          bestResponse: 'partial response',
          stopReason: 'progression (lung)',
        },
      ],
      comedications: ['pantoprazole'],
      specimens: [
        { name: 'T1', kind: 'tissue', site: 'upper rectum, biopsy', collected: '2025-10-13', purity: 0.5 },
      ],
      question:
        'HER2 3+ with ERBB2 amplification: may HER2-directed treatment start before KRAS has been tested?',
    },
    reports: [
      { path: 'rectum-1/hotspot-panel.vcf', build: BUILD, assay: 'rapid-hotspot-4', specimen: 'T1' },
      { path: 'rectum-1/erbb2-copies.tsv', build: BUILD, assay: 'rapid-hotspot-4', specimen: 'T1' },
      { path: 'rectum-1/her2-mmr.tsv', build: null, assay: 'immunohistochemistry', specimen: 'T1' },
    ],
    tracks: [],
  }
}
