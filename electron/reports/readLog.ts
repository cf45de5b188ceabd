import type { Refusal } from '../../shared/model.ts'

/** A warning that is counted, for one occurrence and for several; `#` stands for their number. */
export interface CountedSentence {
  readonly one: string
  readonly many: string
}

/** What a log holds, as plain data that may cross threads. */
export interface LogEntries {
  readonly refusedCount: number
  /** The first of them. */
  readonly refused: readonly Refusal[]
  readonly warnings: readonly string[]
  readonly counted: readonly { readonly sentence: CountedSentence; readonly count: number }[]
}

/** What happened to the records of a file beside being taken: refusals by line, warnings counted by kind. */
export interface ReadLog {
  refuse(line: number, field: string, reason: string): void
  /** Counts one occurrence of a warning. */
  count(sentence: CountedSentence): void
  /** A warning given once. */
  warn(sentence: string): void
  /** Everything that another log noted of the lines that follow this one's. */
  add(entries: LogEntries): void
  /** Everything noted so far; the log is empty after it. */
  take(): LogEntries
  readonly refusedCount: number
  readonly refused: readonly Refusal[]
  warnings(): string[]
}

const LISTED_REFUSALS = 1000

export function createReadLog(): ReadLog {
  let refused: Refusal[] = []
  let refusedCount = 0
  const single = new Set<string>()
  const counted = new Map<string, { sentence: CountedSentence; count: number }>()
  const countSome = (sentence: CountedSentence, count: number): void => {
    const known = counted.get(sentence.many)
    if (known) known.count += count
    else counted.set(sentence.many, { sentence, count })
  }
  return {
    refuse(line, field, reason) {
      refusedCount++
      if (refused.length < LISTED_REFUSALS) refused.push({ line, field, reason })
    },
    count: (sentence) => countSome(sentence, 1),
    warn(sentence) {
      single.add(sentence)
    },
    add(entries) {
      refusedCount += entries.refusedCount
      refused.push(...entries.refused.slice(0, LISTED_REFUSALS - refused.length))
      for (const sentence of entries.warnings) single.add(sentence)
      for (const { sentence, count } of entries.counted) countSome(sentence, count)
    },
    take() {
      const entries = { refusedCount, refused, warnings: [...single], counted: [...counted.values()] }
      refused = []
      refusedCount = 0
      single.clear()
      counted.clear()
      return entries
    },
    get refusedCount() {
      return refusedCount
    },
    get refused() {
      return refused
    },
    warnings: () => [...single, ...[...counted.values()].map(inWords)],
  }
}

function inWords({ sentence, count }: { sentence: CountedSentence; count: number }): string {
  return count === 1 ? sentence.one : sentence.many.replace('#', count.toLocaleString('en-US'))
}

/** Said of a file with records, every one of them refused. */
export const NOTHING_READ =
  'Not one record of the file could be read: it says nothing about this patient, neither positive nor negative.'

/** `1 record ...`, `2,000 records ...`. */
export function records(rest: string): CountedSentence {
  return { one: `1 record ${rest}`, many: `# records ${rest}` }
}

/** `1 allele ...`, `2,000 alleles ...`. */
export function alleles(rest: string): CountedSentence {
  return { one: `1 allele ${rest}`, many: `# alleles ${rest}` }
}
