import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OncoTree, OncoTreeNode } from '../../shared/oncotree.ts'

/** `resources/oncotree/oncotree.json`: one OncoTree release (CC BY 4.0), flattened. */
const fileSchema = z.object({
  version: z.string(),
  types: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      mainType: z.string().nullable(),
      tissue: z.string(),
      parent: z.string().nullable(),
    }),
  ),
})

/** Reads the disease tree from its folder. Throws where the file is not as it shipped. */
export async function loadOncoTree(folder: string): Promise<OncoTree> {
  const file = fileSchema.parse(JSON.parse(await readFile(join(folder, 'oncotree.json'), 'utf8')))
  return { version: file.version, nodes: new Map(file.types.map((node) => [node.code, node])) }
}

/** OncoTree's name of a code, or null. */
export function diseaseName(tree: OncoTree, code: string): string | null {
  return tree.nodes.get(code)?.name ?? null
}

/**
 * Diseases for a search-as-you-type field: every word of `text` in code, name or main type. A code that is
 * written out comes first, then names that begin with the text, then shorter names. Tissue nodes are organs,
 * not diseases, and are left out.
 */
export function searchDiseases(tree: OncoTree, text: string, limit: number): readonly OncoTreeNode[] {
  const wanted = text.trim().toLowerCase()
  const words = wanted.split(/\s+/).filter((word) => word !== '')
  return [...tree.nodes.values()]
    .filter((node) => node.parent !== null)
    .filter((node) => {
      const searched = `${node.code} ${node.name} ${node.mainType ?? ''}`.toLowerCase()
      return words.every((word) => searched.includes(word))
    })
    .sort((a, b) => rank(a, wanted) - rank(b, wanted) || a.name.length - b.name.length || a.name.localeCompare(b.name))
    .slice(0, limit)
}

function rank(node: OncoTreeNode, wanted: string): number {
  if (node.code.toLowerCase() === wanted) return 0
  return node.name.toLowerCase().startsWith(wanted) ? 1 : 2
}
