import { z } from 'zod'

/**
 * Errors that a user can act on. They cross threads and the shell boundary as data, so that no stack trace
 * ever reaches the screen.
 */
export const errorCodeSchema = z.enum([
  'bad-input',
  'needs-choice',
  'wrong-password',
  'vault-locked',
  'vault-exists',
  'vault-missing',
  'vault-damaged',
  'not-found',
  'not-allowed',
  'conflict',
  'cancelled',
  'unsupported',
  'internal',
])
export type ErrorCode = z.infer<typeof errorCodeSchema>

export const errorDataSchema = z.object({
  code: errorCodeSchema,
  /** What happened, in one sentence a clinician understands. */
  message: z.string(),
  /** What to do about it. */
  remedy: z.string().optional(),
  file: z.string().optional(),
  /** 1-based. */
  line: z.number().int().optional(),
  field: z.string().optional(),
  /** For `needs-choice`: what may be chosen. */
  choices: z.array(z.string()).optional(),
})
export type ErrorData = z.infer<typeof errorDataSchema>

export class CaseboardError extends Error {
  readonly data: ErrorData

  constructor(data: ErrorData) {
    super(data.message)
    this.name = 'CaseboardError'
    this.data = data
  }
}

/**
 * The error as data. Anything that is not a CaseboardError is a defect of ours: the user sees a plain
 * sentence, the detail goes to the log only.
 */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof CaseboardError) return error.data
  const detail = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `Caseboard met an unexpected problem: ${detail}`,
    remedy:
      'Nothing was changed. Try again; if it comes back, send the diagnostic log to your administrator.',
  }
}

/** One line for a terminal: file, line, field, message and remedy. */
export function errorLine(data: ErrorData): string {
  const place = [
    data.file,
    data.line === undefined ? undefined : `line ${data.line}`,
    data.field === undefined ? undefined : `field ${data.field}`,
  ].filter((part) => part !== undefined)
  const head = place.length > 0 ? `${place.join(', ')}: ` : ''
  return `${head}${data.message}${data.remedy === undefined ? '' : ` ${data.remedy}`}`
}

/** For the end of an exhaustive `switch`: a case that was forgotten fails the type check. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`)
}
