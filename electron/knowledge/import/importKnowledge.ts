import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assertNever } from '../../../shared/errors.ts'
import { parseAlteration } from '../../../shared/language/alteration.ts'
import type { Vocabulary } from '../../../shared/language/vocabulary.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { loadVocabulary } from '../vocabulary.ts'
import { importCgi } from './cgi.ts'
import { importCivic } from './civic.ts'
import { readClinicalTrialsGov } from './clinicalTrialsGov.ts'
import { readCpicTables } from './cpic.ts'
import type { KnowledgeFile } from './detect.ts'
import { createDiseaseNames, loadDiseaseSynonyms } from './diseases.ts'
import type { Imported, Importing } from './importing.ts'
import { importMoalmanac } from './moalmanac.ts'
import { importMoalmanacDb } from './moalmanacDb.ts'
import { importOncokbActionable, importOncokbGenes } from './oncokb.ts'
import { importSpreadsheet } from './spreadsheet.ts'
import { readTrialSpreadsheet } from './trialSpreadsheet.ts'

/** Names and diseases that every import needs; loaded once for a worker. */
export interface ImportTables {
  readonly vocabulary: Vocabulary
  readonly synonyms: string
  /** Class of each generic name. */
  readonly drugClasses: ReadonlyMap<string, string>
}

export async function loadImportTables(resourcesDirectory: string): Promise<ImportTables> {
  const [vocabulary, synonyms, drugs] = await Promise.all([
    loadVocabulary(resourcesDirectory),
    loadDiseaseSynonyms(resourcesDirectory),
    readFile(join(resourcesDirectory, 'drugs', 'synonyms.tsv'), 'utf8'),
  ])
  return { vocabulary, synonyms, drugClasses: classesOf(drugs) }
}

function classesOf(table: string): ReadonlyMap<string, string> {
  const lines = table.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  const columns = (lines[0] ?? '').split('\t')
  const [generic, group] = [columns.indexOf('generic'), columns.indexOf('class')]
  return new Map(
    lines.slice(1).map((line) => {
      const cells = line.split('\t')
      return [cells[generic] ?? '', cells[group] ?? '']
    }),
  )
}

/** What the user decides beside the file; null lets the file speak. */
export interface ImportWishes {
  readonly licence: string | null
  readonly version: string | null
  /** `YYYY-MM-DD` */
  readonly retrieved: string
  readonly beat: (done: number) => void
}

/** A knowledge pack out of a file that was recognised. Nothing is stored here. */
export function importKnowledge(
  file: Exclude<KnowledgeFile, { format: 'OncoTree release' }>,
  fileName: string,
  tables: ImportTables,
  tree: OncoTree,
  wishes: ImportWishes,
): Imported {
  const { vocabulary, synonyms, drugClasses } = tables
  const importing: Importing = {
    fileName,
    ...wishes,
    gene: (name) => vocabulary.gene(name),
    drugs: (name) => vocabulary.drugs(name),
    drugClass: (generic) => drugClasses.get(generic) ?? null,
    readDisease: createDiseaseNames(tree, synonyms),
    readAlteration: (text, gene) => {
      const answer = parseAlteration(text, vocabulary, { gene })
      return answer.ok ? answer : { ok: false, reason: answer.reason }
    },
  }
  switch (file.format) {
    case 'CIViC evidence':
      return importCivic(file.text, importing)
    case 'CPIC diplotypes':
      return readCpicTables([{ name: fileName, text: file.text }], importing)
    case 'Molecular Oncology Almanac':
      return importMoalmanac(file.value, importing)
    case 'moalmanac-db':
      return importMoalmanacDb(file.records, importing)
    case 'Cancer Genome Interpreter':
      return importCgi(file.text, importing)
    case 'OncoKB actionable variants':
      return importOncokbActionable(file.text, importing)
    case 'OncoKB cancer gene list':
      return importOncokbGenes(file.text, importing)
    case 'Caseboard spreadsheet':
      return importSpreadsheet(file.records, importing)
    case 'Trial spreadsheet':
      return readTrialSpreadsheet(file.records, importing)
    case 'ClinicalTrials.gov':
      return readClinicalTrialsGov(file.value, importing)
    default:
      return assertNever(file)
  }
}
