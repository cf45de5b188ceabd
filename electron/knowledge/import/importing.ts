import type { Biomarker, KnowledgePack } from '../../../shared/knowledge.ts'
import type { ImportTally } from '../../../shared/knowledgeImport.ts'
import type { DiseaseNames } from './diseases.ts'

/** An alteration as the alteration language reads it. */
export type ReadAlteration = (
  text: string,
  gene: string | null,
) =>
  | { readonly ok: true; readonly biomarker: Biomarker; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/** What every reader is given besides the file. */
export interface Importing {
  readonly fileName: string
  readonly readAlteration: ReadAlteration
  readonly readDisease: DiseaseNames
  /** HGNC symbol of a gene name; null where the vocabulary does not know it. */
  readonly gene: (name: string) => string | null
  /** Generic names for a drug's name, brand or code; null where the vocabulary does not know it. */
  readonly drugs: (name: string) => readonly string[] | null
  /** The class of a generic name (`EGFR inhibitor`); null where it is not known. */
  readonly drugClass: (generic: string) => string | null
  /** When the file was obtained, `YYYY-MM-DD`. */
  readonly retrieved: string
  /** What the user states; null lets the file speak. */
  readonly licence: string | null
  readonly version: string | null
  /** Called now and then with the share done (0..1); throws where the user cancelled. */
  readonly beat: (done: number) => void
}

export interface Imported {
  readonly pack: KnowledgePack
  readonly tally: ImportTally
}

/** The version of a file that states none and whose name has none: so that nobody takes it for a release date. */
export function undated(importing: Importing): string {
  return `file of ${importing.retrieved}`
}
