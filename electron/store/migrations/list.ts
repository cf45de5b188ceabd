import { casesMigration } from './001-cases.ts'
import { smallVariantsMigration } from './002-small-variants.ts'
import { factsAndJudgementsMigration } from './003-facts-judgements.ts'
import type { Migration } from './migration.ts'

/** In order; a vault's schema is the number of the last one it has. */
export const MIGRATIONS: readonly Migration[] = [
  casesMigration,
  smallVariantsMigration,
  factsAndJudgementsMigration,
]
