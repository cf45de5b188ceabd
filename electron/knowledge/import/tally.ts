import type { ImportTally } from '../../../shared/knowledgeImport.ts'

/** Refused rows that are kept with their reasons; further ones are only counted, and that is said. */
export const REFUSED_KEPT = 10_000

/** Counts what becomes of each row: `take` or `refuse` is called exactly once for every row read. */
export interface TallyWriter {
  take(): void
  refuse(line: number, field: string, reason: string): void
  /** Refuses a row because its alteration is not understood, and lists the writing for a curator. */
  refuseAlteration(line: number, field: string, text: string, gene: string | null, reason: string): void
  warn(text: string): void
  result(): ImportTally
}

export function createTally(): TallyWriter {
  let taken = 0
  let refusedCount = 0
  const refused: ImportTally['refused'] = []
  const unparsed = new Map<string, ImportTally['unparsed'][number]>()
  const warnings = new Set<string>()
  const refuse = (line: number, field: string, reason: string): void => {
    refusedCount += 1
    if (refused.length < REFUSED_KEPT) refused.push({ line, field, reason })
  }
  return {
    take: () => void (taken += 1),
    refuse,
    refuseAlteration(line, field, text, gene, reason) {
      refuse(
        line,
        field,
        `The alteration "${text}"${gene === null ? '' : ` of ${gene}`} is not understood: ${reason}`,
      )
      const key = `${gene ?? ''}\t${text}`
      const before = unparsed.get(key)
      unparsed.set(key, { text, gene, rows: (before?.rows ?? 0) + 1, reason })
    },
    warn: (text) => void warnings.add(text),
    result() {
      if (refusedCount > refused.length) {
        warnings.add(`Only the first ${REFUSED_KEPT} refused rows are listed; ${refusedCount} were refused.`)
      }
      return {
        read: taken + refusedCount,
        taken,
        refusedCount,
        refused,
        unparsed: [...unparsed.values()].sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1)),
        warnings: [...warnings],
      }
    },
  }
}
