import type { Refusal } from '../../shared/model.ts'

/** What happened to the records of a file beside being taken: refusals by line, warnings counted by kind. */
export interface ReadLog {
  refuse(line: number, field: string, reason: string): void
  /** Counts one occurrence of a warning; `sentence` makes the words from the number of occurrences. */
  count(kind: string, sentence: (count: number) => string): void
  /** A warning given once. */
  warn(sentence: string): void
  readonly refusedCount: number
  readonly refused: readonly Refusal[]
  warnings(): string[]
}

const LISTED_REFUSALS = 1000

export function createReadLog(): ReadLog {
  const refused: Refusal[] = []
  let refusedCount = 0
  const single: string[] = []
  const counted = new Map<string, { count: number; sentence: (count: number) => string }>()
  return {
    refuse(line, field, reason) {
      refusedCount++
      if (refused.length < LISTED_REFUSALS) refused.push({ line, field, reason })
    },
    count(kind, sentence) {
      const known = counted.get(kind)
      if (known) known.count++
      else counted.set(kind, { count: 1, sentence })
    },
    warn(sentence) {
      if (!single.includes(sentence)) single.push(sentence)
    },
    get refusedCount() {
      return refusedCount
    },
    refused,
    warnings: () => [...single, ...[...counted.values()].map(({ count, sentence }) => sentence(count))],
  }
}

/** Said of a file with records, every one of them refused. */
export const NOTHING_READ =
  'Not one record of the file could be read: it says nothing about this patient, neither positive nor negative.'

/** `1 record`, `2,000 records`. */
export function records(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'record' : 'records'}`
}
