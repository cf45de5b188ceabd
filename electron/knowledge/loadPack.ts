import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import {
  type KnowledgePack,
  assertionSchema,
  companionDiagnosticSchema,
  geneRoleSchema,
  packManifestSchema,
} from '../../shared/knowledge.ts'

async function readPart<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw badPack(path, error instanceof Error ? error.message : String(error))
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw badPack(path, issue?.message ?? 'not as expected', issue?.path.join('.'))
}

function badPack(path: string, why: string, field?: string): CaseboardError {
  return new CaseboardError({
    code: 'bad-input',
    message: `This knowledge pack cannot be used: ${why}.`,
    remedy: 'Install the pack again, or ask whoever made it.',
    file: path,
    ...(field === undefined ? {} : { field }),
  })
}

/** Every JSON file of a folder, each holding an array, in the order of their names; none where there is no folder. */
async function readArrays<Schema extends z.ZodType>(folder: string, schema: Schema): Promise<z.output<Schema>[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.json')).sort()
  return (await Promise.all(files.map((name) => readPart(join(folder, name), z.array(schema))))).flat()
}

function refuseTwins(folder: string, kind: string, ids: readonly string[]): void {
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin !== undefined) throw badPack(folder, `two ${kind} have the id "${twin}"`)
}

/**
 * Loads a knowledge pack from its folder: `pack.json`, `assertions/*.json`, `companion-diagnostics/*.json`,
 * `gene-roles.json`, all validated.
 *
 * @throws CaseboardError naming the file and field that is wrong; a pack is never used in part
 */
export async function loadPack(folder: string): Promise<KnowledgePack> {
  const [manifest, assertions, companionDiagnostics, geneRoles] = await Promise.all([
    readPart(join(folder, 'pack.json'), packManifestSchema),
    readArrays(join(folder, 'assertions'), assertionSchema),
    readArrays(join(folder, 'companion-diagnostics'), companionDiagnosticSchema),
    readPart(join(folder, 'gene-roles.json'), z.array(geneRoleSchema)),
  ])
  refuseTwins(folder, 'assertions', assertions.map(({ id }) => id))
  refuseTwins(folder, 'companion diagnostics', companionDiagnostics.map(({ id }) => id))
  return { manifest, assertions, companionDiagnostics, geneRoles }
}
