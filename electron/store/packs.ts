import { z } from 'zod'
import { CaseboardError } from '../../shared/errors.ts'
import { knowledgePackSchema } from '../../shared/knowledge.ts'
import type { KnowledgePack } from '../../shared/knowledge.ts'
import { importTallySchema } from '../../shared/knowledgeImport.ts'
import type { ImportTally } from '../../shared/knowledgeImport.ts'
import { packOriginSchema, storedPackSchema } from '../../shared/packVersions.ts'
import type { PackOrigin, StoredPack } from '../../shared/packVersions.ts'
import { appendAudit } from './audit.ts'
import { compressJson, readCompressedJson } from './compressedJson.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'
import { notFound } from './notFound.ts'

/** Versions of knowledge packs: added, switched on and off, never changed. */

const COLUMNS = `id AS packId, name, version, title, licence, source, retrieved, shipped, format,
  file_name AS fileName, sha256, content_sha256 AS contentSha256, imported_at AS importedAt,
  imported_by AS importedBy, active, assertions, companion_diagnostics AS companionDiagnostics,
  json_object('read', tally ->> 'read', 'taken', tally ->> 'taken', 'refusedCount', tally ->> 'refusedCount') AS tally`

const rowSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  title: z.string(),
  licence: z.string(),
  source: z.string(),
  retrieved: z.string(),
  shipped: z.number(),
  active: z.number(),
  tally: z.string(),
})

function readRow(value: unknown): StoredPack {
  const { name, version, title, licence, source, retrieved, ...row } = rowSchema.parse(value)
  return storedPackSchema.parse({
    ...row,
    manifest: { name, version, title, licence, source, retrieved },
    shipped: row.shipped === 1,
    active: row.active === 1,
    tally: JSON.parse(row.tally),
  })
}

/** All versions of all packs, by name, the last imported first. */
export function packList(db: ReadableDatabase): readonly StoredPack[] {
  return db.prepare(`SELECT ${COLUMNS} FROM knowledge_packs ORDER BY name, id DESC`).all().map(readRow)
}

function packRow(db: ReadableDatabase, packId: number): StoredPack {
  const row = db.prepare(`SELECT ${COLUMNS} FROM knowledge_packs WHERE id = ?`).get(packId)
  if (row === undefined) throw notFound('such version of a knowledge pack')
  return readRow(row)
}

/** A version with its contents and its whole tally. Throws `not-found`; `bad-input` where it cannot be read any more. */
export function packGet(
  db: ReadableDatabase,
  args: { packId: number },
): StoredPack & { pack: KnowledgePack; wholeTally: ImportTally } {
  const stored = packRow(db, args.packId)
  const { body, tally } = z
    .object({ body: z.instanceof(Uint8Array), tally: z.string() })
    .parse(db.prepare('SELECT body, tally FROM knowledge_packs WHERE id = ?').get(args.packId))
  const pack = knowledgePackSchema.safeParse(readCompressedJson(body))
  if (!pack.success) {
    const issue = pack.error.issues[0]
    throw new CaseboardError({
      code: 'bad-input',
      message: `The stored pack ${stored.manifest.name} ${stored.manifest.version} cannot be read by this Caseboard: ${issue?.message ?? 'not valid'}.`,
      remedy: 'Import its file again, or switch it off in Settings, Knowledge.',
      field: issue?.path.join('.') ?? '',
    })
  }
  return { ...stored, pack: pack.data, wholeTally: importTallySchema.parse(JSON.parse(tally)) }
}

const NOTHING_IMPORTED: ImportTally = {
  read: 0,
  taken: 0,
  refusedCount: 0,
  refused: [],
  unparsed: [],
  warnings: [],
}

/** SHA-256 of a pack's contents, as versions in the vault carry it. */
export function packContentSha256(pack: unknown): string {
  return compressJson(knowledgePackSchema.parse(pack)).sha256
}

