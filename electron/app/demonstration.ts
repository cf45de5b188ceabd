import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { importFileSchema } from '../../shared/api.ts'
import { caseInputSchema, genomeBuildSchema } from '../../shared/model.ts'
import { createVault, openVault } from '../store/storeClient.ts'
import type { Store } from '../store/calls.ts'
import type { AppContext } from './appContext.ts'
import { readAssayFile } from './assayFile.ts'
import { importFiles } from './handlers/reports.ts'
import type { JobControl } from './jobs.ts'
import { detectKnowledge } from '../knowledge/import/detect.ts'
import { importKnowledge, loadImportTables } from '../knowledge/import/importKnowledge.ts'
import { readJson } from '../knowledge/jsonFile.ts'
import { loadOncotree } from '../knowledge/oncotree.ts'
import { registerTrack } from './registerTrack.ts'
import { makeTemporaryFolder } from './temporaryFolder.ts'

/** `resources/demo/demonstration.json`: what the demonstration vault is filled with. Paths are relative to it. */
const manifestSchema = z.strictObject({
  assays: z.array(z.string()),
  /** Lists of invented trials. */
  trials: z.array(z.string()).default([]),
  cases: z.array(
    z.strictObject({
      case: caseInputSchema,
      reports: z.array(importFileSchema),
      tracks: z.array(
        z.strictObject({ path: z.string(), build: genomeBuildSchema, specimen: z.string().nullable() }),
      ),
    }),
  ),
})

/**
 * Makes a throw-away vault with a random password and fills it through the same importers as a user's own
 * reports. Returns the number of the job that fills it.
 */
export async function openDemonstrationVault(context: AppContext): Promise<number> {
  const directory = await makeTemporaryFolder('demonstration')
  const password = randomBytes(24).toString('base64url')
  const vaultDirectory = join(directory, 'vault')
  await createVault(vaultDirectory, { administrator: 'demonstration', password })
  const store = await openVault(vaultDirectory, { user: 'demonstration', password })
  context.vault = { store, demonstration: true, throwAwayDirectory: directory }
  return context.jobs.start('demonstration', 'Preparing the demonstration cases', (control) =>
    fillDemonstration(store, context.options.resourcesDirectory, control),
  )
}

/** Registers the demonstration's assays and imports its cases, reports and tracks. */
export async function fillDemonstration(
  store: Store,
  resourcesDirectory: string,
  control: JobControl,
): Promise<void> {
  const folder = join(resourcesDirectory, 'demo')
  const manifest = await readJson(join(folder, 'demonstration.json'), 'demonstration.json', manifestSchema)
  for (const path of manifest.assays)
    await store.write('assaySave', { assay: await readAssayFile(join(folder, path)) })
  for (const path of manifest.trials) await importTrials(store, resourcesDirectory, join(folder, path))
  for (const entry of manifest.cases) {
    control.signal.throwIfAborted()
    const { caseId } = await store.write('caseCreate', { input: entry.case })
    const files = entry.reports.map((report) => ({ ...report, path: join(folder, report.path) }))
    await importFiles(store, caseId, files, control, resourcesDirectory)
    for (const track of entry.tracks)
      await registerTrack(store, { caseId, ...track, path: join(folder, track.path) })
  }
}

/** Invented trials, through the reader of a department's own list. */
async function importTrials(store: Store, resourcesDirectory: string, path: string): Promise<void> {
  const [bytes, tree, tables] = await Promise.all([
    readFile(path),
    loadOncotree(join(resourcesDirectory, 'oncotree')),
    loadImportTables(resourcesDirectory),
  ])
  const fileName = basename(path)
  const file = await detectKnowledge(bytes, fileName)
  if (file.format === 'OncoTree release') return
  const { pack, tally } = importKnowledge(file, fileName, tables, tree, {
    licence: null,
    version: null,
    retrieved: new Date().toISOString().slice(0, 10),
    beat: () => undefined,
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await store.write('packSave', { pack, tally, origin: { format: file.format, fileName, sha256 } })
}
