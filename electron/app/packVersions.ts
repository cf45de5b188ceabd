import { CaseboardError } from '../../shared/errors.ts'
import type { KnowledgePack } from '../../shared/knowledge.ts'
import type { PackReference } from '../../shared/packVersions.ts'
import { type AppContext, openStore } from './appContext.ts'
import type { KnowledgeState } from './rematch/messages.ts'

/** The knowledge in use with this version of one pack in place of the one in use. */
export async function stateWith(
  context: AppContext,
  name: string,
  version: PackReference,
): Promise<KnowledgeState> {
  const store = openStore(context)
  const [shipped, stored, trees] = await Promise.all([
    context.shippedKnowledge(),
    store.read('packList', {}),
    store.read('oncotreeList', {}),
  ])
  const active = stored.filter((pack) => pack.active)
  const replaced = new Set(active.map(({ manifest }) => manifest.name))
  const shippedNames = shipped.packs.map(({ manifest }) => manifest.name)
  const others = {
    shipped: shippedNames.filter((one) => one !== name && !replaced.has(one)),
    packIds: active.filter(({ manifest }) => manifest.name !== name).map(({ packId }) => packId),
    oncotreeId: trees.find((tree) => tree.active)?.oncotreeId ?? null,
  }
  if (version === 'none') return others
  if (version === 'shipped') {
    if (!shippedNames.includes(name)) throw unknownVersion(name)
    return { ...others, shipped: [...others.shipped, name] }
  }
  const wanted = stored.find(({ packId }) => packId === version)
  if (wanted?.manifest.name !== name) throw unknownVersion(name)
  return { ...others, packIds: [...others.packIds, version] }
}

function unknownVersion(name: string): CaseboardError {
  return new CaseboardError({
    code: 'not-found',
    message: `There is no such version of the pack ${name}.`,
    remedy: 'Look at the versions in Settings, Knowledge.',
  })
}

/** The contents of a version; null for none. */
export async function packOf(
  context: AppContext,
  name: string,
  version: PackReference,
): Promise<KnowledgePack | null> {
  if (version === 'none') return null
  if (version === 'shipped') {
    const { packs } = await context.shippedKnowledge()
    const pack = packs.find(({ manifest }) => manifest.name === name)
    if (pack === undefined) throw unknownVersion(name)
    return pack
  }
  const { pack } = await openStore(context).read('packGet', { packId: version })
  if (pack.manifest.name !== name) throw unknownVersion(name)
  return pack
}
