import { fileURLToPath } from 'node:url'
import { detectKnowledge } from '../../../electron/knowledge/import/detect.ts'
import { importKnowledge, loadImportTables } from '../../../electron/knowledge/import/importKnowledge.ts'
import type { Imported, Importing } from '../../../electron/knowledge/import/importing.ts'
import { createDiseaseNames, loadDiseaseSynonyms } from '../../../electron/knowledge/import/diseases.ts'
import { loadOncotree } from '../../../electron/knowledge/oncotree.ts'
import { loadVocabulary } from '../../../electron/knowledge/vocabulary.ts'
import { parseAlteration } from '../../../shared/language/alteration.ts'

export const resources = fileURLToPath(new URL('../../../resources/', import.meta.url))

/** What a reader is given in the application: the real alteration language, vocabulary and disease names. */
export async function realImporting(fileName: string): Promise<Importing> {
  const [vocabulary, tree, synonyms] = await Promise.all([
    loadVocabulary(resources),
    loadOncotree(`${resources}oncotree`),
    loadDiseaseSynonyms(resources),
  ])
  return {
    fileName,
    readAlteration: (text, gene) => parseAlteration(text, vocabulary, { gene }),
    readDisease: createDiseaseNames(tree, synonyms),
    gene: (name) => vocabulary.gene(name),
    drugs: (name) => vocabulary.drugs(name),
    drugClass: () => null,
    retrieved: '2026-11-25',
    licence: null,
    version: null,
    beat: () => undefined,
  }
}

/** A file as the application imports it: recognised by its content, then read. */
export async function importFile(
  bytes: Uint8Array,
  fileName: string,
): Promise<Imported & { format: string }> {
  const [tables, tree] = await Promise.all([
    loadImportTables(resources),
    loadOncotree(`${resources}oncotree`),
  ])
  const file = await detectKnowledge(bytes, fileName)
  if (file.format === 'OncoTree release') throw new Error('a disease tree is no pack')
  const wishes = { licence: null, version: null, retrieved: '2026-11-25', beat: () => undefined }
  return { ...importKnowledge(file, fileName, tables, tree, wishes), format: file.format }
}
