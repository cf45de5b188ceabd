import type { WritableDatabase } from '../database.ts'

/** One step of the schema, in a file of its own. Forward only; a released migration is never edited. */
export interface Migration {
  /** 1, 2, 3 ... without gaps. */
  readonly number: number
  readonly name: string
  /** Runs inside a transaction of the runner. */
  up(db: WritableDatabase): void
}
