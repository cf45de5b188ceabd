import { describe, expect, it } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Leaf } from '../../../../shared/knowledge.ts'
import type { Alteration } from '../../../../shared/model.ts'
import { copyNumber, expression, findings, fusion, panel, report, signature, variant } from '../builders.ts'

function truth(leaf: Leaf, alterations: readonly Alteration[], genes: readonly string[] = []): string {
  const tested = report({ assay: genes.length === 0 ? null : panel(genes) })
  return evaluateBiomarker(leaf, findings(alterations, { reports: [tested] })).truth
}

describe('class of small variant', () => {
  const frameshift: Leaf = { leaf: 'variantType', gene: 'APC', is: 'frameshift' }

  it('matches by protein change or by consequence', () => {
    expect(truth(frameshift, [variant('APC', 'p.Thr1556AsnfsTer3')])).toBe('true')
    expect(truth(frameshift, [variant('APC', null, { consequence: 'frameshift_variant' })])).toBe('true')
  })

  it('is not met by a stop, and by nothing only where the gene was tested', () => {
    expect(truth(frameshift, [variant('APC', 'p.Arg1450Ter')], ['APC'])).toBe('false')
    expect(truth(frameshift, [], ['APC'])).toBe('false')
    expect(truth(frameshift, [])).toBe('not assessed')
  })

  it('leaves a variant without change and consequence open', () => {
    expect(truth(frameshift, [variant('APC', null)], ['APC'])).toBe('not assessed')
  })

  it('counts stop, frameshift, essential splice site and lost start as truncating', () => {
    const truncating: Leaf = { leaf: 'variantType', gene: 'BRCA2', is: 'truncating' }
    expect(truth(truncating, [variant('BRCA2', 'p.Arg2520Ter')])).toBe('true')
    expect(truth(truncating, [variant('BRCA2', null, { consequence: 'splice_donor_variant' })])).toBe('true')
    expect(truth(truncating, [variant('BRCA2', 'p.Met1?')])).toBe('true')
    expect(truth(truncating, [variant('BRCA2', 'p.Asp2723His')], ['BRCA2'])).toBe('false')
  })

  it('does not take every insertion for a tandem duplication', () => {
    const itd: Leaf = { leaf: 'variantType', gene: 'KIT', is: 'tandem duplication' }
    expect(truth(itd, [variant('KIT', 'p.Ala502_Tyr503dup')])).toBe('true')
    expect(truth(itd, [variant('KIT', 'p.Asp579_His580insPro')], ['KIT'])).toBe('not assessed')
  })

  it('places a splice-site change by the residue next to the intron', () => {
    const splice: Leaf = { leaf: 'variantType', gene: 'JAK2', is: 'splice site', codons: [547, 547] }
    const donor = { consequence: 'splice_donor_variant' }
    expect(truth(splice, [variant('JAK2', null, { ...donor, hgvsC: 'c.1641+1G>A' })])).toBe('true')
    expect(truth(splice, [variant('JAK2', null, { ...donor, hgvsC: 'c.2000+1G>A' })], ['JAK2'])).toBe('false')
  })
})

describe('exon whose residues are not known', () => {
  const exon: Leaf = { leaf: 'exon', gene: 'SETBP1', exon: 4, change: 'any mutation', except: [] }

  it('is placed by the exon number on file, and stays open without one', () => {
    expect(truth(exon, [variant('SETBP1', 'p.Asp868Asn', { exon: '4/6' })])).toBe('true')
    expect(truth(exon, [variant('SETBP1', 'p.Asp868Asn', { exon: '5/6' })], ['SETBP1'])).toBe('false')
    expect(truth(exon, [variant('SETBP1', 'p.Asp868Asn')], ['SETBP1'])).toBe('not assessed')
  })
})

describe('oncogenic change within a domain', () => {
  const kinase: Leaf = { leaf: 'oncogenic', gene: 'ERBB2', codons: [722, 975] }
  const pathogenic = { clinicalSignificance: 'Pathogenic' }

  it('counts inside and not outside the residues', () => {
    expect(truth(kinase, [variant('ERBB2', 'p.Val777Leu', pathogenic)])).toBe('true')
    expect(truth(kinase, [variant('ERBB2', 'p.Ser310Phe', pathogenic)], ['ERBB2'])).toBe('false')
    expect(truth(kinase, [variant('ERBB2', 'p.Val777Leu')], ['ERBB2'])).toBe('false')
  })
})

