import { CaseboardError } from '../../shared/errors.ts'
import type { MatchKnowledge } from '../interpret/matching/match.ts'
import { oncotreeFileSchema, oncotreeOf } from '../knowledge/oncotree.ts'
import type { Store } from '../store/calls.ts'
import { loadKnowledge } from './loadKnowledge.ts'

/**
 * The knowledge in use: what ships with the program, the vault's active packs (one of a shipped pack's name
 * stands in its place), and the vault's disease tree where it has chosen one.
 */
export async function vaultKnowledge(shipped: MatchKnowledge, store: Store): Promise<MatchKnowledge> {
  const [packs, trees] = await Promise.all([store.read('packList', {}), store.read('oncotreeList', {})])
  const active = await Promise.all(
    packs.filter((pack) => pack.active).map(({ packId }) => store.read('packGet', { packId })),
  )
  const tree = trees.find((release) => release.active)
  if (active.length === 0 && tree === undefined) return shipped
  const names = new Set(active.map(({ manifest }) => manifest.name))
  return {
    ...shipped,
    packs: [
      ...shipped.packs.filter(({ manifest }) => !names.has(manifest.name)),
      ...active.map(({ pack }) => pack),
    ],
    ...(tree === undefined ? {} : { oncotree: await storedOncotree(store, tree.oncotreeId) }),
  }
}

/** @throws CaseboardError where this Caseboard cannot read it */
export async function storedOncotree(
  store: Pick<Store, 'read'>,
  oncotreeId: number,
): Promise<MatchKnowledge['oncotree']> {
  const { version, body } = await store.read('oncotreeGet', { oncotreeId })
  const file = `OncoTree ${version}`
  const parsed = oncotreeFileSchema.safeParse(body)
  if (parsed.success) return oncotreeOf(parsed.data, file)
  throw new CaseboardError({
    code: 'bad-input',
    message: `The stored ${file} cannot be read by this Caseboard.`,
    remedy: 'Import it again, or choose the tree of the program in Settings, Knowledge.',
    file,
  })
}

export interface KnowledgeSource {
  /** What ships with the program, whatever the vault holds. */
  readonly shipped: () => Promise<MatchKnowledge>
  readonly inUse: () => Promise<MatchKnowledge>
}

/**
 * Loads the knowledge when it is asked for and keeps it until another vault is open or the vault's packs or
 * tree have changed. A failure is not kept: the next question tries again.
 */
export function createKnowledge(resourcesDirectory: string, openStore: () => Store | null): KnowledgeSource {
  let shipped: Promise<MatchKnowledge> | null = null
  let current: {
    readonly store: Store
    readonly revision: number
    readonly knowledge: Promise<MatchKnowledge>
  } | null = null

  const loadShipped = (): Promise<MatchKnowledge> =>
    (shipped ??= loadKnowledge(resourcesDirectory).catch((error: unknown) => {
      shipped = null
      throw error
    }))

  const inUse = (): Promise<MatchKnowledge> => {
    const store = openStore()
    if (store === null) {
      current = null
      return loadShipped()
    }
    const revision = store.knowledgeRevision()
    if (current?.store === store && current.revision === revision) return current.knowledge
    const knowledge = loadShipped().then((base) => vaultKnowledge(base, store))
    const entry = { store, revision, knowledge }
    current = entry
    knowledge.catch(() => {
      if (current === entry) current = null
    })
    return knowledge
  }
  return { shipped: loadShipped, inUse }
}
