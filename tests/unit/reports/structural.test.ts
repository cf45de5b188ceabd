import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { AnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { OtherAlteration } from '../../../shared/model.ts'
import { otherAlterationSchema } from '../../../shared/model.ts'
import { readAll, scratch, vcf } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

let context: AnnotationContext
beforeAll(async () => {
  context = await loadAnnotationContext(join(import.meta.dirname, '../../../resources'), {
    GRCh37: null,
    GRCh38: null,
  })
})

async function structural(...records: string[]): Promise<readonly OtherAlteration[]> {
  const { alterations } = await readAll(write('s.vcf', vcf(records)), { context })
  for (const alteration of alterations) expect(otherAlterationSchema.safeParse(alteration).success).toBe(true)
  return alterations
}

// GRCh38: EML4 lies on the plus strand of chromosome 2, ALK on its minus strand.
const EML4 = 42295516
const ALK = 29223528

describe('breakends', () => {
  test('EML4::ALK is ordered by strand, whichever side is written first', async () => {
    const forward = await structural(`chr2 ${EML4} a T T]chr2:${ALK}] . PASS SVTYPE=BND;MATEID=b`)
    const backward = await structural(`chr2 ${ALK} b G G]chr2:${EML4}] . PASS SVTYPE=BND;MATEID=a`)
    for (const [fusion] of [forward, backward]) {
      expect(fusion).toMatchObject({
        kind: 'fusion',
        svType: 'BND',
        gene5: 'EML4',
        pos5: EML4,
        gene3: 'ALK',
        pos3: ALK,
        inFrame: null,
      })
    }
  })

  test('sides that cannot make one reading keep the order of the file', async () => {
    expect(await structural(`chr2 ${EML4} . T T[chr2:${ALK}[ . PASS SVTYPE=BND`)).toMatchObject([
      { gene5: 'EML4', gene3: 'ALK', pos5: EML4 },
    ])
    expect(await structural(`chr2 ${ALK} . T ]chr2:${EML4}]T . PASS SVTYPE=BND`)).toMatchObject([
      { pos5: ALK, pos3: EML4 },
    ])
  })

  test('two mates make one rearrangement, four forms of brackets are read', async () => {
    expect(
      await structural(
        `chr2 ${ALK} b G G]chr2:${EML4}] . PASS SVTYPE=BND;MATEID=a`,
        `chr2 ${EML4} a T T]chr2:${ALK}] . PASS SVTYPE=BND;MATEID=b`,
      ),
    ).toHaveLength(1)
    for (const alt of ['T[chr3:500[', 'T]chr3:500]', ']chr3:500]T', '[chr3:500[T']) {
      expect(await structural(`chr2 700 . T ${alt} . PASS SVTYPE=BND`)).toMatchObject([
        { chrom5: '2', pos5: 700, chrom3: '3', pos3: 500 },
      ])
    }
  })

  test('mates without MATEID are joined by their places', async () => {
    expect(
      await structural(
        'chr2 700 x T T[chr3:500[ . PASS SVTYPE=BND',
        'chr3 500 y G ]chr2:700]G . PASS SVTYPE=BND',
      ),
    ).toHaveLength(1)
  })

  test('a single breakend has one side', async () => {
    expect(await structural(`chr2 ${ALK} . T T. . PASS SVTYPE=BND`)).toMatchObject([
      { gene5: 'ALK', gene3: null, pos3: null },
    ])
  })
})

describe('symbolic alleles', () => {
  test('a read-depth gain over a whole gene counts for that gene; six copies are an amplification', async () => {
    const [erbb2] = context.builds.GRCh38.models?.of('ERBB2') ?? []
    const { txStart = 0, txEnd = 0 } = erbb2 ?? {}
    const over = await structural(
      `chr17 ${txStart - 5000} . N <DUP> . PASS SVTYPE=DUP;END=${txEnd + 5000};CN=14`,
    )
    expect(over).toContainEqual(
      expect.objectContaining({ kind: 'copyNumber', gene: 'ERBB2', copies: 14, call: 'amplification' }),
    )
    const few = await structural(
      `chr17 ${txStart - 5000} . N <CNV> . PASS SVTYPE=CNV;END=${txEnd + 5000};CN=4`,
    )
    expect(few).toContainEqual(expect.objectContaining({ gene: 'ERBB2', copies: 4, call: 'gain' }))
    const part = await structural(
      `chr17 ${txStart + 5000} . N <DUP> . PASS SVTYPE=DUP;END=${txEnd + 5000};CN=14`,
    )
    expect(part.some((one) => one.kind === 'copyNumber' && one.gene === 'ERBB2')).toBe(false)
  })

  test('copies tell loss from homozygous deletion', async () => {
    const [pten] = context.builds.GRCh38.models?.of('PTEN') ?? []
    const record = (cn: number): string =>
      `chr10 ${(pten?.txStart ?? 0) - 10} . N <DEL> . PASS SVTYPE=DEL;END=${(pten?.txEnd ?? 0) + 10};CN=${cn}`
    expect(await structural(record(0))).toContainEqual(
      expect.objectContaining({ gene: 'PTEN', call: 'homozygous deletion', copies: 0 }),
    )
    expect(await structural(record(1))).toContainEqual(
      expect.objectContaining({ gene: 'PTEN', call: 'loss' }),
    )
  })

  test('a record that lists several copy numbers states one total, that of the tumor', async () => {
    const record = (sample: string): string =>
      `chr10 80000000 . T <CN0>,<CN2>,<CN3> . PASS SVTYPE=CNV;END=90000000 ${sample}`
    const copies = async (sample: string): Promise<(number | null)[]> => {
      const { alterations } = await readAll(write('cn.vcf', vcf([record(sample)], { samples: ['S'] })))
      return alterations.map((one) => (one.kind === 'copyNumber' ? one.copies : null))
    }
    expect(await copies('GT:CN ./.:3')).toEqual([3])
    expect(await copies('GT 0/1')).toEqual([1])
    expect(await copies('GT 1/1')).toEqual([0])
    expect(await copies('GT ./.')).toEqual([])
  })

  test('two copies of one parent are copy-neutral loss of heterozygosity', async () => {
    const record = 'chr10 80000000 . N <DEL>,<DUP> . PASS SVTYPE=CNV;END=90000000 GT:CN:MCN 1/2:2:0'
    const { alterations } = await readAll(write('loh.vcf', vcf([record], { samples: ['S'] })))
    expect(alterations).toMatchObject([{ kind: 'copyNumber', call: 'copy-neutral LOH', copies: 2 }])
  })

  test('a deletion with read pairs but no copies is a rearrangement, inside one gene no fusion of two', async () => {
    expect(
      await structural(`chr2 ${ALK} . N <DEL> . PASS SVTYPE=DEL;END=${ALK + 3000};PE=8;SR=4`),
    ).toMatchObject([{ kind: 'fusion', svType: 'DEL', gene5: 'ALK', gene3: 'ALK', supportingReads: 12 }])
  })

  test('what is not understood is skipped with a warning, not taken for something else', async () => {
    const { alterations, summary } = await readAll(
      write('odd.vcf', vcf(['chr7 100 . A <STR12> . PASS END=130'])),
    )
    expect(alterations).toEqual([])
    expect(summary.warnings.join()).toContain('<STR12>')
  })
})
