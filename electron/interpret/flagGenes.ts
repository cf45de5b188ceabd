import type { Judgement } from '../../shared/classification.ts'
import { CLONAL_HAEMATOPOIESIS_GENES } from './clonalHaematopoiesis.ts'
import { FOLLOW_UP_GENES } from './germline/suspicion.ts'

/** Genes that flags and curators' words speak of, whatever the packs ask about. */
export function genesOfFlags(judgements: readonly Judgement[]): readonly string[] {
  return [
    ...CLONAL_HAEMATOPOIESIS_GENES,
    ...FOLLOW_UP_GENES,
    ...judgements.flatMap(({ gene }) => (gene === null ? [] : [gene])),
  ]
}
