import { type Assay, assaySchema } from '../../shared/model.ts'
import { readJsonFile } from './jsonFile.ts'

/**
 * Reads an assay's description: JSON in the shape of `assaySchema` (resources/formats/assay.md).
 *
 * @throws CaseboardError naming file and field
 */
export function readAssayFile(path: string): Promise<Assay> {
  return readJsonFile(path, assaySchema)
}
