import type { Biomarker } from '../../../shared/knowledge.ts'
import type { Importing } from './importing.ts'
import { parseProfile, toBiomarker } from './profile.ts'

export type Understood =
  | { readonly ok: true; readonly biomarker: Biomarker; readonly notes: readonly string[] }
  | { readonly ok: false; readonly text: string; readonly gene: string | null; readonly reason: string }

/**
 * Reads an expression of alterations (`EGFR L858R AND NOT EGFR T790M`). Each alteration begins with its gene,
 * unless `gene` names the one that all belong to.
 */
export function readExpression(text: string, gene: string | null, importing: Importing): Understood {
  const parsed = parseProfile(text)
  if (!parsed.ok) return { ok: false, text, gene, reason: parsed.reason }
  const notes = new Set<string>()
  const answer = toBiomarker<Failure>(
    parsed.profile,
    (atom) => {
      const read = readAtom(atom, gene, importing)
      for (const note of read.notes) notes.add(note)
      return read.answer
    },
    isFailure,
  )
  if (isFailure(answer)) return answer.failure
  if ('leaf' in answer && answer.leaf === 'otherFinding') {
    return {
      ok: false,
      text,
      gene,
      reason: `It asks for ${answer.finding}, which no field of a case can hold.`,
    }
  }
  return { ok: true, biomarker: answer, notes: [...notes] }
}

interface Failure {
  readonly failure: Extract<Understood, { ok: false }>
}

function isFailure(answer: Biomarker | Failure): answer is Failure {
  return 'failure' in answer
}

function readAtom(
  atom: string,
  gene: string | null,
  importing: Importing,
): { readonly answer: Biomarker | Failure; readonly notes: readonly string[] } {
  const named = gene === null ? splitGene(atom, importing) : { gene, rest: atom }
  const answer = importing.readAlteration(named.rest, named.gene)
  if (answer.ok) return { answer: answer.biomarker, notes: answer.notes }
  const failure = { ok: false as const, text: named.rest, gene: named.gene, reason: answer.reason }
  return { answer: { failure }, notes: [] }
}

/** `EGFR L858R` is the gene and its alteration; `EML4::ALK Fusion` and `MSI-H` name what they need themselves. */
function splitGene(atom: string, importing: Importing): { gene: string | null; rest: string } {
  const match = /^(\S+)\s+(.+)$/.exec(atom)
  const word = match?.[1] ?? ''
  if (match === null || word.includes('::')) return { gene: null, rest: atom }
  const gene = importing.gene(word)
  return gene === null ? { gene: null, rest: atom } : { gene, rest: match[2] ?? '' }
}
