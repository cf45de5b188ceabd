import { afterAll, describe, expect, test } from 'vitest'
import { readAll, scratch, vcf } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

const PAIR = ['NORMAL', 'TUMOR']

/** Reads one tumor/normal or single-sample record. */
async function one(record: string, samples: readonly string[], header: readonly string[] = []) {
  const { rows } = await readAll(write('one.vcf', vcf([record], { samples, header })))
  const [row] = rows
  if (!row) throw new Error('no row')
  return row
}

describe('reads of the allele, as each caller writes them', () => {
  test.each([
    [
      'Mutect2',
      'chr7 100 . A T . PASS TLOD=9 GT:AD:AF:DP 0/0:80,0:0.01:80 0/1:60,40:0.39:100',
      100,
      40,
      0.39,
      80,
      0.01,
    ],
    ['GATK without AF', 'chr7 100 . A T . PASS . GT:AD:DP 0/0:80,0:80 0/1:60,40:101', 101, 40, 0.4, 80, 0],
    [
      'Strelka SNV',
      'chr7 100 . A T . PASS SOMATIC DP:AU:CU:GU:TU 76:76,77:0,0:0,0:0,0 100:75,76:0,0:0,0:25,26',
      100,
      25,
      0.25,
      76,
      0,
    ],
    [
      'Strelka indel',
      'chr7 100 . AT A . PASS SOMATIC DP:TAR:TIR 80:80,80:0,0 100:60,61:20,21',
      100,
      20,
      0.25,
      80,
      0,
    ],
    [
      'VarScan',
      'chr7 100 . A T . PASS SS=2 GT:DP:RD:AD:FREQ 0/0:80:80:0:0% 0/1:80:70:10:12.5%',
      80,
      10,
      0.125,
      80,
      0,
    ],
    [
      'VarDict',
      'chr7 100 . A T . PASS STATUS=StrongSomatic GT:DP:VD:AD:AF 0/0:90:0:90,0:0 0/1:90:9:81,9:0.1',
      90,
      9,
      0.1,
      90,
      0,
    ],
    ['FreeBayes', 'chr7 100 . A T . PASS . GT:DP:RO:AO 0/0:50:50:0 0/1:50:30:20', 50, 20, 0.4, 50, 0],
    [
      'Ion Torrent',
      'chr7 100 . A T . PASS . GT:DP:RO:AO:FDP:FRO:FAO:AF 0/0:50:50:0:40:40:0:0 0/1:50:30:20:40:30:10:0.25',
      40,
      10,
      0.25,
      40,
      0,
    ],
    ['Pindel', 'chr7 100 . AT A . PASS . GT:DP:AD 0/0:46:46,0 0/0:47:45,2', 47, 2, 2 / 47, 46, 0],
    ['Platypus', 'chr7 100 . A T . PASS . GT:NR:NV 0/0:40:0 0/1:40:10', 40, 10, 0.25, 40, 0],
  ])('%s', async (_, record, depth, altDepth, vaf, normalDepth, normalVaf) => {
    const row = await one(record, PAIR)
    expect(row).toMatchObject({ depth, altDepth, normalDepth, present: 1 })
    expect(row.vaf).toBeCloseTo(vaf, 4)
    expect(row.normalVaf).toBeCloseTo(normalVaf, 4)
  })

  test('PCGR writes tumor depth and fraction into INFO', async () => {
    expect(await one('chr7 100 . A T . PASS TVAF=0.31;TDP=52', [])).toMatchObject({ depth: 52, vaf: 0.31 })
  })

  test('AF beside AC and AN is no fraction of reads', async () => {
    const row = await one('chr7 100 . A T . PASS AC=1;AN=2;AF=0.5;DP=40 GT 0/1', ['S'])
    expect(row.depth).toBe(40)
    expect(row.vaf).toBeNaN()
  })

  test('LoFreq counts strands in DP4', async () => {
    expect(await one('chr7 100 . A T . PASS DP=100;AF=0.07;DP4=50,43,3,4', [])).toMatchObject({
      depth: 100,
      altDepth: 7,
      vaf: 0.07,
    })
  })

  test('a count beyond the integers of a VCF is none', async () => {
    const row = await one('chr7 100 . A T . PASS . GT:AD:DP 0/1:60,5000000000:-3', ['S'])
    expect([row.depth, row.altDepth, row.vaf]).toEqual([NaN, NaN, NaN])
  })

  test('each allele of a split record gets its own reads', async () => {
    const { rows } = await readAll(
      write('split.vcf', vcf(['chr7 100 . A T,AC . PASS . GT:AD:DP 1/2:5,30,15:50'], { samples: ['S'] })),
    )
    expect(rows.map(({ pos, ref, alt, altDepth, vaf }) => ({ pos, ref, alt, altDepth, vaf }))).toEqual([
      { pos: 100, ref: 'A', alt: 'T', altDepth: 30, vaf: 0.6 },
      { pos: 100, ref: 'A', alt: 'AC', altDepth: 15, vaf: 0.3 },
    ])
  })
})