describe('fusion between named exons', () => {
  const v1: Leaf = { leaf: 'fusion', gene: 'ALK', partner: 'EML4', exons: [13, 20] }

  it('needs the same exons, and says nothing where they are not stated', () => {
    expect(truth(v1, [fusion('EML4', 'ALK', { exon5: '13', exon3: '20' })])).toBe('true')
    expect(truth(v1, [fusion('EML4', 'ALK', { exon5: '6', exon3: '20' })], ['ALK'])).toBe('false')
    expect(truth(v1, [fusion('EML4', 'ALK')], ['ALK'])).toBe('not assessed')
  })
})

describe('copies', () => {
  it('takes an amplification for a gain, and a gain not for an amplification', () => {
    expect(
      truth({ leaf: 'copyNumber', gene: 'MET', call: 'gain' }, [copyNumber('MET', 'amplification')]),
    ).toBe('true')
    expect(
      truth({ leaf: 'copyNumber', gene: 'MET', call: 'amplification' }, [copyNumber('MET', 'gain')], ['MET']),
    ).toBe('false')
  })

  it('takes copy-neutral loss of heterozygosity and a one-copy loss for loss of heterozygosity', () => {
    const loh: Leaf = { leaf: 'copyNumber', gene: 'PTCH1', call: 'loss of heterozygosity' }
    expect(truth(loh, [copyNumber('PTCH1', 'copy-neutral LOH')])).toBe('true')
    expect(truth(loh, [copyNumber('PTCH1', 'loss')])).toBe('true')
  })
})

describe('amount of expression', () => {
  const over: Leaf = { leaf: 'expressionLevel', marker: 'AURKA', is: 'overexpressed' }

  it('reads words and no numbers', () => {
    expect(truth(over, [expression('AURKA', { category: 'overexpressed' })])).toBe('true')
    expect(truth(over, [expression('AURKA', { category: 'positive' })])).toBe('false')
    expect(truth(over, [expression('AURKA', { value: 250 })])).toBe('not assessed')
    expect(truth(over, [])).toBe('not assessed')
  })

  it('stays open where reports disagree', () => {
    const both = [expression('AURKA', { category: 'high' }), expression('AURKA', { category: 'low' })]
    expect(truth(over, both)).toBe('not assessed')
  })
})

describe('high burden without a number in the source', () => {
  it("reads the assay's own verdict and borrows no cut-off", () => {
    const high: Leaf = { leaf: 'tmbHigh' }
    expect(truth(high, [signature('TMB', { category: 'TMB-H' })])).toBe('true')
    expect(truth(high, [signature('TMB', { category: 'TMB-L' })])).toBe('false')
    expect(truth(high, [signature('TMB', { value: 40, unit: 'mut/Mb' })])).toBe('not assessed')
  })
})

describe('named variants', () => {
  it('finds a dbSNP identifier, and never reads its absence', () => {
    const snp: Leaf = { leaf: 'dbsnp', gene: 'KRAS', id: 'rs61764370' }
    expect(truth(snp, [variant('KRAS', null, { externalIds: 'rs61764370;COSV1' })])).toBe('true')
    expect(truth(snp, [variant('KRAS', null, { externalIds: 'rs1' })], ['KRAS'])).toBe('not assessed')
  })

  it('asks for both copies where the source does', () => {
    const both: Leaf = { leaf: 'dbsnp', gene: 'DPYD', id: 'rs67376798', homozygous: true }
    const at = { externalIds: 'rs67376798' }
    expect(truth(both, [variant('DPYD', null, { ...at, zygosity: 'homozygous' })])).toBe('true')
    expect(truth(both, [variant('DPYD', null, { ...at, zygosity: 'heterozygous' })])).toBe('not assessed')
  })

  it.each<Leaf>([
    { leaf: 'chromosomeArm', arm: '5q', is: 'loss' },
    { leaf: 'starAllele', gene: 'UGT1A1', alleles: ['*28', '*28'] },
    { leaf: 'otherFinding', about: 'RB1', finding: 'phosphorylation' },
  ])('leaves $leaf open', (leaf) => {
    expect(truth(leaf, [copyNumber('APC', 'loss', { chrom: '5', start: 1, end: 180000000 })])).toBe(
      'not assessed',
    )
  })
})
