import { expect, test } from 'vitest'
import { findingName, joinFindings } from '../../../shared/findingText.ts'

test('the same change in two specimens is one finding with both details', () => {
  expect(
    joinFindings(['EGFR L858R (VAF 34%, T1)', 'EGFR T790M (VAF 2%, P1)', 'EGFR L858R (VAF 4%, P1)']),
  ).toBe('EGFR L858R (VAF 34%, T1; VAF 4%, P1), EGFR T790M (VAF 2%, P1)')
})

test('a finding without details keeps its name', () => {
  expect(findingName('ETV6::NTRK3 fusion')).toBe('ETV6::NTRK3 fusion')
  expect(joinFindings(['MSI-H'])).toBe('MSI-H')
})
