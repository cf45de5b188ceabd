import { biomarkerTerms } from './biomarkerTerms.ts'
import { caseTerms } from './caseTerms.ts'
import { classTerms } from './classTerms.ts'
import { findingTerms } from './findingTerms.ts'
import { germlineTerms } from './germlineTerms.ts'
import { levelTerms } from './levelTerms.ts'
import { tierTerms } from './tierTerms.ts'
import { variantTerms } from './variantTerms.ts'

/** Every word on screen in two sentences with its source; one file for each group of words. */
export const terms = {
  ...tierTerms,
  ...levelTerms,
  ...findingTerms,
  ...biomarkerTerms,
  ...variantTerms,
  ...classTerms,
  ...germlineTerms,
  ...caseTerms,
} as const

export type TermName = keyof typeof terms
