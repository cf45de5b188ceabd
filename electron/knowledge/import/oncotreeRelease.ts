import { basename } from 'node:path'
import { z } from 'zod'
import { CaseboardError } from '../../../shared/errors.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { oncotreeOf } from '../oncotree.ts'

/**
 * An OncoTree release (`trees/oncotree_YYYY_MM_DD.json` of cBioPortal/oncotree, or the flat list of its web
 * service) as the flat tree that Caseboard keeps. Checked whole before it may stand in for another.
 */
export interface OncotreeRelease {
  readonly body: { readonly version: string; readonly types: readonly FlatNode[] }
  readonly tree: OncoTree
}

interface FlatNode {
  readonly code: string
  readonly name: string
  readonly mainType: string | null
  readonly tissue: string | null
  readonly parent: string | null
}

const nodeFields = {
  code: z.string().min(1),
  name: z.string().min(1),
  mainType: z.union([z.string(), z.object({ name: z.string() }), z.null()]).optional(),
  tissue: z.string().nullish(),
  parent: z.string().nullish(),
}
const nestedSchema: z.ZodType<NestedNode> = z.lazy(() =>
  z.object({ ...nodeFields, children: z.record(z.string(), nestedSchema).nullish() }),
)
type NestedNode = {
  readonly code: string
  readonly name: string
  readonly mainType?: string | { readonly name: string } | null | undefined
  readonly tissue?: string | null | undefined
  readonly parent?: string | null | undefined
  readonly children?: Readonly<Record<string, NestedNode>> | null | undefined
}
const releaseSchema = z.union([
  z.object({ TISSUE: nestedSchema }),
  z.array(z.object(nodeFields)).min(1),
  z.object({ version: z.string().optional(), types: z.array(z.object(nodeFields)).min(1) }),
])

export function isOncotreeRelease(value: unknown): boolean {
  if (Array.isArray(value)) return z.object(nodeFields).safeParse(value[0]).success
  return typeof value === 'object' && value !== null && ('TISSUE' in value || 'types' in value)
}

/** Fewer nodes than this are a cut-out or an error, not a release: OncoTree has some 900. */
const FEWEST_NODES = 300

/** @throws CaseboardError naming the node that is malformed, repeated or hangs on an unknown parent. */
export function readOncotreeRelease(
  value: unknown,
  fileName: string,
  version: string | null,
): OncotreeRelease {
  const parsed = releaseSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw bad(
      fileName,
      `This is no OncoTree release: ${issue?.message ?? 'unknown form'}.`,
      issue?.path.join('.'),
    )
  }
  const types: FlatNode[] = []
  const visit = (node: NestedNode): void => {
    const main = typeof node.mainType === 'object' ? (node.mainType?.name ?? null) : (node.mainType ?? null)
    if (node.code !== 'TISSUE') {
      types.push({
        code: node.code,
        name: node.name,
        mainType: main,
        tissue: node.tissue ?? null,
        parent: node.parent === 'TISSUE' ? null : (node.parent ?? null),
      })
    }
    for (const child of Object.values(node.children ?? {})) visit(child)
  }
  const data = parsed.data
  for (const node of Array.isArray(data) ? data : 'types' in data ? data.types : [data.TISSUE]) visit(node)
  const stated = !Array.isArray(data) && 'version' in data ? (data.version ?? null) : null
  const named = /oncotree_\d{4}_\d{2}_\d{2}/.exec(basename(fileName))?.[0] ?? null
  const release = version ?? stated ?? named
  if (release === null) {
    throw new CaseboardError({
      code: 'needs-choice',
      message: 'The file does not say which release of OncoTree it is.',
      remedy: 'State the version, or keep the name of the release: oncotree_YYYY_MM_DD.json.',
      file: fileName,
      field: 'version',
    })
  }
  const body = { version: release, types }
  const tree = oncotreeOf(body, fileName)
  if (tree.nodes.size < FEWEST_NODES) {
    throw bad(fileName, `The tree has ${tree.nodes.size} nodes; a release of OncoTree has some 900.`, 'types')
  }
  return { body, tree }
}

/** Where a code that the new tree lacks is used. */
export interface VanishedCode {
  readonly code: string
  readonly name: string
  /** Pseudonyms of cases, and packs with the number of their entries. */
  readonly cases: readonly string[]
  readonly packs: readonly { readonly name: string; readonly entries: number }[]
}

export function vanishedCodes(
  before: OncoTree,
  after: OncoTree,
  use: {
    readonly cases: readonly { readonly pseudonym: string; readonly diagnosis: string | null }[]
    readonly packs: readonly { readonly name: string; readonly codes: readonly string[] }[]
  },
): readonly VanishedCode[] {
  const gone = new Map<string, { cases: string[]; packs: Map<string, number> }>()
  const entry = (code: string): { cases: string[]; packs: Map<string, number> } => {
    const known = gone.get(code) ?? { cases: [], packs: new Map<string, number>() }
    gone.set(code, known)
    return known
  }
  for (const { pseudonym, diagnosis } of use.cases) {
    if (diagnosis !== null && !after.nodes.has(diagnosis)) entry(diagnosis).cases.push(pseudonym)
  }
  for (const { name, codes } of use.packs) {
    for (const code of codes) {
      if (after.nodes.has(code)) continue
      const { packs } = entry(code)
      packs.set(name, (packs.get(name) ?? 0) + 1)
    }
  }
  return [...gone]
    .map(([code, { cases, packs }]) => ({
      code,
      name: before.nodes.get(code)?.name ?? code,
      cases,
      packs: [...packs].map(([name, entries]) => ({ name, entries })),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function bad(file: string, message: string, field?: string): CaseboardError {
  return new CaseboardError({
    code: 'bad-input',
    message,
    remedy: 'Choose a dated release as OncoTree publishes it; the tree in use was not changed.',
    file,
    ...(field === undefined || field === '' ? {} : { field }),
  })
}