describe('an allele that the tumor does not carry is kept but never matched', () => {
  test.each([
    ['0/0 without reads', 'GT:AD 0/0:50,0', 0],
    ['0/0 with reads (Pindel, MuTect)', 'GT:AD 0/0:50,4', 1],
    ['no call without reads', 'GT:AD ./.:50,0', 0],
    ['no call and nothing else', 'GT ./.', 0],
    ['0/0 alone', 'GT 0/0', 0],
    ['called', 'GT 0/1', 1],
    ['no genotype at all', 'AD:DP 30,20:50', 1],
    ['no genotype and no read', 'AD:DP 50,0:50', 0],
  ])('%s', async (_, sample, present) => {
    expect((await one(`chr7 100 . A T . PASS . ${sample}`, ['S'])).present).toBe(present)
  })

  test('the second allele of a record called 0/1', async () => {
    const { rows, summary } = await readAll(
      write('second.vcf', vcf(['chr7 100 . A T,C . PASS . GT 0/1'], { samples: ['S'] })),
    )
    expect(rows.map((row) => row.present)).toEqual([1, 0])
    expect(summary.warnings.join()).toContain('1 allele')
  })

  test('a site that DeepSomatic calls reference', async () => {
    expect((await one('chr7 100 . A T . RefCall . GT:AD:DP:VAF 0/0:75,2:77:0.026', ['S'])).present).toBe(0)
  })
})

describe('origin is what the file says, never what the fraction suggests', () => {
  test.each([
    ['flag SOMATIC', 'chr7 100 . A T . PASS SOMATIC', 'somatic'],
    ['COSMIC text in SOMATIC', 'chr7 100 . A T . PASS SOMATIC=Confirmed_somatic_variant', 'unknown'],
    ['VarDict germline', 'chr7 100 . A T . PASS STATUS=Germline', 'germline'],
    ['VarScan germline', 'chr7 100 . A T . PASS SS=1', 'germline'],
    ['DRAGEN tumor-only', 'chr7 100 . A T . PASS GermlineStatus=Germline_DB', 'germline'],
    ['filter germline', 'chr7 100 . A T . germline;weak_evidence .', 'germline'],
    ['nothing', 'chr7 100 . A T . PASS AF=0.5', 'unknown'],
  ])('%s', async (_, record, origin) => {
    expect((await one(record, [])).origin).toBe(origin)
  })

  test('Mutect2 with a normal is somatic, without one unknown', async () => {
    const header = ['##source=Mutect2', '##tumor_sample=A', '##normal_sample=B']
    expect((await one('chr7 100 . A T . PASS . GT:AD 0/0:9,0 0/1:9,9', ['B', 'A'], header)).origin).toBe(
      'somatic',
    )
    expect((await one('chr7 100 . A T . PASS . GT:AD 0/1:9,9', ['A'], header.slice(0, 2))).origin).toBe(
      'unknown',
    )
  })

  test('a normal specimen is germline, with zygosity', async () => {
    const { rows } = await readAll(
      write('germline.vcf', vcf(['chr7 100 . A T . PASS . GT 1/1'], { samples: ['S'] })),
      { specimenKind: 'normal' },
    )
    expect(rows[0]).toMatchObject({ origin: 'germline', zygosity: 'homozygous' })
  })
})

test('phase is kept with its set, so that cis and trans can be told apart', async () => {
  const { rows } = await readAll(
    write(
      'phase.vcf',
      vcf(
        [
          'chr7 100 . A T . PASS . GT:PS 0|1:100',
          'chr7 110 . A T,G . PASS . GT:PS 2|1:100',
          'chr7 120 . A T . PASS . GT:PS 0/1:.',
        ],
        { samples: ['S'] },
      ),
    ),
  )
  expect(rows.map((row) => row.phase)).toEqual(['100:0|1', '100:0|1', '100:1|0', ''])
})
