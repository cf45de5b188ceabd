import { csq, drawCounts, vcfText, vepHeader } from '../vcf.mjs'
import {
  MUTECT2_FORMAT,
  mutect2Header,
  mutect2Record,
  varDictHeader,
  VARDICT_FORMAT,
  varDictRecord,
} from '../callers.mjs'
import { invented, substitution } from '../variants.mjs'

const BUILD = 'GRCh37'
const TISSUE = 'LUNG1_T1'
const PLASMA = 'LUNG1_P1'

const L858R = substitution(BUILD, 'EGFR', '7', 55259515, 'T', 'G', 'p.L858R', { id: 'rs121434568' })
const T790M = substitution(BUILD, 'EGFR', '7', 55249071, 'C', 'T', 'p.T790M', { id: 'rs121434569' })
const Q787 = substitution(BUILD, 'EGFR', '7', 55249063, 'G', 'A', 'p.Q787=', {
  id: 'rs1050171',
  frequency: 0.5,
  clinical: 'benign',
})
const TP53 = substitution(BUILD, 'TP53', '17', 7577120, 'C', 'T', 'p.R273H', { id: 'rs28934576' })

/** Found beside the drivers in tumor-only sequencing: inherited variants, known and rare, and invented VUS. */
const OTHERS = [
  [
    substitution(BUILD, 'KDR', '4', 55972974, 'T', 'A', 'p.Q472H', {
      id: 'rs1870377',
      frequency: 0.2,
      clinical: 'benign',
    }),
    0.49,
  ],
  [
    substitution(BUILD, 'MET', '7', 116340262, 'A', 'G', 'p.N375S', {
      id: 'rs33917957',
      frequency: 0.04,
      clinical: 'benign',
    }),
    0.51,
  ],
  [
    substitution(BUILD, 'RET', '10', 43613843, 'G', 'T', 'p.L769=', {
      id: 'rs1800861',
      frequency: 0.7,
      clinical: 'benign',
    }),
    0.98,
  ],
  [
    substitution(BUILD, 'ATM', '11', 108138003, 'T', 'C', 'p.F858L', {
      id: 'rs1800056',
      frequency: 0.01,
      clinical: 'benign',
    }),
    0.47,
  ],
  [
    substitution(BUILD, 'TP53', '17', 7579472, 'G', 'C', 'p.P72R', {
      id: 'rs1042522',
      frequency: 0.7,
      clinical: 'benign',
    }),
    0.62,
  ],
  [invented(BUILD, 'APC', 3329, 'T'), 0.12],
  [invented(BUILD, 'RET', 2011, 'G'), 0.09],
  [invented(BUILD, 'MET', 611, 'T'), 0.08],
  [invented(BUILD, 'KIT', 1475, 'G'), 0.46],
  [invented(BUILD, 'ATM', 3900, 'C'), 0.11],
]

