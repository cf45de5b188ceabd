import { z } from 'zod'
import type { ReadableDatabase, WritableDatabase } from '../database.ts'

export type DictionaryTable = 'variant_genes' | 'variant_consequences' | 'variant_terms'

const idSchema = z.object({ id: z.number().int() }).optional()

/** The number of a text, or null where no variant of the vault carries it. */
export function lookUp(db: ReadableDatabase, table: DictionaryTable, text: string): number | null {
  return idSchema.parse(db.prepare(`SELECT id FROM ${table} WHERE text = ?`).get(text))?.id ?? null
}

/**
 * Numbers for the texts of one import, given in the order they are first met. `''` is null. Held for one
 * import only: a rollback takes new rows back.
 */
export function createDictionary(
  db: WritableDatabase,
  table: DictionaryTable,
): (text: string) => number | null {
  const find = db.prepare(`SELECT id FROM ${table} WHERE text = ?`)
  const add = db.prepare(`INSERT INTO ${table} (text) VALUES (?)`)
  const known = new Map<string, number>()
  let lastText = ''
  let lastId: number | null = null
  return (text) => {
    // Neighbours in a sorted file mostly share their gene: comparing is cheaper than hashing.
    if (text === lastText) return lastId
    if (text === '') return null
    let id = known.get(text)
    if (id === undefined) {
      id = idSchema.parse(find.get(text))?.id ?? Number(add.run(text).lastInsertRowid)
      // A copy: the text is a slice that would keep its whole batch in memory.
      known.set(Buffer.from(text).toString(), id)
    }
    lastText = text
    lastId = id
    return id
  }
}
