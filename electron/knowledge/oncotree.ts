import { join } from 'node:path'
import { z } from 'zod'
import type { OncoTree, OncoTreeNode } from '../../shared/oncotree.ts'
import { badInput, readJson } from './jsonFile.ts'

const FILE = 'oncotree.json'

/** The tree as it ships: a version and a flat list of tumor types; tissue nodes hang on no parent or on `TISSUE`. */
export const oncotreeFileSchema = z.object({
  version: z.string().min(1),
  types: z
    .array(
      z.object({
        code: z.string().min(1),
        name: z.string(),
        mainType: z.string().nullable(),
        tissue: z.string().nullable(),
        parent: z.string().nullable(),
      }),
    )
    .min(1),
})

/**
 * Loads `oncotree.json` from a folder.
 * @throws CaseboardError naming the field where a node is malformed, repeated or hangs on an unknown parent.
 */
export async function loadOncotree(folder: string): Promise<OncoTree> {
  return oncotreeOf(await readJson(join(folder, FILE), FILE, oncotreeFileSchema), FILE)
}

/**
 * The tree of a release in the form of `oncotree.json`; `file` is how the user knows it.
 * @throws CaseboardError as `loadOncotree`
 */
export function oncotreeOf(
  { version, types: nodes }: z.infer<typeof oncotreeFileSchema>,
  file: string,
): OncoTree {
  const byCode = new Map<string, OncoTreeNode>()
  for (const [index, node] of nodes.entries()) {
    // The root is no tissue and no disease: nobody has cancer of "TISSUE".
    if (node.code === 'TISSUE') continue
    if (byCode.has(node.code)) throw badInput(file, `${node.code} is listed twice.`, `types.${index}.code`)
    const parent = node.parent === 'TISSUE' || node.parent === '' ? null : node.parent
    byCode.set(node.code, { ...node, tissue: node.tissue ?? '', parent })
  }
  for (const [index, { code, parent }] of nodes.entries()) {
    if (parent === null || parent === '' || parent === 'TISSUE' || byCode.has(parent)) continue
    throw badInput(file, `${code} hangs on ${parent}, which is not in the tree.`, `types.${index}.parent`)
  }
  return { version, nodes: byCode }
}

/** OncoTree's name of a code; null where it does not know the code. */
export function diseaseName(tree: OncoTree, code: string): string | null {
  return tree.nodes.get(code)?.name ?? null
}

/**
 * Diseases (no tissues) whose code or name fits the typed text, best first: the code itself, a code or name
 * that begins with it, then names that contain every word.
 */
export function searchDiseases(tree: OncoTree, text: string, limit: number): readonly OncoTreeNode[] {
  const wanted = text.trim().toLowerCase()
  const words = wanted.split(/\s+/).filter((word) => word !== '')
  const ranked: { node: OncoTreeNode; rank: number }[] = []
  for (const node of tree.nodes.values()) {
    if (node.parent === null) continue
    const rank = rankOf(node, wanted, words)
    if (rank !== null) ranked.push({ node, rank })
  }
  return ranked
    .sort(
      (a, b) =>
        a.rank - b.rank || a.node.name.length - b.node.name.length || (a.node.name < b.node.name ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ node }) => node)
}

function rankOf(node: OncoTreeNode, wanted: string, words: readonly string[]): number | null {
  const code = node.code.toLowerCase()
  const name = node.name.toLowerCase()
  if (code === wanted) return 0
  if (wanted !== '' && name.startsWith(wanted)) return 1
  if (wanted !== '' && code.startsWith(wanted)) return 2
  const everything = `${name} ${(node.mainType ?? '').toLowerCase()} ${node.tissue.toLowerCase()} ${code}`
  if (words.every((word) => name.includes(word))) return 3
  return words.every((word) => everything.includes(word)) ? 4 : null
}