function insertPack(
  db: WritableDatabase,
  user: string,
  wish: {
    pack: KnowledgePack
    origin: Omit<PackOrigin, 'sha256'> & { sha256: string | null }
    tally: ImportTally
    shipped: boolean
  },
): { packId: number; added: boolean } {
  const pack = knowledgePackSchema.parse(wish.pack)
  const { manifest } = pack
  const { body, sha256: contentSha256 } = compressJson(pack)
  const known = z
    .object({ id: z.number().int() })
    .optional()
    .parse(
      db
        .prepare(
          'SELECT id FROM knowledge_packs WHERE name = ? AND version = ? AND content_sha256 = ? AND shipped = ?',
        )
        .get(manifest.name, manifest.version, contentSha256, wish.shipped ? 1 : 0),
    )
  if (known !== undefined) return { packId: known.id, added: false }
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO knowledge_packs (name, version, title, licence, source, retrieved, shipped, format, file_name,
         sha256, content_sha256, imported_at, imported_by, active, assertions, companion_diagnostics, tally, body)
       VALUES (:name, :version, :title, :licence, :source, :retrieved, :shipped, :format, :fileName,
         :sha256, :contentSha256, :importedAt, :importedBy, 0, :assertions, :companionDiagnostics, :tally, :body)`,
    )
    .run({
      name: manifest.name,
      version: manifest.version,
      title: manifest.title,
      licence: manifest.licence,
      source: manifest.source,
      retrieved: manifest.retrieved,
      shipped: wish.shipped ? 1 : 0,
      format: wish.origin.format,
      fileName: wish.origin.fileName,
      sha256: wish.origin.sha256,
      contentSha256,
      importedAt: new Date().toISOString(),
      importedBy: user,
      assertions: pack.assertions.length,
      companionDiagnostics: pack.companionDiagnostics.length,
      tally: JSON.stringify(wish.tally),
      body,
    })
  return { packId: Number(lastInsertRowid), added: true }
}

/**
 * Keeps a version of a pack and, unless `activate` is false, switches it on in place of the version of that
 * name that was on; that one is kept. The same name, version and content again changes nothing.
 */
export function packSave(
  db: WritableDatabase,
  args: { pack: KnowledgePack; origin: PackOrigin; tally: ImportTally; activate?: boolean },
  user: string,
): { packId: number; added: boolean } {
  const origin = packOriginSchema.parse(args.origin)
  const tally = importTallySchema.parse(args.tally)
  const { packId, added } = insertPack(db, user, { pack: args.pack, origin, tally, shipped: false })
  if (!added) return { packId, added }
  const { manifest } = args.pack
  appendAudit(db, user, {
    action: 'knowledge pack imported',
    subject: `knowledge pack ${manifest.name}`,
    detail: JSON.stringify({
      packId,
      version: manifest.version,
      licence: manifest.licence,
      ...origin,
      read: tally.read,
      taken: tally.taken,
      refused: tally.refusedCount,
    }),
  })
  if (args.activate !== false) packActivate(db, { packId, active: true }, user)
  return { packId, added }
}

/**
 * Keeps the contents of a pack that came with the program, so that a later program can still tell what was
 * in it. It is never switched on.
 */
export function packKeep(
  db: WritableDatabase,
  args: { pack: KnowledgePack; appVersion: string },
  user: string,
): { packId: number } {
  const origin = { format: 'shipped', fileName: `Caseboard ${args.appVersion}`, sha256: null }
  const { packId, added } = insertPack(db, user, {
    pack: args.pack,
    origin,
    tally: NOTHING_IMPORTED,
    shipped: true,
  })
  if (added) {
    const { manifest } = args.pack
    appendAudit(db, user, {
      action: 'shipped knowledge pack kept',
      subject: `knowledge pack ${manifest.name}`,
      detail: JSON.stringify({ packId, version: manifest.version, program: args.appVersion }),
    })
  }
  return { packId }
}

/** Switches a version on (and the one of that name that was on, off) or off. Throws `not-found`. */
export function packActivate(
  db: WritableDatabase,
  args: { packId: number; active: boolean },
  user: string,
): { packId: number } {
  const { packId, active } = args
  const wanted = packRow(db, packId)
  if (wanted.shipped && active) {
    throw new CaseboardError({
      code: 'unsupported',
      message: 'This version came with an earlier Caseboard and is kept for comparison only.',
      remedy: 'The version that comes with this Caseboard is in use.',
    })
  }
  if (wanted.active === active) return { packId }
  const before = packList(db).find((other) => other.active && other.manifest.name === wanted.manifest.name)
  db.prepare('UPDATE knowledge_packs SET active = 0 WHERE name = ?').run(wanted.manifest.name)
  if (active) db.prepare('UPDATE knowledge_packs SET active = 1 WHERE id = ?').run(packId)
  appendAudit(db, user, {
    action: active ? 'knowledge pack switched on' : 'knowledge pack switched off',
    subject: `knowledge pack ${wanted.manifest.name}`,
    detail: JSON.stringify({
      packId,
      version: wanted.manifest.version,
      ...(active && before !== undefined
        ? { insteadOf: { packId: before.packId, version: before.manifest.version } }
        : {}),
    }),
  })
  return { packId }
}
