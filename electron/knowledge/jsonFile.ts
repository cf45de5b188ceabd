import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'

/**
 * Reads one JSON file and validates it. `file` is how the user knows it (`assertions/lung.json`).
 * @throws CaseboardError `bad-input` naming file, field (`3.disease.oncotree`) and what is wrong there.
 */
export async function readJson<S extends z.ZodType>(
  path: string,
  file: string,
  schema: S,
): Promise<z.infer<S>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new CaseboardError({
      code: missing ? 'not-found' : 'bad-input',
      message: missing ? `The file ${file} is missing.` : `The file ${file} cannot be read.`,
      remedy: 'Check its name, or restore it from its source.',
      file,
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw badInput(file, `not valid JSON: ${detail}`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = deepest(parsed.error.issues)
  const [entry] = issue.path
  const id = Array.isArray(value) && typeof entry === 'number' ? identifierOf(value[entry]) : ''
  throw badInput(file, `${id}${issue.message}`, issue.path.map(String).join('.'))
}

export function badInput(file: string, message: string, field?: string): CaseboardError {
  return new CaseboardError({
    code: 'bad-input',
    message,
    remedy: 'Correct the file, or restore it from its source.',
    file,
    ...(field === undefined || field === '' ? {} : { field }),
  })
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** A union's own message is only "Invalid input": the branch that came furthest tells what is wrong. */
function deepest(issues: readonly z.core.$ZodIssue[]): Issue {
  const [issue] = issues
  if (issue === undefined) return { path: [], message: 'not valid' }
  if (issue.code !== 'invalid_union') return { path: issue.path, message: issue.message }
  const branches = issue.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => deepest(branch))
    .sort((a, b) => b.path.length - a.path.length)
  const [best] = branches
  return best === undefined
    ? { path: issue.path, message: issue.message }
    : { path: [...issue.path, ...best.path], message: best.message }
}

function identifierOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return ''
  if ('id' in entry && typeof entry.id === 'string') return `${entry.id}: `
  return 'gene' in entry && typeof entry.gene === 'string' ? `${entry.gene}: ` : ''
}
