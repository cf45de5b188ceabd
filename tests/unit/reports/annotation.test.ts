import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadAnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { AnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { GeneModel } from '../../../electron/reports/geneModels.ts'
import { readAll, scratch, vcf } from './readAll.ts'
import type { ReadRow } from './readAll.ts'

const { write, remove } = scratch()
afterAll(remove)

let context: AnnotationContext
beforeAll(async () => {
  context = await loadAnnotationContext(join(import.meta.dirname, '../../../resources'), {
    GRCh37: null,
    GRCh38: null,
  })
})

const CSQ = (fields: string): string =>
  `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${fields}">`
const FIELDS =
  'Allele|Consequence|SYMBOL|Feature|EXON|HGVSc|HGVSp|CANONICAL|MANE_SELECT|PICK|gnomADe_AF|gnomADg_AF|MAX_AF|CLIN_SIG'

async function annotated(record: string, header: readonly string[] = [CSQ(FIELDS)]): Promise<ReadRow> {
  const { rows } = await readAll(write('a.vcf', vcf([record], { header })), { context })
  const [row] = rows
  if (!row) throw new Error('no row')
  return row
}

describe('VEP', () => {
  test('the picked entry wins, then MANE Select, then canonical, then the most severe', async () => {
    const entry = (consequence: string, gene: string, flags: string): string =>
      `T|${consequence}|${gene}|ENST1|1/2|ENST1.4:c.5A>T|ENSP1.2:p.Lys2Met|${flags}||||`
    const record = (...entries: string[]): string => `chr7 100 . A T . PASS CSQ=${entries.join(',')}`
    const pick = await annotated(
      record(entry('stop_gained', 'G1', 'YES|NM_1|'), entry('intron_variant', 'G2', '||1')),
    )
    expect(pick.gene).toBe('G2')
    const mane = await annotated(
      record(
        entry('stop_gained', 'G1', '||'),
        entry('missense_variant', 'G1', 'YES||'),
        entry('intron_variant', 'G1', '|NM_1.2|'),
      ),
    )
    expect(mane.consequence).toBe('intron_variant')
    const canonical = await annotated(
      record(entry('stop_gained', 'G1', '||'), entry('missense_variant', 'G1', 'YES||')),
    )
    expect(canonical.consequence).toBe('missense_variant')
    const severe = await annotated(
      record(entry('intron_variant', 'G1', '||'), entry('missense_variant', 'G1', '||')),
    )
    expect(severe.consequence).toBe('missense_variant')
    const genes = await annotated(
      record(entry('downstream_gene_variant', 'G1', 'YES||'), entry('missense_variant', 'G2', 'YES||')),
    )
    expect(genes.gene).toBe('G2')
  })

  test('transcript with version, HGVS without it, percent codes read, frequency the highest, class as ClinVar spells it', async () => {
    const record =
      'chr7 100 . A T . PASS CSQ=T|synonymous_variant|G1|ENST1|2/9|ENST1.4:c.5A>T|ENSP1.2:p.Lys2%3D|YES|||0.001|0.004&0.002||likely_pathogenic&pathogenic'
    expect(await annotated(record)).toMatchObject({
      transcript: 'ENST1.4',
      hgvsC: 'c.5A>T',
      hgvsP: 'p.Lys2=',
      exon: '2/9',
      populationFrequency: 0.004,
      clinicalSignificance: 'Likely pathogenic/Pathogenic',
      annotationSource: 'VEP',
    })
  })

  test('each allele of a split record gets its own entry, insertions and deletions in the writing of VEP', async () => {
    const entry = (allele: string, hgvs: string): string =>
      `${allele}|missense_variant|G1|ENST1|1/2|${hgvs}||YES||||||`
    const record = `chr7 100 . CA C,CAT,TA . PASS CSQ=${entry('-', 'c.1del')},${entry('AT', 'c.1dup')}`
    const { rows } = await readAll(
      write('split.vcf', vcf([record.replace(',TA ', ' ')], { header: [CSQ(FIELDS)] })),
      { context },
    )
    expect(rows.map((row) => row.hgvsC)).toEqual(['c.1del', 'c.1dup'])
  })

  test('without --hgvs the stated residues are written as HGVS', async () => {
    const header = [CSQ('Allele|Consequence|SYMBOL|Feature|Protein_position|Amino_acids')]
    expect(
      (
        await annotated(
          'chr7 100 . A T . PASS CSQ=T|missense_variant|BRAF|ENST00000646891|600/767|V/E',
          header,
        )
      ).hgvsP,
    ).toBe('p.Val600Glu')
    expect(
      (await annotated('chr7 100 . A T . PASS CSQ=T|inframe_deletion|EGFR|ENST1|746-750|ELREA/-', header))
        .hgvsP,
    ).toBe('')
  })
})

test('SnpEff and its cancer notation', async () => {
  const ann = `##INFO=<ID=ANN,Number=.,Type=String,Description="Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p'">`
  expect(
    await annotated(
      'chr7 100 . A T . PASS ANN=T|missense_variant|MODERATE|BRAF|BRAF|transcript|NM_004333.6|protein_coding|15/18|c.1799T>A|p.Val600Glu',
      [ann],
    ),
  ).toMatchObject({
    gene: 'BRAF',
    transcript: 'NM_004333.6',
    exon: '15/18',
    hgvsP: 'p.Val600Glu',
    annotationSource: 'SnpEff',
  })
})

describe('without annotation, from the place alone', () => {
  const at = async (pos: number, ref: string, alt: string, chrom = 'chr7'): Promise<ReadRow> =>
    annotated(`${chrom} ${pos} . ${ref} ${alt} . PASS .`, [])
  const model = (gene: string): GeneModel => {
    const found = context.builds.GRCh38.models?.of(gene)[0]
    if (!found) throw new Error(`no model of ${gene}`)
    return found
  }

  test('a known hot spot gets its protein change', async () => {
    expect(await at(140753336, 'A', 'T')).toMatchObject({
      gene: 'BRAF',
      hgvsP: 'p.Val600Glu',
      hgvsC: 'c.1799T>A',
      transcript: 'ENST00000646891',
      exon: '15/18',
      consequence: 'missense_variant',
      annotationSource: 'computed',
    })
  })

  test('EGFR exon 19: a listed deletion and one inside the known sequence are named; one that contradicts it is only placed', async () => {
    expect(await at(55174771, 'AGGAATTAAGAGAAGC', 'A')).toMatchObject({
      gene: 'EGFR',
      exon: '19/28',
      hgvsP: 'p.Glu746_Ala750del',
    })
    expect(await at(55174790, 'ACCGTT', 'A'.padEnd(3, 'C'))).toMatchObject({
      exon: '19/28',
      consequence: 'inframe_deletion',
      hgvsP: '',
    })
    expect(await at(55174771, 'AGG', 'A')).toMatchObject({
      exon: '19/28',
      consequence: 'frameshift_variant',
      hgvsC: 'c.2235_2236del',
      hgvsP: 'p.Glu746IlefsTer16',
      annotationSource: 'computed',
    })
  })

  test('a coding base that contradicts the reference is only said to be coding', async () => {
    expect(await at(55174800, 'A', 'C')).toMatchObject({
      gene: 'EGFR',
      consequence: 'coding_sequence_variant',
      hgvsP: '',
    })
  })

  test('splice sites on both strands', async () => {
    const met = model('MET')
    const [start, end] = met.exons[13] ?? [0, 0]
    expect(met.strand).toBe('+')
    expect((await at(start, 'A', 'C')).consequence).toBe('splice_acceptor_variant')
    expect((await at(end + 1, 'A', 'C')).consequence).toBe('splice_donor_variant')
    expect((await at(end + 2, 'A', 'C')).consequence).toBe('splice_donor_variant')
    expect((await at(end + 3, 'A', 'C')).consequence).toBe('splice_region_variant&intron_variant')
    const braf = model('BRAF')
    const [brafStart] = braf.exons[5] ?? [0, 0]
    expect(braf.strand).toBe('-')
    expect((await at(brafStart, 'A', 'C')).consequence).toBe('splice_donor_variant')
  })

  test('a place in no listed gene stays without one', async () => {
    expect(await at(1000, 'A', 'C')).toMatchObject({ gene: '', annotationSource: '', consequence: '' })
  })
})
