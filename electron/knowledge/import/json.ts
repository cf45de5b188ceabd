import { z } from 'zod'
import { CaseboardError } from '../../../shared/errors.ts'
import type { Importing } from './importing.ts'
import type { TallyWriter } from './tally.ts'

/** One value of a file: `line` where each stands on a line of its own, else its 1-based place in the list. */
export interface JsonRecord {
  readonly line: number
  readonly value: unknown
}

/** @throws CaseboardError naming the line where the JSON breaks off, where that is known. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const at = /position (\d+)/.exec(detail)?.[1]
    const line = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length
    throw new CaseboardError({
      code: 'bad-input',
      message: `Not valid JSON: ${detail}.`,
      remedy: 'The file may be cut short or edited. Obtain it again; nothing was imported.',
      file,
      ...(line === undefined ? {} : { line }),
    })
  }
}

/** One JSON value a line. @throws CaseboardError naming the line that is none. */
export function parseJsonLines(text: string, file: string): JsonRecord[] {
  const values: JsonRecord[] = []
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '') continue
    try {
      values.push({ line: index + 1, value: JSON.parse(raw) })
    } catch (error) {
      throw new CaseboardError({
        code: 'bad-input',
        message: `The line is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: 'The file may be cut short or edited. Obtain it again; nothing was imported.',
        file,
        line: index + 1,
      })
    }
  }
  return values
}

/** First thing that is wrong with a record, in words. */
export function firstIssue(error: z.ZodError): { field: string; reason: string } {
  const issue = error.issues[0]
  return {
    field: issue?.path.map(String).join('.') ?? '',
    reason: `The record is not as expected: ${issue?.message ?? 'unknown'}.`,
  }
}

/** The records that are as the schema says, one by one; the others are refused. */
export function* fittingRecords<Row>(
  records: readonly JsonRecord[],
  schema: z.ZodType<Row>,
  importing: Importing,
  tally: TallyWriter,
): Generator<{ readonly line: number; readonly row: Row }> {
  for (const [index, { line, value }] of records.entries()) {
    if (index % 100 === 0) importing.beat(index / records.length)
    const parsed = schema.safeParse(value)
    if (parsed.success) {
      yield { line, row: parsed.data }
      continue
    }
    const { field, reason } = firstIssue(parsed.error)
    tally.refuse(line, field, reason)
  }
}

/** JSON of several origins writes an empty cell as '', null or leaves it out; numbers may stand for text. */
export const looseText = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined ? '' : String(value).trim()))
