import { fileURLToPath } from 'node:url'
import type { Importing } from '../../../electron/knowledge/import/importing.ts'
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
