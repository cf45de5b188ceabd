import { expect, test } from 'vitest'
import { evaluateBiomarker } from '../../../../electron/interpret/biomarkers/evaluate.ts'
import type { Biomarker } from '../../../../shared/knowledge.ts'
import { findings, panel, report } from '../builders.ts'
import { variantFromPlace } from './readFromPlace.ts'

/** Pitfall: the TERT promoter changes have neither protein change nor a consequence of their own: only the place names them. */
const tested = { reports: [report({ assay: panel(['TERT']) })] }
const leaf = (change: string): Biomarker => ({ leaf: 'codingChange', gene: 'TERT', change })

test.each([
  ['GRCh37', 1295228, 'c.-124C>T'],
  ['GRCh37', 1295250, 'c.-146C>T'],
  ['GRCh38', 1295113, 'c.-124C>T'],
  ['GRCh38', 1295135, 'c.-146C>T'],
] as const)('%s 5:%i G>A is %s', (build, pos, change) => {
  const call = variantFromPlace(build, '5', pos, 'G', 'A')
  expect(call).toMatchObject({ gene: 'TERT', hgvsC: change, hgvsP: null })
  expect(evaluateBiomarker(leaf(change), findings([call], tested)).truth).toBe('true')
})

test('another base of the promoter is none of them', () => {
  const call = variantFromPlace('GRCh37', '5', 1295300, 'C', 'T')
  expect(call.consequence).toBe('upstream_gene_variant')
  expect(evaluateBiomarker(leaf('c.-124C>T'), findings([call], tested)).truth).toBe('false')
})
