import { casesMigration } from './001-cases.ts'
import { smallVariantsMigration } from './002-small-variants.ts'
import { knowledgeMigration } from './003-knowledge.ts'
import { clinicalMigration } from './004-clinical.ts'
import { presentationsMigration } from './005-presentations.ts'
import { factsAndJudgementsMigration } from './006-facts-judgements.ts'
import type { Migration } from './migration.ts'

/** In order; a vault's schema is the number of the last one it has. */
export const MIGRATIONS: readonly Migration[] = [
  casesMigration,
  smallVariantsMigration,
  knowledgeMigration,
  clinicalMigration,
  presentationsMigration,
  factsAndJudgementsMigration,
]
