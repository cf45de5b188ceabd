import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadKnowledge } from '../../../../electron/app/loadKnowledge.ts'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import type { SmallVariant } from '../../../../shared/model.ts'
import { findings, genes, panel, report, variant } from '../builders.ts'

/**
 * Pitfall: MET D1010 of NM_000245 is D1028 of NM_001127500, which is 18 residues longer. A number is compared on the
 * transcript it was counted on, or moved by the coordinate.
 */
const { canonicalTranscripts, exonRange, residueAt } = await loadKnowledge(
  join(import.meta.dirname, '../../../../resources'),
)
const context = genes({
  ...(canonicalTranscripts && { canonicalTranscripts }),
  ...(exonRange && { exonRange }),
  ...(residueAt && { residueAt }),
})
const tested = { reports: [report({ assay: panel(['MET']) })] }
const change = (text: string): Biomarker => ({ leaf: 'proteinChange', gene: 'MET', change: text })
const ask = (biomarker: Biomarker, call: SmallVariant) =>
  evaluateBiomarker(biomarker, findings([call], tested), context)

/** Last base of exon 14, c.3028 of NM_000245: the end of the model's fourteenth exon. */
const last = exonRange?.('MET', 14, 'GRCh38')?.end ?? 0
const short = variant('MET', 'p.Asp1010Asn', {
  pos: last,
  ref: 'G',
  alt: 'A',
  hgvsC: 'c.3028G>A',
  transcript: 'ENST00000397752.8',
  consequence: 'missense_variant&splice_region_variant',
})
const long = { ...short, hgvsP: 'p.Asp1028Asn', hgvsC: 'c.3082G>A', transcript: 'ENST00000318493.11' }

test('the model puts the base where the number says', () => {
  expect(residueAt?.('MET', 'GRCh38', '7', last)).toBe(1010)
})

test('both writings are D1010N, neither is D1028N', () => {
  expect(ask(change('D1010N'), short).truth).toBe('true')
  const moved = ask(change('D1010N'), long)
  expect(moved.truth).toBe('true')
  expect(moved.reasons[0]?.explanation).toContain('residue 1010')
  expect(ask(change('D1028N'), short).truth).toBe('false')
  expect(ask(change('D1028N'), long).truth).toBe('false')
})

test('without a coordinate on a known build the other transcript stays open', () => {
  const elsewhere = { ...long, chrom: '1', pos: 5 }
  expect(ask(change('D1010N'), elsewhere).truth).toBe('not assessed')
})

test('both may disturb the donor site of exon 14: open until RNA shows skipping', () => {
  const skipping: Biomarker = { leaf: 'exonSkipping', gene: 'MET', exon: 14 }
  expect(ask(skipping, short).truth).toBe('not assessed')
  expect(ask(skipping, long).truth).toBe('not assessed')
})
