import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadOncotree } from '../../../electron/knowledge/oncotree.ts'
import { createBatchWriter, emptyRow } from '../../../electron/reports/batchWriter.ts'
import { knownVariantRows } from '../../../electron/reports/knownVariants.ts'
import { assaySave } from '../../../electron/store/assays.ts'
import { caseCreate } from '../../../electron/store/cases.ts'
import { VAULT_FILE, closeWritable, openWritable } from '../../../electron/store/database.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { unlock } from '../../../electron/store/keyring.ts'
import { insertOtherAlterations } from '../../../electron/store/otherAlterations.ts'
import { packSave } from '../../../electron/store/packs.ts'
import { insertReport } from '../../../electron/store/reports.ts'
import { createVariantInserter } from '../../../electron/store/smallVariants/insert.ts'
import { createVault } from '../../../electron/store/storeClient.ts'
import type { Alteration, OtherAlteration, SmallVariant } from '../../../shared/model.ts'
import { caseInputSchema } from '../../../shared/model.ts'
import { seeded } from '../../unit/interpret/builders.ts'
import {
  generatedAssays,
  generatedCase,
  generatedPack,
  makeWorld,
  nextVersion,
} from '../../unit/interpret/generated.ts'
import type { GeneratedCase } from '../../unit/interpret/generated.ts'
import { hospitalCase, hospitalWorld } from './hospital.ts'

/** A vault full of generated cases and two versions of a generated pack, for the bench and its test. */

export const CREDENTIALS = { user: 'bench', password: 'bench password, not a secret' }
export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))

export interface RematchVault {
  readonly before: number
  readonly after: number
}

export interface RematchSize {
  readonly cases: number
  readonly assertions: number
  readonly changes: number
  /** Few diseases, genes and drugs, so that nearly every change meets every case; false: as hospital.ts describes. */
  readonly dense: boolean
}

/** Fills a new vault. The writing goes past the threads: what is measured later is the reading. */
export async function fillRematchVault(directory: string, size: RematchSize): Promise<RematchVault> {
  const random = seeded(20261125)
  const hotspots = knownVariantRows(readFileSync(join(RESOURCES, 'genes', 'known-variants.tsv'), 'utf8'))
  const tree = await loadOncotree(join(RESOURCES, 'oncotree'))
  const world = size.dense
    ? makeWorld(random, tree, hotspots, { genes: 400, diseases: 36, drugs: 250 })
    : hospitalWorld(random, tree, hotspots)
  const assays = generatedAssays(world)
  const made = size.dense ? generatedCase : hospitalCase
  const pack = generatedPack(world, size.assertions, 60)
  const next = nextVersion(world, pack, size.changes)

  await createVault(directory, { administrator: CREDENTIALS.user, password: CREDENTIALS.password })
  const { dataKey } = await unlock(directory, CREDENTIALS)
  const db = openWritable(join(directory, VAULT_FILE), dataKey.toString('hex'))
  try {
    return db.transaction((): RematchVault => {
      for (const assay of assays) assaySave(db, { assay }, CREDENTIALS.user)
      for (let number = 0; number < size.cases; number += 1)
        storeCase(db, `GEN-${String(number).padStart(5, '0')}`, made(world, assays))
      const save = (one: typeof pack, sha256: string, activate: boolean): number =>
        packSave(
          db,
          {
            pack: one,
            origin: { format: 'generated', fileName: 'generated.json', sha256: sha256.repeat(64) },
            tally: { read: 0, taken: 0, refusedCount: 0, refused: [], unparsed: [], warnings: [] },
            activate,
          },
          CREDENTIALS.user,
        ).packId
      return { before: save(pack, 'a', true), after: save(next, 'b', false) }
    })()
  } finally {
    closeWritable(db)
  }
}

function storeCase(db: WritableDatabase, pseudonym: string, made: GeneratedCase): void {
  const { caseId } = caseCreate(
    db,
    {
      input: caseInputSchema.parse({
        pseudonym,
        diagnosis: made.diagnosis,
        specimens: made.reports.map(({ specimenKind }, index) => ({
          name: `specimen ${index + 1}`,
          kind: specimenKind,
          site: null,
          collected: null,
          purity: null,
        })),
      }),
    },
    CREDENTIALS.user,
  )
  for (const [index, { assay, alterations }] of made.reports.entries()) {
    const small = alterations.filter((one) => one.kind === 'smallVariant')
    const others = alterations.filter((one): one is OtherAlteration => one.kind !== 'smallVariant')
    const reportId = insertReport(db, {
      caseId,
      fileName: `report-${index + 1}.maf`,
      sha256: String(index).repeat(64),
      bytes: 1000,
      format: 'MAF',
      formatVersion: null,
      build: 'GRCh38',
      tumorSample: `T${index + 1}`,
      normalSample: null,
      specimen: `specimen ${index + 1}`,
      assay: assay?.name ?? null,
      reportDate: null,
      importedAt: '2026-11-25T00:00:00.000Z',
      importedBy: CREDENTIALS.user,
      reader: 'generated',
      normalisedAgainst: null,
      read: alterations.length,
      taken: alterations.length,
      refusedCount: 0,
      refused: [],
      warnings: [],
      alterations: counts(alterations),
    })
    insertSmall(db, reportId, small)
    insertOtherAlterations(db, reportId, others)
  }
}

function counts(alterations: readonly Alteration[]): Record<string, number> {
  const byKind: Record<string, number> = {}
  for (const { kind } of alterations) byKind[kind] = (byKind[kind] ?? 0) + 1
  return byKind
}

function insertSmall(db: WritableDatabase, reportId: number, variants: readonly SmallVariant[]): void {
  const writer = createBatchWriter()
  for (const [index, one] of variants.entries()) {
    writer.push({
      ...emptyRow(),
      line: index + 2,
      pos: one.pos,
      chrom: one.chrom,
      ref: one.ref,
      alt: one.alt,
      gene: one.gene ?? '',
      hgvsP: one.hgvsP ?? '',
      consequence: one.consequence ?? '',
      filter: one.filter,
      origin: one.origin,
      vaf: one.vaf ?? NaN,
      clinicalSignificance: one.clinicalSignificance ?? '',
      annotationSource: 'MAF',
    })
  }
  const batch = writer.take()
  if (batch === null) return
  const inserter = createVariantInserter(db, reportId)
  inserter.insert(batch)
  inserter.finish()
}
