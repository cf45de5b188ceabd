import type { Biomarker } from '../../../shared/knowledge.ts'
import type { DiseaseAnswer } from './diseases.ts'
import type { Importing } from './importing.ts'
import { readExpression } from './readText.ts'
import type { Understood } from './readText.ts'

/** Cells of OncoKB's tables that hold lists: alterations and cancer types, separated by commas. */

/** Parts between commas; a comma inside parentheses separates nothing. */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const sign of text) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (sign === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += sign
  }
  return [...parts, part.trim()].filter((one) => one !== '')
}

/** Any of the alterations; one that is not understood refuses the row, or less than the source says would stand there. */
export function anyAlteration(text: string, gene: string | null, importing: Importing): Understood {
  const any: Biomarker[] = []
  const notes = new Set<string>()
  for (const part of partsOf(text)) {
    const read = readExpression(part, gene, importing)
    if (!read.ok) return read
    any.push(read.biomarker)
    for (const note of read.notes) notes.add(note)
  }
  const [only] = any
  if (only === undefined) return { ok: false, text, gene, reason: 'The cell is empty.' }
  return { ok: true, biomarker: any.length === 1 ? only : { any }, notes: [...notes] }
}

/**
 * The cancer types of a cell, with `(excluding ...)`. OncoTree's own names may hold commas: the longest run of
 * parts that is one name is taken as one.
 */
export function cancerTypes(text: string, importing: Importing): DiseaseAnswer {
  const codes: string[] = []
  const except: string[] = []
  const names: string[] = []
  let agnostic = false
  let condition: string | null = null
  const parts = partsOf(text)
  let at = 0
  while (at < parts.length) {
    let taken: { answer: DiseaseAnswer; length: number } | null = null
    for (let length = parts.length - at; length > 0; length -= 1) {
      const answer = cancerType(parts.slice(at, at + length).join(', '), importing)
      if (answer.ok || length === 1) {
        taken = { answer, length }
        break
      }
    }
    if (taken === null || !taken.answer.ok)
      return taken?.answer ?? { ok: false, reason: 'The row names no disease.' }
    const { scope, name } = taken.answer
    if ('oncotree' in scope) codes.push(...scope.oncotree)
    else agnostic = true
    except.push(...scope.except)
    names.push(name)
    condition ??= taken.answer.condition
    at += taken.length
  }
  if (names.length === 0) return { ok: false, reason: 'The row names no disease.' }
  return {
    ok: true,
    scope: agnostic ? { tumorAgnostic: 'solid', except } : { oncotree: [...new Set(codes)], except },
    name: names.join(', '),
    condition,
  }
}

function cancerType(text: string, importing: Importing): DiseaseAnswer {
  const match = /^(.*?)\s*\((?:excluding|except)\s+(.+)\)$/i.exec(text)
  const answer = importing.readDisease({ name: match?.[1] ?? text, mayBeCode: true })
  if (match === null || !answer.ok) return answer
  const left = cancerTypes((match[2] ?? '').replace(/,?\s+and\s+/g, ', '), importing)
  if (!left.ok) return left
  if (!('oncotree' in left.scope)) return { ok: false, reason: `"${text}" excludes every solid tumor.` }
  return { ...answer, scope: { ...answer.scope, except: left.scope.oncotree } }
}
