import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MatchReport } from '../../../shared/match.ts'
import type { SpecimenKind } from '../../../shared/model.ts'
import { offered, openBoard, resisted } from './advice.ts'
import type { Board, Said } from './advice.ts'
import { BRCA2_FRAMESHIFT, vcf, vep } from './vcfText.ts'
import type { RecordParts, VcfRecord } from './vcfText.ts'

/** Clinical traps, from the file to the advice: each of these went wrong once, or goes wrong in other tools. */

const SHARED_DATA = join(import.meta.dirname, '../../../../shared/data')
const PANEL: Said = { assay: 'Demonstration solid panel 60', specimen: 'tissue' }
const EGFR = 'ENST00000275493.2'
const L858R: VcfRecord = ['7', 55259515, 'T', 'G']
const T790M: VcfRecord = ['7', 55249071, 'C', 'T']

let board: Board
let count = 0
beforeAll(async () => {
  board = await openBoard()
})
afterAll(() => board.close())

async function matched(
  diagnosis: string,
  records: readonly VcfRecord[],
  said: Said = {},
): Promise<MatchReport> {
  const id = `T-${++count}`
  return board.advice(id, diagnosis, board.file(`${id}.vcf`, vcf(records)), said)
}

/** What an open assertion of this drug says is missing. */
function openNotes(report: MatchReport, drug: string): string {
  return report.matches
    .filter(({ status, drugs }) => status === 'not assessed' && drugs.includes(drug))
    .flatMap(({ because }) => because.map(({ explanation }) => explanation))
    .join(' ')
}

describe('EGFR in lung adenocarcinoma', () => {
  test.each<[string, VcfRecord]>([
    [
      'annotated deletion',
      [
        '7',
        55242464,
        'AGGAATTAAGAGAAGC',
        'A',
        vep('-', 'inframe_deletion', 'EGFR', EGFR, '19/28', 'c.2235_2249del', 'p.Glu746_Ala750del'),
      ],
    ],
    [
      'annotated delins',
      [
        '7',
        55242469,
        'TTAAGAGAAGCAA',
        'C',
        vep(
          'C',
          'protein_altering_variant',
          'EGFR',
          EGFR,
          '19/28',
          'c.2239_2251delinsC',
          'p.Leu747_Thr751delinsPro',
        ),
      ],
    ],
    ['delins without annotation', ['7', 55242469, 'TTAAGAGAAGCAA', 'C']],
  ])('exon 19 deletion, %s: osimertinib and datopotamab deruxtecan', async (_, record) => {
    expect(offered(await matched('LUAD', [record]))).toEqual(
      expect.arrayContaining(['osimertinib', 'afatinib', 'datopotamab deruxtecan']),
    )
  })

  test.each<[string, VcfRecord]>([
    [
      'annotated',
      [
        '7',
        55248992,
        'T',
        'TTCCAGGAAGCCT',
        vep(
          'TCCAGGAAGCCT',
          'inframe_insertion',
          'EGFR',
          EGFR,
          '20/28',
          'c.2290_2291insTCCAGGAAGCCT',
          'p.Ala763_Tyr764insPheGlnGluAla',
        ),
      ],
    ],
    ['without annotation', ['7', 55248992, 'T', 'TTCCAGGAAGCCT']],
    ['without annotation, left-aligned', ['7', 55248980, 'C', 'CTCCAGGAAGCCT']],
  ])('A763_Y764insFQEA %s is no resistant exon 20 insertion', async (_, record) => {
    const report = await matched('LUAD', [record])
    expect(offered(report)).toContain('erlotinib')
    expect(offered(report)).not.toContain('sunvozertinib')
    expect(resisted(report)).toEqual([])
  })

  test('an unnamed insertion of four residues stays open, because it may be the excepted one; of three it counts', async () => {
    const inserted = vep('ACGTGGACAACC', 'inframe_insertion', 'EGFR', EGFR, '20/28', '', '')
    const four = await matched('LUAD', [['7', 55249011, 'A', 'AACGTGGACAACC', inserted]])
    expect(offered(four)).not.toContain('sunvozertinib')
    expect(openNotes(four, 'sunvozertinib')).toContain('may be one that the source excepts')
    // Without annotation Caseboard names it from the sequence: then it is known not to be the excepted one.
    expect(offered(await matched('LUAD', [['7', 55249011, 'A', 'AACGTGGACAACC']]))).toContain('sunvozertinib')
    expect(offered(await matched('LUAD', [['7', 55248998, 'A', 'ATGGCCAGCG']]))).toContain('sunvozertinib')
  })

  test('C797S without annotation is recognised: osimertinib is shown resisted, phase asked for', async () => {
    const report = await matched('LUAD', [L858R, T790M, ['7', 55249091, 'T', 'A']])
    const osimertinib = report.matches.filter(
      ({ effect, drugs }) => effect === 'sensitivity' && drugs.includes('osimertinib'),
    )
    for (const { status, resistedBy } of osimertinib) {
      if (status === 'matched')
        expect(resistedBy.map(({ assertionId }) => assertionId).join()).toContain('c797s')
    }
    expect(report.warnings.join(' ')).toMatch(/T790M and C797S.*phase unknown/)
  })

  test.each([
    ['cis', '0|1:70,30:7'],
    ['trans', '1|0:70,30:7'],
  ])('T790M and C797S in %s by the phase set', async (phase, sample) => {
    const phased: RecordParts = { format: 'GT:AD:PS', sample: '0|1:70,30:7' }
    const report = await matched('LUAD', [
      ['7', 55249071, 'C', 'T', phased],
      ['7', 55249091, 'T', 'A', { format: 'GT:AD:PS', sample }],
    ])
    expect(report.warnings.join(' ')).toContain(`in ${phase}`)
  })

  test('a genotype without the allele, a silent change: nothing is offered', async () => {
    expect(offered(await matched('LUAD', [['7', 55259515, 'T', 'G', { sample: '0/0:100,0:100' }]]))).toEqual(
      [],
    )
    const silent = vep('A', 'synonymous_variant', 'EGFR', EGFR, '20/28', 'c.2361G>A', 'p.Gln787=')
    expect(offered(await matched('LUAD', [['7', 55249063, 'G', 'A', silent]]))).toEqual([])
  })

  test('an unnamed coding change at the residue leaves it open; elsewhere in the gene it does not', async () => {
    const unnamed = vep('A', 'missense_variant', 'EGFR', EGFR, '21/28', '', '')
    const at858 = await matched('LUAD', [['7', 55259514, 'C', 'A', unnamed]], PANEL)
    expect(openNotes(at858, 'gefitinib')).toContain('protein change not stated')
    const elsewhere = await matched('LUAD', [['7', 55259524, 'T', 'A', unnamed]], PANEL)
    expect(openNotes(elsewhere, 'gefitinib')).not.toContain('protein change not stated')
  })
})

