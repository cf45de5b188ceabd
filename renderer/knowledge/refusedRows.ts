import type { Refusal } from '../../shared/model.ts'

export interface ReasonGroup {
  /** The reason with what differs from row to row left out. */
  readonly reason: string
  readonly rows: number
}

/** Reasons with the number of their rows, most frequent first; names in quotation marks are left out. */
export function reasonGroups(refused: readonly Refusal[]): readonly ReasonGroup[] {
  const groups = new Map<string, number>()
  for (const { reason } of refused) {
    const plain = reason
      .replace(/"[^"]*"/g, '…')
      .replace(/ of [A-Z][A-Za-z0-9-]+ is not understood/, ' is not understood')
      .replace(/whether .+ were given together/, 'whether the drugs were given together')
    groups.set(plain, (groups.get(plain) ?? 0) + 1)
  }
  return [...groups]
    .map(([reason, rows]) => ({ reason, rows }))
    .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1))
}

/** Rows whose line, field or reason holds every word. */
export function searchRefused(refused: readonly Refusal[], text: string): readonly Refusal[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return refused
  return refused.filter(({ line, field, reason }) => {
    const whole = `${line} ${field} ${reason}`.toLowerCase()
    return words.every((word) => whole.includes(word))
  })
}
