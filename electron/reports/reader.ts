import type { MessagePort } from 'node:worker_threads'
import type {
  GenomeBuild,
  Origin,
  OtherAlteration,
  Refusal,
  ReportFormat,
  SpecimenKind,
} from '../../shared/model.ts'
import type { AnnotationContext } from './annotationContext.ts'
import type { SmallVariantBatch } from './batch.ts'

/** The contract between report readers and whoever consumes them (the import pipeline, tests). */

/** Choices a user may make before reading; a reader asks with a `needs-choice` error where it must know. */
export interface ReadOptions {
  readonly build: GenomeBuild | null
  readonly tumorSample: string | null
  readonly specimenKind: SpecimenKind | null
}

/** What reading goes by beside the file and the choices. */
export interface ReadingMeans {
  readonly context: AnnotationContext
  readonly signal?: AbortSignal
  /** To a second thread for a large VCF, running `vcf/blockWorker.ts`; whoever started it ends it. */
  readonly helper?: MessagePort
}

/** What detection found without reading the whole file. */
export interface ReportPreview {
  readonly format: ReportFormat
  readonly formatVersion: string | null
  readonly compressed: boolean
  /** Null where neither header nor contigs tell it: the user must choose. */
  readonly build: GenomeBuild | null
  /** The evidence for `build` in words, e.g. `contig 1 is 249,250,621 long`. */
  readonly buildEvidence: string
  readonly samples: readonly string[]
  readonly tumorSample: string | null
  readonly normalSample: string | null
  /** Why these samples were taken for tumor and normal; empty where the user must choose. */
  readonly sampleEvidence: string
  readonly annotation: 'VEP' | 'SnpEff' | 'MAF' | null
  readonly caller: string | null
  /** Choices without which the import cannot start. */
  readonly needs: readonly ('build' | 'tumorSample')[]
}

export interface ReadSummary {
  readonly format: ReportFormat
  readonly formatVersion: string | null
  readonly build: GenomeBuild | null
  readonly tumorSample: string | null
  readonly normalSample: string | null
  readonly reader: string
  readonly normalisedAgainst: string | null
  /** Records of the file. */
  readonly read: number
  readonly taken: number
  readonly refusedCount: number
  /** The first 1,000 refusals; `refusedCount` counts all. */
  readonly refused: readonly Refusal[]
  readonly warnings: readonly string[]
  readonly origin: Origin
}

/** What a reader yields, in file order: batches of small variants, other alterations, and last the summary. */
export type ReadEvent =
  | { readonly type: 'smallVariants'; readonly batch: SmallVariantBatch; readonly bytesRead: number }
  | {
      readonly type: 'alterations'
      readonly alterations: readonly OtherAlteration[]
      readonly bytesRead: number
    }
  | { readonly type: 'summary'; readonly summary: ReadSummary }
