import type { Biomarker } from '../../../shared/knowledge.ts'

/**
 * Expressions over alterations as CIViC's molecular profiles write them (civic-docs, "Molecular Profiles
 * Overview"): variants joined by AND, OR, AND NOT, OR NOT and parentheses, e.g.
 * `MYC Rearrangement AND (BCL2 Rearrangement OR BCL6 Rearrangement)`. The words stand in capitals; a
 * parenthesis inside a variant's own name (`R200W (c.598C>T)`) belongs to the name.
 */
export type Profile =
  | { readonly atom: string }
  | { readonly all: readonly Profile[] }
  | { readonly any: readonly Profile[] }
  | { readonly not: Profile }

type Token = 'AND' | 'OR' | 'NOT' | '(' | ')' | { readonly atom: string }

export type ProfileResult =
  { readonly ok: true; readonly profile: Profile } | { readonly ok: false; readonly reason: string }

export function parseProfile(text: string): ProfileResult {
  const tokens = tokensOf(text)
  if (tokens === null) return { ok: false, reason: 'the parentheses do not fit.' }
  const cursor = { tokens, at: 0 }
  const profile = readJoined(cursor)
  if (typeof profile === 'string') return { ok: false, reason: profile }
  if (cursor.at < tokens.length) return { ok: false, reason: 'AND, OR and parentheses do not fit.' }
  return { ok: true, profile }
}

/** Replaces each variant by its biomarker; the first that is not understood ends it. */
export function toBiomarker<Failure>(
  profile: Profile,
  read: (atom: string) => Biomarker | Failure,
  failed: (answer: Biomarker | Failure) => answer is Failure,
): Biomarker | Failure {
  if ('atom' in profile) return read(profile.atom)
  if ('not' in profile) {
    const inner = toBiomarker(profile.not, read, failed)
    return failed(inner) ? inner : { not: inner }
  }
  const parts: Biomarker[] = []
  for (const part of 'all' in profile ? profile.all : profile.any) {
    const answer = toBiomarker(part, read, failed)
    if (failed(answer)) return answer
    parts.push(answer)
  }
  return 'all' in profile ? { all: parts } : { any: parts }
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  let atom = ''
  let depth = 0
  const flush = (): void => {
    if (atom.trim() !== '') tokens.push({ atom: atom.trim() })
    atom = ''
  }
  for (const piece of text.split(/(\s+|[()])/)) {
    if (piece === '') continue
    if (depth > 0) {
      // Inside a parenthesis that belongs to a name.
      atom += piece
      if (piece === '(') depth += 1
      if (piece === ')') depth -= 1
    } else if (piece === '(') {
      if (atom.trim() === '') tokens.push('(')
      else {
        atom += piece
        depth = 1
      }
    } else if (piece === ')') {
      flush()
      tokens.push(')')
    } else if (piece === 'AND' || piece === 'OR' || piece === 'NOT') {
      flush()
      tokens.push(piece)
    } else atom += piece
  }
  flush()
  return depth === 0 ? tokens : null
}

interface Cursor {
  readonly tokens: readonly Token[]
  at: number
}

/** The answer is a profile, or a sentence saying what does not fit. */
function readJoined(cursor: Cursor): Profile | string {
  const first = readOne(cursor)
  if (typeof first === 'string') return first
  const parts = [first]
  let word: 'AND' | 'OR' | null = null
  for (;;) {
    const next = cursor.tokens[cursor.at]
    if (next !== 'AND' && next !== 'OR') break
    if (word !== null && word !== next) {
      return 'AND and OR stand side by side without parentheses: either could be meant.'
    }
    word = next
    cursor.at += 1
    const part = readOne(cursor)
    if (typeof part === 'string') return part
    parts.push(part)
  }
  if (word === null) return first
  return word === 'AND' ? { all: parts } : { any: parts }
}

function readOne(cursor: Cursor): Profile | string {
  const token = cursor.tokens[cursor.at]
  cursor.at += 1
  if (token === undefined) return 'it ends after AND, OR or NOT.'
  if (token === 'NOT') {
    const inner = readOne(cursor)
    return typeof inner === 'string' ? inner : { not: inner }
  }
  if (token === '(') {
    const inner = readJoined(cursor)
    if (typeof inner === 'string') return inner
    if (cursor.tokens[cursor.at] !== ')') return 'a parenthesis is not closed.'
    cursor.at += 1
    return inner
  }
  if (typeof token === 'string') return `"${token}" stands where an alteration should.`
  return token
}