export function lung1({ random, write, reads }) {
  const tissue = reads('lung-1/tissue.bam', {
    build: BUILD,
    sample: TISSUE,
    readLength: 100,
    insert: 215,
    regions: [
      {
        chrom: '7',
        from: 55248990,
        to: 55249160,
        depth: 240,
        molecules: [{ fraction: 0.5, variants: [Q787] }],
      },
      {
        chrom: '7',
        from: 55259420,
        to: 55259590,
        depth: 240,
        molecules: [{ fraction: 0.32, variants: [L858R] }],
      },
    ],
  })
  const plasma = reads('lung-1/plasma.bam', {
    build: BUILD,
    sample: PLASMA,
    readLength: 120,
    regions: [
      {
        chrom: '7',
        from: 55249015,
        to: 55249125,
        depth: 1250,
        molecules: [
          { fraction: 0.015, variants: [T790M] },
          { fraction: 0.5, variants: [Q787] },
        ],
      },
      {
        chrom: '7',
        from: 55259460,
        to: 55259570,
        depth: 1250,
        molecules: [{ fraction: 0.045, variants: [L858R] }],
      },
    ],
  })

  const tissueCalls = [L858R, Q787].map((variant) => [variant, tissue.counts(variant)])
  tissueCalls.push([TP53, drawCounts(random, 310, 0.36)])
  for (const [variant, vaf] of OTHERS) tissueCalls.push([variant, drawCounts(random, 280, vaf)])
  const noise = invented(BUILD, 'ALK', 3571, 'T')
  write(
    'lung-1/tissue-panel.vcf',
    vcfText({
      build: BUILD,
      chr: false,
      meta: [...mutect2Header(TISSUE), ...vepHeader(BUILD)],
      samples: [TISSUE],
      format: MUTECT2_FORMAT,
      records: [
        ...tissueCalls.map(([variant, counts]) =>
          mutect2Record(variant, counts, { annotation: csq(variant) }),
        ),
        mutect2Record(noise, drawCounts(random, 240, 0.03), {
          filter: 'weak_evidence;strand_bias',
          annotation: csq(noise),
        }),
      ],
    }),
  )

  const plasmaCalls = [L858R, T790M, Q787].map((variant) => [variant, plasma.counts(variant)])
  plasmaCalls.push([TP53, drawCounts(random, 1200, 0.031)])
  write(
    'lung-1/plasma-panel.vcf',
    vcfText({
      build: BUILD,
      version: '4.3',
      chr: true,
      meta: [...varDictHeader(), ...vepHeader(BUILD)],
      samples: [PLASMA],
      format: VARDICT_FORMAT,
      records: plasmaCalls.map(([variant, counts]) =>
        varDictRecord(variant, counts, { sample: PLASMA, annotation: csq(variant) }),
      ),
    }),
  )

  write.sheet('lung-1/pd-l1.tsv', [
    {
      kind: 'expression',
      name: 'PD-L1',
      status: 'detected',
      value: 15,
      unit: '%',
      score: 'TPS',
      clone: '22C3',
    },
  ])

  return {
    case: {
      pseudonym: 'DEMO-LUNG-1',
      sex: 'female',
      yearOfBirth: 1961,
      diagnosis: 'LUAD',
      diagnosisText: 'Lung adenocarcinoma, right upper lobe, bone and pleural metastases; never smoker',
      stage: 'IVB (AJCC 8)',
      performanceStatus: 1,
      priorTherapies: [
        {
          line: 1,
          drugs: ['gefitinib'],
          start: '2025-02-10',
          end: '2026-10-05',
          bestResponse: 'partial response',
          stopReason: 'progression (new liver metastases)',
        },
      ],
      familyHistory: [{ relation: 'father', condition: 'colorectal cancer', age: 71 }],
      comedications: ['amlodipine', 'denosumab'],
      specimens: [
        {
          name: 'T1',
          kind: 'tissue',
          site: 'lung, right upper lobe, biopsy',
          collected: '2025-01-20',
          purity: 0.6,
        },
        { name: 'P1', kind: 'plasma', site: 'peripheral blood', collected: '2026-10-08', purity: null },
      ],
      question:
        'Progression on gefitinib: what does the plasma result change, and is a tissue biopsy still needed?',
    },
    reports: [
      { path: 'lung-1/tissue-panel.vcf', build: BUILD, assay: 'solid-panel-60', specimen: 'T1' },
      { path: 'lung-1/pd-l1.tsv', build: null, assay: 'immunohistochemistry', specimen: 'T1' },
      { path: 'lung-1/plasma-panel.vcf', build: BUILD, assay: 'plasma-panel-24', specimen: 'P1' },
    ],
    tracks: [
      { path: 'lung-1/tissue.bam', build: BUILD, specimen: 'T1' },
      { path: 'lung-1/plasma.bam', build: BUILD, specimen: 'P1' },
    ],
  }
}
