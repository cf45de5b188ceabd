import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { App } from '../../../electron/app/createApp.ts'
import type { KnowledgePack } from '../../../shared/knowledge.ts'
import { ADMINISTRATOR, PASSWORD, refusal } from '../store/vaultFixture.ts'
import { ORIGIN, TALLY, appWithVault, pack, storeOf } from './appFixture.ts'

async function drugsInUse(app: App, name = 'department'): Promise<string[]> {
  const { packs } = await app.context.knowledge()
  return packs
    .filter(({ manifest }) => manifest.name === name)
    .flatMap(({ assertions }) => assertions.flatMap(({ therapy }) => therapy.drugs))
}

describe('knowledge packs in the vault', () => {
  test('a saved pack is in use at once, beside the starter pack, and after opening the vault again', async () => {
    const { app, directory } = await appWithVault()
    const { packId, added } = await storeOf(app).write('packSave', {
      pack: pack('1', 'tebentafusp'),
      origin: ORIGIN,
      tally: TALLY,
    })
    expect(added).toBe(true)
    expect(await drugsInUse(app)).toEqual(['tebentafusp'])
    expect((await app.context.knowledge()).packs.map(({ manifest }) => manifest.name)).toContain(
      'caseboard-starter',
    )
    expect(await storeOf(app).read('packGet', { packId })).toMatchObject({
      pack: pack('1', 'tebentafusp'),
      wholeTally: TALLY,
      importedBy: ADMINISTRATOR,
      fileName: 'rules.xlsx',
    })

    await app.handle({ name: 'vault/lock', args: {} })
    expect(await drugsInUse(app)).toEqual([])
    await app.handle({ name: 'vault/open', args: { directory, password: PASSWORD } })
    expect(await drugsInUse(app)).toEqual(['tebentafusp'])
  })

  test('a newer version takes the place of the former one, which is kept and can be put back', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    const first = await store.write('packSave', { pack: pack('1', 'a-drug'), origin: ORIGIN, tally: TALLY })
    const second = await store.write('packSave', { pack: pack('2', 'b-drug'), origin: ORIGIN, tally: TALLY })
    expect(await drugsInUse(app)).toEqual(['b-drug'])
    expect((await store.read('packList', {})).map(({ packId, active }) => [packId, active])).toEqual([
      [second.packId, true],
      [first.packId, false],
    ])

    await store.write('packActivate', { packId: first.packId, active: true })
    expect(await drugsInUse(app)).toEqual(['a-drug'])
    await store.write('packActivate', { packId: first.packId, active: false })
    expect(await drugsInUse(app)).toEqual([])

    const { rows } = await store.read('auditList', { offset: 0, limit: 50 })
    expect(rows.map(({ action }) => action).filter((action) => action.startsWith('knowledge'))).toEqual([
      'knowledge pack switched off',
      'knowledge pack switched on',
      'knowledge pack switched on',
      'knowledge pack imported',
      'knowledge pack switched on',
      'knowledge pack imported',
    ])
    expect(rows.find(({ id }) => id === rows[0]?.id)?.detail).toContain('"version":"1"')
    expect(await store.read('auditVerify', {})).toMatchObject({ ok: true })
  })

  test('the same version with the same content changes nothing; with other content it is a version of its own', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    const first = await store.write('packSave', { pack: pack('1', 'a-drug'), origin: ORIGIN, tally: TALLY })
    const before = await store.read('auditList', { offset: 0, limit: 1 })
    expect(
      await store.write('packSave', { pack: pack('1', 'a-drug'), origin: ORIGIN, tally: TALLY }),
    ).toEqual({ packId: first.packId, added: false })
    expect((await store.read('auditList', { offset: 0, limit: 1 })).total).toBe(before.total)

    const corrected = await store.write('packSave', {
      pack: pack('1', 'b-drug'),
      origin: ORIGIN,
      tally: TALLY,
      activate: false,
    })
    expect(corrected.packId).not.toBe(first.packId)
    expect(await drugsInUse(app)).toEqual(['a-drug'])
  })

  test('a pack with the name of the starter pack stands in its place until it is switched off', async () => {
    const { app } = await appWithVault()
    const { packId } = await storeOf(app).write('packSave', {
      pack: pack('9', 'a-drug', 'caseboard-starter'),
      origin: ORIGIN,
      tally: TALLY,
    })
    expect(await drugsInUse(app, 'caseboard-starter')).toEqual(['a-drug'])
    await storeOf(app).write('packActivate', { packId, active: false })
    expect((await drugsInUse(app, 'caseboard-starter')).length).toBeGreaterThan(100)
  })

  test('what shipped with the program is kept for comparison and never switched on', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    const [starter] = (await app.context.knowledge()).packs
    if (starter === undefined) throw new Error('no starter pack')
    const { packId } = await store.write('packKeep', { pack: starter, appVersion: '0.0.0-test' })
    expect(await store.write('packKeep', { pack: starter, appVersion: '0.0.0-test' })).toEqual({ packId })
    expect((await store.read('packGet', { packId })).pack).toEqual(starter)
    const told = await refusal(store.write('packActivate', { packId, active: true }))
    expect(told.code).toBe('unsupported')
  })

  test('an invalid pack is refused whole', async () => {
    const { app } = await appWithVault()
    const broken = { ...pack('1', 'a-drug'), assertions: [{ id: 'x' }] } as unknown as KnowledgePack
    await expect(
      storeOf(app).write('packSave', { pack: broken, origin: ORIGIN, tally: TALLY }),
    ).rejects.toThrow()
    expect(await storeOf(app).read('packList', {})).toEqual([])
  })

  test('a stored OncoTree release names the diseases until the own one is chosen again', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    const type = { mainType: null, tissue: 'Eye' }
    const body = {
      version: 'oncotree_test',
      types: [
        { code: 'EYE', name: 'Eye', parent: null, ...type },
        { code: 'UM', name: 'Uveal melanoma, renamed', parent: 'EYE', ...type },
      ],
    }
    const { oncotreeId } = await store.write('oncotreeSave', { version: body.version, body })
    const { oncotree } = await app.context.knowledge()
    expect(oncotree.version).toBe('oncotree_test')
    expect(oncotree.nodes.get('UM')?.name).toBe('Uveal melanoma, renamed')
    expect(await store.read('oncotreeList', {})).toMatchObject([{ oncotreeId, active: true, types: 2 }])

    await store.write('oncotreeActivate', { oncotreeId: null })
    expect((await app.context.knowledge()).oncotree.nodes.get('UM')?.name).toBe('Uveal Melanoma')
  })

  test('nothing of a pack can be read in the vault’s files', async () => {
    const { app, directory } = await appWithVault()
    await storeOf(app).write('packSave', { pack: pack('1', 'tebentafusp'), origin: ORIGIN, tally: TALLY })
    await app.close()
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const bytes = readFileSync(join(directory, name), { flag: 'r' })
      for (const word of ['GNAQ', 'tebentafusp', 'department'])
        expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
    }
  })
})
