import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { biomarkerText } from '../../../electron/interpret/biomarkers/leafText.ts'
import { loadVocabulary } from '../../../electron/knowledge/vocabulary.ts'
import { biomarkerSchema } from '../../../shared/knowledge.ts'
import { parseAlteration } from '../../../shared/language/alteration.ts'
import type { ParsedAlteration } from '../../../shared/language/alteration.ts'
import type { Vocabulary } from '../../../shared/language/vocabulary.ts'

let vocabulary: Vocabulary
beforeAll(async () => {
  vocabulary = await loadVocabulary(path.resolve('resources'))
})

const parse = (text: string, gene?: string, feature?: string): ParsedAlteration =>
  parseAlteration(text, vocabulary, { gene: gene ?? null, feature: feature ?? null })

function words(text: string, gene?: string): string {
  const found = parse(text, gene)
  return found.ok ? `${found.kind}: ${biomarkerText(found.biomarker)}` : `refused: ${found.reason}`
}

describe('wordings of sources and laboratories', () => {
  it.each([
    ['BRAF p.Val600Glu', 'protein change: BRAF V600E'],
    ['BRAF V600E', 'protein change: BRAF V600E'],
    ['BRAF:p.(Val600Glu)', 'protein change: BRAF V600E'],
    ['BRAF V600E/K', 'protein change: BRAF V600E or BRAF V600K'],
    ['BRAF V600E or V600K', 'protein change: BRAF V600E or BRAF V600K'],
    ['EGFR exon 19 del', 'exon: EGFR exon 19 in-frame deletion'],
    ['EGFR Ex19 del L858R', 'combination: EGFR exon 19 in-frame deletion and EGFR L858R'],
    ['EGFR E746_A750del', 'protein change: EGFR E746_A750del'],
    ['ERBB2 A775_G776insYVMA', 'protein change: ERBB2 A775_G776insYVMA'],
    ['HER2 A775_G776insYVMA', 'protein change: ERBB2 A775_G776insYVMA'],
    ['MET ex14 skip', 'exon skipping: MET exon 14 skipping'],
    ['MET exon 14 skipping mutation', 'exon skipping: MET exon 14 skipping'],
    ['MET X1010_splice', 'exon skipping: MET exon 14 skipping'],
    ['EML4::ALK', 'fusion: ALK fusion with EML4'],
    ['EML4-ALK', 'fusion: ALK fusion with EML4'],
    ['EML4--ALK Fusion', 'fusion: ALK fusion with EML4'],
    ['EML4/ALK fusion', 'fusion: ALK fusion with EML4'],
    ['EML4-ALK E20;A20', 'fusion: ALK fusion with EML4 (exon 20 to exon 20)'],
    ['ALK fusion', 'fusion: ALK fusion'],
    ['ALK rearrangement', 'fusion: ALK fusion'],
    ['v::ALK', 'fusion: ALK fusion'],
    ['t(KMT2A;v)', 'fusion: KMT2A fusion'],
    ['FGFR3-TACC3', 'fusion: FGFR3 fusion with TACC3'],
    ['BCR-ABL T315I', 'combination: ABL1 fusion with BCR and ABL1 T315I'],
    ['ERBB2 amp', 'copy number: ERBB2 amplification'],
    ['HER2 AMPLIFICATION', 'copy number: ERBB2 amplification'],
    ['CDKN2A deletion', 'copy number: CDKN2A homozygous deletion'],
    ['PTEN loss', 'loss of function: PTEN loss of function'],
    ['EGFR COPY NUMBER VARIATION', 'copy number: EGFR gain or EGFR loss'],
    ['KRAS G12X', 'codon: KRAS substitution at codon 12'],
    ['KRAS G12', 'codon: KRAS substitution at codon 12'],
    ['KRAS G12/G13', 'codon: KRAS substitution at codon 12 or KRAS substitution at codon 13'],
    ['BRAF V600', 'codon: BRAF substitution at codon 600'],
    ['BRAF V600X', 'codon: BRAF substitution at codon 600'],
    ['TP53 R213X', 'protein change: TP53 R213*'],
    ['BRCA2 truncating mutation', 'variant type: BRCA2 truncating change'],
    ['APC frameshift', 'variant type: APC frameshift change'],
    ['ATM oncogenic mutations', 'oncogenic: ATM (likely) oncogenic mutation'],
    ['ATM MUTATION', 'mutation: ATM (likely) oncogenic mutation'],
    ['ATM any mutation', 'mutation: any ATM mutation'],
    ['KRAS wild-type', 'wild type: KRAS wild type'],
    ['wild type KRAS', 'wild type: KRAS wild type'],
    ['TERT c.-124C>T', 'coding change: TERT c.-124C>T'],
    ['TERT C228T', 'coding change: TERT c.-124C>T'],
    ['TERT C250T', 'coding change: TERT c.-146C>T'],
    ['TERT promoter mutation', 'coding change: TERT c.-124C>T or TERT c.-146C>T'],
    ['MET c.3028+1G>T', 'coding change: MET c.3028+1G>T'],
    ['CHEK2 1100delC', 'coding change: CHEK2 c.1100del'],
    ['JAK2 F547 splice site mutation', 'variant type: JAK2 splice site change in codons 547'],
    ['EGFR M766_A767insASV', 'protein change: EGFR M766_A767insASV'],
    ['KIT T417_D419DELTYDINSI', 'protein change: KIT T417_D419delinsI'],
    ['EGFR delL747_P753insS', 'protein change: EGFR L747_P753delinsS'],
    ['EGFR V769_770insASV', 'protein change: EGFR V769_770insASV'],
    ['FLT3-ITD', 'variant type: FLT3 in-frame indel in codons 572–630'],
    ['AREG EXPRESSION', 'expression: AREG expressed'],
    ['AURKA OVEREXPRESSION', 'expression: AURKA overexpressed'],
    ['ERCC1 UNDEREXPRESSION', 'expression: ERCC1 underexpressed'],
    ['IGF1R NUCLEAR EXPRESSION', 'expression: IGF1R expressed and IGF1R nuclear expression'],
    ['MGMT PROMOTER METHYLATION', 'methylation: MGMT promoter methylated'],
    ['RB1 PHOSPHORYLATION', 'other: RB1 phosphorylation'],
    ['KRAS rs61764370', 'dbSNP: KRAS rs61764370'],
    ['KIT EXON 9 MUTATION', 'exon: KIT exon 9 mutation'],
    ['PIK3CA exon 9 mutation', 'exon: PIK3CA exon 10 mutation'],
    ['TP53 DELETERIOUS MUTATION', 'loss of function: TP53 loss of function'],
    ['CDK12 Loss-of-function', 'loss of function: CDK12 loss of function'],
    ["EGFR 3' UTR MUTATION", "other: EGFR 3' UTR mutation"],
    ['8p amplification', 'chromosome: gain of chromosome arm 8p'],
    ['5q deletion', 'chromosome: loss of chromosome arm 5q'],
    ['del(17p)', 'chromosome: loss of chromosome arm 17p'],
    ['1p/19q codeletion', 'chromosome: loss of chromosome arm 1p and loss of chromosome arm 19q'],
    ['ERBB2 Kinase domain mutation', 'variant type: ERBB2 (likely) oncogenic mutation in codons 722–975'],
    ['BRAF V600E+V600M', 'combination: BRAF V600E and BRAF V600M'],
    ['EGFR T790M + C797S', 'combination: EGFR T790M and EGFR C797S'],
    [
      'EGFR T790M + C797S (cis)',
      'combination: (EGFR T790M and EGFR C797S) and EGFR on the same copy (in cis)',
    ],
    ['HLA-A*02:01', 'haplotype: HLA-A *02:01'],
    ['UGT1A1 *1/*28', 'haplotype: UGT1A1 *1/*28'],
    ['DPYD*2A HOMOZYGOSITY', 'haplotype: DPYD *2A/*2A'],
    ['BRAF non-V600', 'mutation: BRAF (likely) oncogenic mutation and no BRAF substitution at codon 600'],
    ['germline BRCA1 mutation', 'germline: germline BRCA1 (likely) pathogenic variant'],
    ['BRCA2 pathogenic variant (germline)', 'germline: germline BRCA2 (likely) pathogenic variant'],
    ['EGFR p.L858R (Missense)', 'protein change: EGFR L858R'],
    ['VHL L158P (c.473T>C)', 'protein change: VHL L158P'],
    ['MSI-H', 'signature: MSI-H'],
    ['dMMR', 'signature: mismatch repair deficient (IHC)'],
    ['TMB-H (>= 10 mutations / Mb)', 'signature: TMB at least 10 mut/Mb'],
    ['TMB-High', "signature: TMB high by the assay's own cut-off"],
    ['PD-L1 (CPS) >= 10', 'expression: PD-L1 CPS at least 10'],
    ['PD-L1 TPS ≥ 50%', 'expression: PD-L1 TPS at least 50'],
    ['HER2-low', 'expression: HER2 low or 1+ or 2+/ish-'],
  ])('%s', (text, expected) => {
    expect(words(text)).toBe(expected)
  })

  it('takes the gene that the source files the text under', () => {
    expect(words('V600E', 'BRAF')).toBe('protein change: BRAF V600E')
    expect(words('MUTATION', 'NRAS')).toBe('mutation: NRAS (likely) oncogenic mutation')
  })

  it('prefers the gene that the text itself names', () => {
    expect(words('EGFR T790M', 'MET')).toBe('protein change: EGFR T790M')
  })

  it('gives both orders of fusion partners the same finding', () => {
    const one = parse('EML4-ALK', 'ALK')
    const other = parse('ALK::EML4', 'ALK')
    expect(one.ok && other.ok && biomarkerText(one.biomarker) === biomarkerText(other.biomarker)).toBe(true)
  })

  it('uses the current symbol for former names and customary aliases', () => {
    expect(words('MLL-MLLT3')).toBe('fusion: KMT2A fusion with MLLT3')
    expect(words('MRE11A mutation')).toBe('mutation: MRE11 (likely) oncogenic mutation')
    expect(words('NPM-ALK')).toBe('fusion: ALK fusion with NPM1')
  })

  it('reads a bare gene only with the class that the source gives', () => {
    expect(words('ALK')).toBe('refused: Names a gene, and not what happened to it.')
    const fusion = parse('ALK', undefined, 'Rearrangement')
    const germline = parse('ATM', undefined, 'Germline Variant')
    expect(fusion).toMatchObject({ ok: true, kind: 'fusion' })
    expect(germline).toMatchObject({ ok: true, kind: 'germline' })
  })
})

