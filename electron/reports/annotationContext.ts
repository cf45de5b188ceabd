import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenomeBuild } from '../../shared/model.ts'
import { createGeneModels } from './geneModels.ts'
import type { GeneModels } from './geneModels.ts'
import { parseKnownVariants } from './knownVariants.ts'
import type { KnownVariants } from './knownVariants.ts'
import { openReference } from './referenceSequence.ts'
import type { ReferenceSequence } from './referenceSequence.ts'

/** What readers need beside the file: gene models, known variants and the registered reference of each build. */
export interface AnnotationContext {
  readonly builds: Readonly<Record<GenomeBuild, BuildContext>>
  /** Closes the reference files. */
  close(): void
}

export interface BuildContext {
  /** Null where the resource is not installed: no annotation by coordinate then. */
  readonly models: GeneModels | null
  readonly known: KnownVariants | null
  readonly reference: ReferenceSequence | null
  /**
   * Where consequences read bases: the registered reference, else the few slices that ship with Caseboard. Alleles
   * are left-aligned against `reference` alone.
   */
  readonly sequence: ReferenceSequence | null
}

/** A whole-genome FASTA or 2bit (or slices of one) that the user registered for a build. */
export type RegisteredReferences = Readonly<Record<GenomeBuild, { readonly fastaPath: string } | null>>

/**
 * Loads the tables of both builds (about 30 ms) and opens the references.
 *
 * @param resourcesDirectory the folder that holds `genes/` and `genome/`
 * @throws CaseboardError where a registered reference cannot be opened
 */
export async function loadAnnotationContext(
  resourcesDirectory: string,
  references: RegisteredReferences,
): Promise<AnnotationContext> {
  const builds = {
    GRCh37: await loadBuildContext(resourcesDirectory, references, 'GRCh37'),
    GRCh38: await loadBuildContext(resourcesDirectory, references, 'GRCh38'),
  }
  return {
    builds,
    close() {
      // Where a reference is registered, both are the same file.
      builds.GRCh37.sequence?.close()
      builds.GRCh38.sequence?.close()
    },
  }
}

/** The same for one build. */
export async function loadBuildContext(
  resourcesDirectory: string,
  references: RegisteredReferences,
  build: GenomeBuild,
): Promise<BuildContext> {
  const [transcripts, known, refgene] = await Promise.all([
    textOrNone(join(resourcesDirectory, 'genes', 'transcripts.tsv')),
    textOrNone(join(resourcesDirectory, 'genes', 'known-variants.tsv')),
    textOrNone(join(resourcesDirectory, 'genome', build, 'genes.refgene.txt')),
  ])
  const registered = references[build]
  const reference = registered === null ? null : openReference(registered.fastaPath)
  const slices = join(resourcesDirectory, 'genome', build, 'slices.fa')
  return {
    models: refgene === '' ? null : createGeneModels(refgene, transcripts, build),
    known: known === '' ? null : parseKnownVariants(known, build),
    reference,
    sequence: reference ?? (existsSync(slices) ? openReference(slices) : null),
  }
}

/** No tables and no reference: reading works, un-annotated records stay without gene. */
export const EMPTY_CONTEXT: AnnotationContext = {
  builds: {
    GRCh37: { models: null, known: null, reference: null, sequence: null },
    GRCh38: { models: null, known: null, reference: null, sequence: null },
  },
  close() {},
}

async function textOrNone(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
