import { parseAlteration } from '../../shared/language/alteration.ts'
import { createDiseaseNames, loadDiseaseSynonyms } from '../knowledge/import/diseases.ts'
import type { Importing } from '../knowledge/import/importing.ts'
import { loadVocabulary } from '../knowledge/vocabulary.ts'
import type { OncoTree } from '../../shared/oncotree.ts'

/** What the readers of knowledge files are given, with the vocabulary of the program and the disease tree in use. */
export async function knowledgeImporting(
  resourcesDirectory: string,
  oncotree: OncoTree,
  fileName: string,
): Promise<Importing> {
  const [vocabulary, synonyms] = await Promise.all([
    loadVocabulary(resourcesDirectory),
    loadDiseaseSynonyms(resourcesDirectory),
  ])
  return {
    fileName,
    readAlteration: (text, gene) => parseAlteration(text, vocabulary, { gene }),
    readDisease: createDiseaseNames(oncotree, synonyms),
    gene: (name) => vocabulary.gene(name),
    drugs: (name) => vocabulary.drugs(name),
    drugClass: () => null,
    retrieved: new Date().toISOString().slice(0, 10),
    licence: null,
    version: null,
    beat: () => undefined,
  }
}
