import { drawCounts } from '../vcf.mjs'
import { mafText } from '../maf.mjs'
import { invented, substitution } from '../variants.mjs'

const BUILD = 'GRCh37'
const TUMOR = 'COLON1-T1'
const NORMAL = 'COLON1-N1'

const V600E = substitution(BUILD, 'BRAF', '7', 140453136, 'A', 'T', 'p.V600E', { id: 'rs113488022' })

export function colon1({ random, write, reads }) {
  const tissue = reads('colon-1/tissue.bam', {
    build: BUILD,
    sample: TUMOR,
    readLength: 100,
    insert: 215,
    regions: [
      {
        chrom: '7',
        from: 140453000,
        to: 140453270,
        depth: 260,
        molecules: [{ fraction: 0.27, variants: [V600E] }],
      },
    ],
  })
  const others = [
    [substitution(BUILD, 'TP53', '17', 7578406, 'C', 'T', 'p.R175H', { id: 'rs28934578' }), 0.44],
    [substitution(BUILD, 'APC', '5', 112175639, 'C', 'T', 'p.R1450*', { id: 'rs121913332' }), 0.31],
    [substitution(BUILD, 'SMAD4', '18', 48591919, 'G', 'A', 'p.R361H'), 0.29],
    [invented(BUILD, 'APC', 3330, 'G'), 0.14],
    [invented(BUILD, 'KDR', 2720, 'G'), 0.12],
    [invented(BUILD, 'ERBB2', 2310, 'G'), 0.1],
    [invented(BUILD, 'EGFR', 3300, 'C'), 0.09],
  ]
  write(
    'colon-1/somatic.maf',
    mafText(
      [
        [V600E, tissue.counts(V600E)],
        ...others.map(([variant, vaf]) => [variant, drawCounts(random, 240, vaf)]),
      ],
      { tumor: TUMOR, normal: NORMAL, normalDepth: () => random.between(150, 230) },
    ),
  )
  write.sheet('colon-1/msi.tsv', [
    {
      kind: 'signature',
      name: 'MSI',
      status: 'detected',
      category: 'MSS',
      value: 1.8,
      unit: '% unstable loci',
      cutoff: 'MSI-H from 20 %',
    },
  ])
  write.sheet('colon-1/tmb.tsv', [
    {
      kind: 'signature',
      name: 'TMB',
      status: 'detected',
      value: 6.2,
      unit: 'mut/Mb',
      cutoff: 'TMB-H from 10 mut/Mb',
    },
  ])
  write.sheet('colon-1/mmr.tsv', [
    { kind: 'expression', name: 'MMR', status: 'detected', score: 'IHC', category: 'proficient' },
  ])

  return {
    case: {
      pseudonym: 'DEMO-COLON-1',
      sex: 'male',
      yearOfBirth: 1953,
      diagnosis: 'COAD',
      diagnosisText: 'Adenocarcinoma of the ascending colon, peritoneal and liver metastases',
      stage: 'IVC (AJCC 8)',
      performanceStatus: 1,
      priorTherapies: [
        {
          line: 1,
          drugs: ['fluorouracil', 'leucovorin', 'oxaliplatin', 'bevacizumab'],
          start: '2026-01-12',
          end: '2026-09-21',
          bestResponse: 'stable disease',
          stopReason: 'progression (peritoneum)',
        },
      ],
      comedications: ['apixaban', 'bisoprolol'],
      clinical: {
        organs: [
          { field: 'creatinine clearance', value: 44, date: '2026-09-25' },
          { field: 'platelets', value: 182, date: '2026-09-25' },
        ],
        conditions: [],
      },
      specimens: [
        {
          name: 'T1',
          kind: 'tissue',
          site: 'ascending colon, resection',
          collected: '2025-11-28',
          purity: 0.55,
        },
      ],
      question:
        'BRAF V600E in colon cancer after first line: which BRAF combination, and why not the melanoma doublet?',
    },
    reports: [
      {
        path: 'colon-1/somatic.maf',
        build: BUILD,
        assay: 'solid-panel-60',
        specimen: 'T1',
        tumorSample: TUMOR,
      },
      { path: 'colon-1/msi.tsv', build: null, assay: 'solid-panel-60', specimen: 'T1' },
      { path: 'colon-1/tmb.tsv', build: null, assay: 'exome-signatures', specimen: 'T1' },
      { path: 'colon-1/mmr.tsv', build: null, assay: 'immunohistochemistry', specimen: 'T1' },
    ],
    tracks: [{ path: 'colon-1/tissue.bam', build: BUILD, specimen: 'T1' }],
  }
}
