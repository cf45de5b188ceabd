import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenomeBuild } from '../../shared/model.ts'
import { type GeneModels, createGeneModels } from '../reports/geneModels.ts'

const loaded = new Map<string, Promise<GeneModels>>()

/** The gene models of a build that ship with Caseboard, read once. */
export function geneModelsOf(resourcesDirectory: string, build: GenomeBuild): Promise<GeneModels> {
  const key = `${resourcesDirectory} ${build}`
  const known = loaded.get(key)
  if (known !== undefined) return known
  const loading = Promise.all([
    readFile(join(resourcesDirectory, 'genome', build, 'genes.refgene.txt'), 'utf8'),
    readFile(join(resourcesDirectory, 'genes', 'transcripts.tsv'), 'utf8'),
  ]).then(([refgene, transcripts]) => createGeneModels(refgene, transcripts, build))
  loaded.set(key, loading)
  return loading
}
