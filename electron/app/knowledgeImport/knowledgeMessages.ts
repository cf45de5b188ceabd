import type { ErrorData } from '../../../shared/errors.ts'
import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { ImportTally } from '../../../shared/knowledgeImport.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'

/** What the main thread and the thread that reads knowledge files say to each other. */

export interface KnowledgeJob {
  readonly path: string
  readonly resourcesDirectory: string
  /** The disease tree in use. */
  readonly tree: OncoTree
  readonly licence: string | null
  readonly version: string | null
  readonly retrieved: string | null
  /** A preview may read what may not yet be imported: OncoKB without a stated licence. */
  readonly preview: boolean
}

export type KnowledgeRead =
  | {
      readonly kind: 'pack'
      readonly format: string
      readonly pack: KnowledgePack
      readonly tally: ImportTally
      readonly needsLicence: boolean
    }
  | {
      readonly kind: 'oncotree'
      readonly format: string
      readonly body: { readonly version: string; readonly types: readonly unknown[] }
      readonly tree: OncoTree
    }

export type FromKnowledgeWorker =
  | { readonly type: 'progress'; readonly done: number }
  | { readonly type: 'read'; readonly read: KnowledgeRead; readonly sha256: string; readonly bytes: number }
  | { readonly type: 'failed'; readonly error: ErrorData }
