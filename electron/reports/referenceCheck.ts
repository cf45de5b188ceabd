import { CaseboardError } from '../../shared/errors.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import type { ReferenceCheck } from './normalise.ts'
import type { ReadLog } from './readLog.ts'

/** Watches how often REF disagrees with the registered reference. */
export interface ReferenceWatch {
  note(check: ReferenceCheck): void
  /** Alleles that were checked elsewhere. @throws as `finish` */
  add(checked: { readonly agrees: number; readonly differs: number }): void
  /** @throws CaseboardError `bad-input` where so many disagree that the build must be wrong */
  finish(): void
}

/** More than this share, and at least this many, cannot be single errors: in a wrong build most disagree. */
const TOO_MANY = 0.01
const AT_LEAST = 3
/** From so many on, the rest of the file need not be read. */
const SURE_AT = 1000

export function createReferenceWatch(
  build: GenomeBuild,
  file: string,
  reference: string | null,
  log: ReadLog,
): ReferenceWatch {
  let agrees = 0
  let differs = 0
  const judge = (): void => {
    if (differs < AT_LEAST || differs <= (agrees + differs) * TOO_MANY) return
    throw new CaseboardError({
      code: 'bad-input',
      message: `REF differs from the ${build} reference in ${differs.toLocaleString('en-US')} of ${(agrees + differs).toLocaleString('en-US')} alleles. Wrong genome build?`,
      remedy:
        'Import the file with the build it was called on, or register the right reference; nothing was imported.',
      file,
      field: 'REF',
    })
  }
  return {
    note(check) {
      if (check === 'agrees') agrees++
      else if (check === 'differs') {
        differs++
        if (differs >= SURE_AT) judge()
      }
    },
    add(checked) {
      agrees += checked.agrees
      differs += checked.differs
      if (differs >= SURE_AT) judge()
    },
    finish() {
      judge()
      if (differs > 0) {
        log.warn(
          `REF differs from the reference ${reference ?? ''} in ${differs} ${differs === 1 ? 'allele' : 'alleles'}: kept as written, not left-aligned.`,
        )
      }
    },
  }
}