describe('what cannot be read comes back with a reason', () => {
  it.each([
    ['', undefined, 'The text is empty.'],
    ['V600E', undefined, 'No gene that HGNC knows is named.'],
    ['V600E', 'NOSUCHGENE', '"NOSUCHGENE" is no gene that HGNC knows, or several genes share the name.'],
    ['something else entirely', 'BRAF', 'The wording is not known.'],
    // May be bases or residues.
    ['599insT', 'BRAF', 'The wording is not known.'],
    // May be exons or residues.
    ['DEL4-11', 'ALK', 'The wording is not known.'],
  ])('%s', (text, gene, reason) => {
    expect(parse(text, gene)).toEqual({ ok: false, text, reason })
  })
})

describe('any text', () => {
  /** A small generator with a fixed seed: the same texts on every run. */
  function generator(seed: number): () => number {
    let state = seed
    return () => {
      state = (state * 1664525 + 1013904223) % 4294967296
      return state / 4294967296
    }
  }
  const PIECES = [
    ...['BRAF', 'EGFR', 'ALK', 'EML4', 'V600E', 'exon', '19', 'del', 'ins', 'dup', 'fs', '*', '(', ')', '::'],
    ...[
      '-',
      '+',
      '/',
      ';',
      ',',
      ' ',
      'or',
      'and',
      'p.',
      'c.',
      '>',
      '_',
      'amp',
      'MUTATION',
      'é',
      '\u0000',
      '💉',
    ],
    ...['rs1', 't(9;22)', 'wild type', 'X', 'Ter', '\n', '1e9', 'IVS', '%', '[', '\\', 'germline'],
  ]

  it('never throws, and what is read is a valid expression', () => {
    const random = generator(20261125)
    for (let round = 0; round < 4000; round += 1) {
      const length = 1 + Math.floor(random() * 9)
      const text = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)] ?? '').join(
        random() < 0.5 ? ' ' : '',
      )
      const found = parse(text, random() < 0.5 ? 'EGFR' : undefined)
      if (found.ok) expect(biomarkerSchema.safeParse(found.biomarker).success, text).toBe(true)
      else expect(found.reason).not.toBe('')
    }
  })

  it('never throws on arbitrary characters, and is done with a long text at once', () => {
    const random = generator(7)
    for (let round = 0; round < 3000; round += 1) {
      const length = Math.floor(random() * 60)
      const text = String.fromCharCode(...Array.from({ length }, () => Math.floor(random() * 0xd7ff)))
      expect(() => parse(text, 'TP53')).not.toThrow()
    }
    for (const unit of ['V600E ', 'a+', 'A/', '((', 'E746_', 'and or ', 'del', '1;', 'BRAF-']) {
      expect(() => parse(unit.repeat(60), 'BRAF')).not.toThrow()
    }
  })

  it('reads its own one-letter writing back to the same change', () => {
    for (const change of [
      'V600E',
      'E746_A750del',
      'A775_G776insYVMA',
      'L747_P753delinsS',
      'R213*',
      'K468fs',
      'M1?',
    ]) {
      const found = parse(change, 'EGFR')
      expect(found.ok && 'leaf' in found.biomarker && found.biomarker).toMatchObject({ change })
    }
  })
})