describe('annotation without protein change', () => {
  test('VEP without HGVS: BRAF V600E is recognised by its place', async () => {
    const plain = vep('T', 'missense_variant', 'BRAF', 'ENST00000288602', '15/18', '', '')
    expect(offered(await matched('MEL', [['7', 140453136, 'A', 'T', plain]]))).toContain('dabrafenib')
  })

  test('an unlisted KRAS change is never read as wild type', async () => {
    const plain = vep('T', 'missense_variant', 'KRAS', 'ENST00000256078', '2/6', '', '')
    const report = await matched('COAD', [['12', 25398283, 'A', 'T', plain]], PANEL)
    expect(offered(report).filter((regimen) => regimen.startsWith('cetuximab'))).toEqual([])
  })
})

describe('colorectal', () => {
  test('KRAS G12C: cetuximab alone is resisted, with adagrasib it is offered', async () => {
    const report = await matched('COAD', [['12', 25398285, 'C', 'A']])
    expect(offered(report)).toEqual(
      expect.arrayContaining(['adagrasib + cetuximab', 'sotorasib + panitumumab']),
    )
    expect(offered(report)).not.toContain('cetuximab')
    expect(resisted(report).join()).toContain('cetuximab')
    const combined = report.matches.find(({ drugs }) => drugs.join() === 'adagrasib,cetuximab')
    expect(combined?.resistedBy).toEqual([])
  })

  test('KRAS wild type is open without a described assay and matched with one', async () => {
    const other: VcfRecord = ['17', 7577120, 'C', 'T']
    const blind = await matched('COAD', [other])
    expect(offered(blind)).toEqual([])
    expect(
      blind.matches.some(({ drugs, status }) => drugs.includes('cetuximab') && status === 'not assessed'),
    ).toBe(true)
    expect(offered(await matched('COAD', [other], PANEL))).toEqual(
      expect.arrayContaining(['cetuximab', 'panitumumab']),
    )
  })

  test('a report of which nothing could be read is no negative', async () => {
    const report = await matched('COAD', [['scaffold_9', 100, 'A', 'C']], PANEL)
    expect(offered(report)).toEqual([])
    expect(report.warnings.join(' ')).toContain('could not be read')
  })

  test('BRAF V600E: no single BRAF inhibitor, encorafenib with cetuximab', async () => {
    const report = await matched('COAD', [['7', 140453136, 'A', 'T']])
    expect(offered(report)).toContain('encorafenib + cetuximab')
    expect(offered(report)).not.toContain('vemurafenib')
    expect(offered(report)).not.toContain('dabrafenib + trametinib')
  })
})

