import { CaseboardError } from '../../../shared/errors.ts'
import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { MatchKnowledge } from '../../interpret/matching/match.ts'
import type { Store } from '../../store/calls.ts'
import { storedOncotree } from '../vaultKnowledge.ts'
import type { KnowledgeState } from './messages.ts'

/** Loads states of the knowledge; what two states have in common is loaded once and is the same object. */
export function stateLoader(
  shipped: MatchKnowledge,
  store: Pick<Store, 'read'>,
): (state: KnowledgeState) => Promise<MatchKnowledge> {
  const packs = new Map<number, Promise<KnowledgePack>>()
  const trees = new Map<number, Promise<MatchKnowledge['oncotree']>>()
  const stored = (packId: number): Promise<KnowledgePack> => {
    const known = packs.get(packId) ?? store.read('packGet', { packId }).then(({ pack }) => pack)
    packs.set(packId, known)
    return known
  }
  const tree = (oncotreeId: number): Promise<MatchKnowledge['oncotree']> => {
    const known = trees.get(oncotreeId) ?? storedOncotree(store, oncotreeId)
    trees.set(oncotreeId, known)
    return known
  }
  const ofProgram = (name: string): KnowledgePack => {
    const pack = shipped.packs.find(({ manifest }) => manifest.name === name)
    if (pack !== undefined) return pack
    throw new CaseboardError({ code: 'not-found', message: `Caseboard ships no pack ${name}.` })
  }
  return async (state) => ({
    ...shipped,
    packs: [...state.shipped.map(ofProgram), ...(await Promise.all(state.packIds.map(stored)))],
    oncotree: state.oncotreeId === null ? shipped.oncotree : await tree(state.oncotreeId),
  })
}
