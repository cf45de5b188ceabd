import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { detectKnowledge } from '../../../../electron/knowledge/import/detect.ts'
import { importKnowledge, loadImportTables } from '../../../../electron/knowledge/import/importKnowledge.ts'
import type { ImportTables } from '../../../../electron/knowledge/import/importKnowledge.ts'
import type { Imported } from '../../../../electron/knowledge/import/importing.ts'
import { loadOncotree } from '../../../../electron/knowledge/oncotree.ts'
import type { OncoTree } from '../../../../shared/oncotree.ts'

export const RESOURCES = resolve(import.meta.dirname, '../../../../resources')

let loaded: Promise<{ tables: ImportTables; tree: OncoTree }> | null = null

export function importTables(): Promise<{ tables: ImportTables; tree: OncoTree }> {
  return (loaded ??= Promise.all([loadImportTables(RESOURCES), loadOncotree(`${RESOURCES}/oncotree`)]).then(
    ([tables, tree]) => ({ tables, tree }),
  ))
}

/** Imports text or bytes as the application does, without a vault. */
export async function importText(
  content: string | Uint8Array,
  fileName: string,
  wishes: { readonly licence?: string; readonly version?: string } = {},
): Promise<Imported> {
  const { tables, tree } = await importTables()
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const file = await detectKnowledge(bytes, fileName)
  if (file.format === 'OncoTree release') throw new Error('an OncoTree release is no pack')
  return importKnowledge(file, fileName, tables, tree, {
    licence: wishes.licence ?? null,
    version: wishes.version ?? null,
    retrieved: '2026-11-25',
    beat: () => undefined,
  })
}

/** A tab-separated table out of objects; the columns are those of the first. */
export function tsv(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join('\t'))
    .join('\n')
    .concat('\n')
}

/** Text of a file that may be gzip, for counting independently of the readers under test. */
export function plain(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)
}
