import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'

/**
 * Reads a JSON file and validates it.
 *
 * @throws CaseboardError `bad-input` naming the file, the first wrong field and what is expected there
 */
export async function readJsonFile<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  const file = basename(path)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    throw new CaseboardError({
      code: 'not-found',
      message: 'The file cannot be read.',
      remedy: 'Check its name, and that you may read it.',
      file,
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new CaseboardError({
      code: 'bad-input',
      message: `The file is not valid JSON: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Export it again, or correct it with a text editor.',
      file,
    })
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new CaseboardError({
    code: 'bad-input',
    message: `${issue?.message ?? 'The content is not as expected'}.`,
    remedy: 'Correct this field and try again.',
    file,
    field: issue?.path.join('.') ?? '(whole file)',
  })
}
