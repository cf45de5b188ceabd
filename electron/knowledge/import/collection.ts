import type { Assertion } from '../../../shared/knowledge.ts'
import type { TallyWriter } from './tally.ts'

/** The entries of a pack as they are read; an identifier may stand once. */
export interface AssertionCollection {
  readonly assertions: Assertion[]
  /**
   * Takes what one row gave and counts it; refuses the row at `field`, with what `twice` says of the identifier,
   * where that stood in the file before.
   */
  take(
    made: readonly Assertion[],
    row: { readonly line: number; readonly field: string; readonly twice: (id: string) => string },
  ): void
}

export function collectAssertions(tally: TallyWriter): AssertionCollection {
  const assertions: Assertion[] = []
  const ids = new Set<string>()
  return {
    assertions,
    take(made, { line, field, twice }) {
      const again = made.find(({ id }) => ids.has(id))
      if (again !== undefined) {
        tally.refuse(line, field, twice(again.id))
        return
      }
      for (const { id } of made) ids.add(id)
      assertions.push(...made)
      tally.take()
    },
  }
}

/** `wanted`, or `wanted-2`, `wanted-3` ... where sources give their rows no identifier of their own. */
export function uniqueId(wanted: string, ids: Set<string>): string {
  let id = wanted
  for (let count = 2; ids.has(id); count += 1) id = `${wanted}-${count}`
  ids.add(id)
  return id
}