describe('BRAF V600K in melanoma', () => {
  test('as one change of two bases without annotation', async () => {
    const report = await matched('MEL', [['7', 140453136, 'AC', 'TT']])
    expect(report.matches[0]?.alterations).toEqual(['BRAF V600K (VAF 30%)'])
    expect(offered(report)).toContain('dabrafenib + trametinib')
    expect(offered(report)).not.toContain('vemurafenib')
  })

  test('as two single bases: said to be doubtful; known to be on one copy: they are V600K, not V600E', async () => {
    const split: VcfRecord[] = [
      ['7', 140453136, 'A', 'T'],
      ['7', 140453137, 'C', 'T'],
    ]
    expect((await matched('MEL', split)).warnings.join(' ')).toContain('two changes in one codon')
    const phase: RecordParts = { format: 'GT:AD:PS', sample: '0|1:70,30:7' }
    const cis = await matched(
      'MEL',
      split.map(([chrom, pos, ref, alt]) => [chrom, pos, ref, alt, phase]),
    )
    expect(offered(cis)).not.toContain('vemurafenib')
    expect(offered(cis)).toContain('dabrafenib + trametinib')
    expect(cis.warnings.join(' ')).toContain('together they are BRAF V600K')
  })
})

describe('structural findings', () => {
  const read: RecordParts = { format: 'PR:SR', sample: '20,10:20,12' }
  const mates: VcfRecord[] = [
    ['2', 42522694, 'G', 'G]2:29447500]', { ...read, id: 'b1', info: 'SVTYPE=BND;MATEID=b2' }],
    ['2', 29447500, 'C', 'C]2:42522694]', { ...read, id: 'b2', info: 'SVTYPE=BND;MATEID=b1' }],
  ]

  test('EML4::ALK as two breakend records is one rearrangement', async () => {
    const report = await matched('LUAD', mates)
    expect(offered(report)).toContain('alectinib')
    expect(report.matches[0]?.alterations).toEqual(['EML4::ALK rearrangement (BND)'])
  })

  test.each<[string, VcfRecord]>([
    ['by place alone', ['7', 116412044, 'G', 'T']],
    [
      'by VEP',
      [
        '7',
        116412044,
        'G',
        'T',
        vep('T', 'splice_donor_variant', 'MET', 'ENST00000397752.3', '', 'c.3028+1G>T', ''),
      ],
    ],
    [
      'by VEP on the longer transcript',
      [
        '7',
        116412044,
        'G',
        'T',
        vep('T', 'splice_donor_variant', 'MET', 'ENST00000318493.6', '', 'c.3082+1G>T', ''),
      ],
    ],
  ])('MET exon 14 donor site %s: capmatinib', async (_, record) => {
    expect(offered(await matched('LUAD', [record]))).toEqual(
      expect.arrayContaining(['capmatinib', 'tepotinib']),
    )
  })

  test('MET D1010H, the last base of exon 14, asks for RNA instead of passing silently', async () => {
    const report = await matched('LUAD', [['7', 116412043, 'G', 'C']])
    expect(offered(report)).not.toContain('capmatinib')
    expect(openNotes(report, 'capmatinib')).toContain('confirm skipping by RNA')
  })

  test('an NTRK1 point mutation offers no TRK inhibitor', async () => {
    const g595r = vep(
      'A',
      'missense_variant',
      'NTRK1',
      'ENST00000524377.1',
      '15/17',
      'c.1783G>A',
      'p.Gly595Arg',
    )
    expect(offered(await matched('LUAD', [['1', 156846342, 'G', 'A', g595r]]))).toEqual([])
  })

  test('ERBB2 amplification by copy number is no HER2 protein: no tumor-agnostic trastuzumab deruxtecan', async () => {
    const report = await matched('IDC', [
      ['17', 37844167, 'N', '<DUP>', { info: 'SVTYPE=DUP;END=37886679;CN=12' }],
    ])
    expect(offered(report)).toContain('trastuzumab')
    const agnostic = report.matches.filter(
      ({ diseaseMatch, status }) => diseaseMatch === 'tumor-agnostic' && status === 'matched',
    )
    expect(agnostic).toEqual([])
  })
})

