import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { parseProteinChange } from '../../shared/hgvs.ts'
import {
  assertionSchema,
  cautionSchema,
  companionDiagnosticSchema,
  diplotypeSchema,
  drugClassSchema,
  geneRoleSchema,
  leavesOf,
  packManifestSchema,
} from '../../shared/knowledge.ts'
import type { KnowledgePack, Leaf } from '../../shared/knowledge.ts'
import { trialSchema } from '../../shared/trial.ts'
import type { Trial } from '../../shared/trial.ts'
import { badInput, readJson } from './jsonFile.ts'

/**
 * Loads one knowledge pack from its folder: `pack.json`, `assertions/*.json`, `companion-diagnostics/*.json`
 * (or `companion-diagnostics.json`), `trials/*.json`, `gene-roles.json`, `drug-classes/*.json`, `cautions/*.json`
 * and `diplotypes/*.json`; all but the first may be absent. Everything is
 * validated; identifiers must be unique and protein changes readable, so that nothing fails to match unseen.
 *
 * @throws CaseboardError naming file and field; a pack is loaded whole or not at all.
 */
export async function loadPack(folder: string): Promise<KnowledgePack> {
  const names = await list(folder)
  if (names === null) {
    throw new CaseboardError({
      code: 'not-found',
      message: `There is no knowledge pack in ${folder}.`,
      remedy: 'Choose the folder that holds pack.json.',
      file: folder,
    })
  }
  const manifest = await readJson(join(folder, 'pack.json'), 'pack.json', packManifestSchema)
  const assertions = await readEntries(folder, 'assertions', assertionSchema)
  const diagnostics = await readEntries(folder, 'companion-diagnostics', companionDiagnosticSchema)
  const trials = await readEntries(folder, 'trials', trialSchema)
  const roles = names.includes('gene-roles.json')
    ? await readJson(join(folder, 'gene-roles.json'), 'gene-roles.json', z.array(geneRoleSchema))
    : []
  const drugClasses = await readEntries(folder, 'drug-classes', drugClassSchema)
  const cautions = await readEntries(folder, 'cautions', cautionSchema)
  const diplotypes = await readEntries(folder, 'diplotypes', diplotypeSchema)
  checkUnique(cautions)
  checkDrugs(drugClasses)
  checkUnique(assertions)
  checkUnique(diagnostics)
  checkUnique(trials)
  for (const { entry, file, field } of [...assertions, ...diagnostics]) {
    for (const leaf of leavesOf(entry.biomarker)) checkChanges(leaf, entry.id, file, `${field}.biomarker`)
  }
  for (const { entry, file, field } of trials) checkTrial(entry, file, field)
  const genes = new Set<string>()
  for (const [index, { gene }] of roles.entries()) {
    if (genes.has(gene)) throw badInput('gene-roles.json', `${gene} is listed twice.`, String(index))
    genes.add(gene)
  }
  return {
    manifest,
    assertions: assertions.map(({ entry }) => entry),
    companionDiagnostics: diagnostics.map(({ entry }) => entry),
    geneRoles: roles,
    ...(trials.length > 0 && { trials: trials.map(({ entry }) => entry) }),
    ...(drugClasses.length > 0 && { drugClasses: drugClasses.map(({ entry }) => entry) }),
    ...(cautions.length > 0 && { cautions: cautions.map(({ entry }) => entry) }),
    ...(diplotypes.length > 0 && { diplotypes: diplotypes.map(({ entry }) => entry) }),
  }
}

function checkTrial({ id, cohorts }: Trial, file: string, field: string): void {
  for (const [index, { inclusion, exclusion }] of cohorts.entries()) {
    for (const leaf of [...inclusion, ...exclusion].flatMap(({ biomarker }) => leavesOf(biomarker))) {
      checkChanges(leaf, id, file, `${field}.cohorts.${index}`)
    }
  }
}

interface Placed<T> {
  readonly entry: T
  readonly file: string
  /** Index in the file, as an error names it. */
  readonly field: string
}

async function readEntries<S extends z.ZodType>(
  folder: string,
  name: string,
  schema: S,
): Promise<Placed<z.infer<S>>[]> {
  const inFolder = (await list(join(folder, name))) ?? []
  const files = inFolder.filter((file) => file.endsWith('.json')).map((file) => `${name}/${file}`)
  if ((await list(folder))?.includes(`${name}.json`) === true) files.push(`${name}.json`)
  const placed: Placed<z.infer<S>>[] = []
  for (const file of files.sort()) {
    const entries = await readJson(join(folder, file), file, z.array(schema))
    placed.push(...entries.map((entry, index) => ({ entry, file, field: String(index) })))
  }
  return placed
}

async function list(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder)
  } catch {
    return null
  }
}

function checkUnique(placed: readonly Placed<{ id: string }>[]): void {
  const seen = new Map<string, string>()
  for (const { entry, file, field } of placed) {
    const before = seen.get(entry.id)
    if (before !== undefined) throw badInput(file, `${entry.id} stands in ${before} already.`, `${field}.id`)
    seen.set(entry.id, file)
  }
}

/** A name that stands for two drugs would make a comedication ambiguous. */
function checkDrugs(placed: readonly Placed<{ drug: string; synonyms: string[] }>[]): void {
  const seen = new Map<string, string>()
  for (const { entry, file, field } of placed) {
    for (const name of [entry.drug, ...entry.synonyms]) {
      const before = seen.get(name)
      if (before !== undefined) throw badInput(file, `${name} stands for ${before} already.`, field)
      seen.set(name, entry.drug)
    }
  }
}

function checkChanges(leaf: Leaf, id: string, file: string, field: string): void {
  const changes = leaf.leaf === 'proteinChange' ? [leaf.change] : 'except' in leaf ? leaf.except : []
  const unreadable = changes.find((change) => parseProteinChange(change).kind === 'unknown')
  if (unreadable !== undefined) {
    throw badInput(file, `${id}: the protein change "${unreadable}" cannot be read.`, field)
  }
}
