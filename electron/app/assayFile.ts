import { basename } from 'node:path'
import { type Assay, assaySchema } from '../../shared/model.ts'
import { readJson } from '../knowledge/jsonFile.ts'

/**
 * Reads an assay's description: JSON in the shape of `assaySchema` (resources/formats/assay.md).
 *
 * @throws CaseboardError naming file and field
 */
export function readAssayFile(path: string): Promise<Assay> {
  return readJson(path, basename(path), assaySchema)
}