describe('germline', () => {
  const brca2: VcfRecord = ['13', 32914437, 'GT', 'G', BRCA2_FRAMESHIFT]

  test.each([
    ['IDC', 'talazoparib'],
    ['OVT', 'niraparib'],
    ['PAAD', 'olaparib'],
    ['PRAD', 'rucaparib'],
  ])('BRCA2 from the normal specimen in %s: %s', async (diagnosis, drug) => {
    expect(offered(await matched(diagnosis, [brca2], { specimen: 'normal' }))).toContain(drug)
  })

  test.each<[SpecimenKind | null]>([['tissue'], [null]])(
    'BRCA2 from %s is possibly germline, and only that',
    async (specimen) => {
      const report = await matched('PAAD', [brca2], specimen === null ? {} : { specimen })
      expect(report.warnings.join(' ')).toContain('possible germline: confirm in blood')
      const inPancreas = report.matches.filter(
        ({ diseaseMatch, drugs }) => diseaseMatch === 'exact' && drugs.join() === 'olaparib',
      )
      expect(inPancreas.map(({ status }) => status)).toEqual(['not assessed'])
    },
  )
})

test('PD-L1 in breast cancer: the triple-negative regimen waits for the receptors and falls with HER2 3+', async () => {
  const sheet = (name: string, ...rows: string[]): string =>
    board.file(
      name,
      [
        '#caseboard-biomarkers 1',
        'kind\tname\tvalue\tcategory\tscore',
        'expression\tPD-L1\t20\t\tCPS',
        ...rows,
        '',
      ].join('\n'),
    )
  const statusWith = async (id: string, ...rows: string[]): Promise<string[]> =>
    (await board.advice(id, 'IDC', sheet(`${id}.tsv`, ...rows))).matches
      .filter(({ assertionId }) => assertionId === 'pd-l1-cps-10-pembrolizumab-tnbc')
      .map(({ status }) => status)
  expect(await statusWith('PD-L1 alone')).toEqual(['not assessed'])
  expect(await statusWith('PD-L1 and HER2', 'expression\tHER2\t\t3+\tIHC')).toEqual([])
  const negative = ['ER', 'PR'].map((marker) => `expression\t${marker}\t0\tnegative\tIHC`)
  expect(await statusWith('triple-negative', ...negative, 'expression\tHER2\t\t0\tIHC')).toEqual(['matched'])
})

describe('diagnosis and quality', () => {
  test('a tissue is no disease: no tier I', async () => {
    const report = await matched('BREAST', [['3', 178952085, 'A', 'G']])
    expect(report.diagnosisResolved).toBe(false)
    expect(report.matches.filter(({ ampTier }) => ampTier === 'I-A' || ampTier === 'I-B')).toEqual([])
  })

  test('what failed the filter is open, with the filter named', async () => {
    const report = await matched('IDC', [['3', 178952085, 'A', 'G', { filter: 'weak_evidence' }]])
    expect(offered(report)).toEqual([])
    expect(openNotes(report, 'alpelisib')).toContain('weak_evidence')
  })

  test('the right allele of several, star allele beside it', async () => {
    const second = await matched('LUAD', [['7', 55259515, 'T', 'A,G', { sample: '0/2:70,0,30:100' }]])
    expect(second.matches[0]?.alterations).toEqual(['EGFR L858R (VAF 30%)'])
    const star = await matched('LUAD', [['7', 55259515, 'T', 'G,*', { sample: '1/2:70,20,10:100' }]])
    expect(star.matches[0]?.alterations).toEqual(['EGFR L858R (VAF 20%)'])
  })

  test('ABL1 T315I without annotation: ponatinib, not imatinib', async () => {
    const report = await matched('CML', [['9', 133748283, 'C', 'T']])
    expect(offered(report)).toContain('ponatinib')
    expect(resisted(report).join()).toContain('imatinib')
  })
})

test.each([
  ['pcgr/T001-BRCA.grch37.vcf.gz', 'IDC', 'alpelisib + fulvestrant'],
  ['pcgr/T001-BRCA.grch38.vcf.gz', 'IDC', 'alpelisib + fulvestrant'],
  ['megsap/an_somatic_cancerhotspots_in1.vcf', 'MEL', 'dabrafenib + trametinib'],
  ['scout/fusion_data.vcf.gz', 'LUAD', 'alectinib'],
])('%s in %s: %s', async (name, diagnosis, regimen) => {
  const path = join(SHARED_DATA, 'reports', name)
  if (!existsSync(path)) {
    console.log(`skipped: ${path} is not here`)
    return
  }
  const said: Said = name.startsWith('scout') ? { build: 'GRCh37' } : {}
  expect(offered(await board.advice(name, diagnosis, path, said))).toContain(regimen)
})
