import { variantFilterSchema } from '../../shared/variantQuery.ts'
import type { VariantFilter, VariantQuery } from '../../shared/variantQuery.ts'

/** Filter, order and place of each case's table, kept while the program runs: going to the genome and back loses nothing. */
export interface TableState {
  readonly filter: VariantFilter
  readonly sort: VariantQuery['sort']
  /** Row index of the selection. */
  readonly selected: number
  readonly scrollTop: number
}

export const startingState: TableState = {
  filter: variantFilterSchema.parse({}),
  sort: { column: 'position', descending: false },
  selected: 0,
  scrollTop: 0,
}

const held = new Map<number, TableState>()

export function recallState(caseId: number): TableState {
  return held.get(caseId) ?? startingState
}

export function rememberState(caseId: number, state: TableState): void {
  held.set(caseId, state)
}
