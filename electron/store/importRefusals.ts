import { CaseboardError } from '../../shared/errors.ts'
import type { Report } from '../../shared/model.ts'

/** The refusal of a file that the case already holds. */
export function alreadyImported(
  fileName: string,
  earlier: Pick<Report, 'fileName' | 'importedAt' | 'tumorSample'>,
): CaseboardError {
  const sample = earlier.tumorSample === null ? '' : `, tumor sample ${earlier.tumorSample}`
  return new CaseboardError({
    code: 'conflict',
    message: `This file is already imported in this case (${earlier.fileName}${sample}, ${earlier.importedAt.slice(0, 10)}).`,
    remedy: 'Nothing was changed. To read it anew, remove that report first.',
    file: fileName,
  })
}
