import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importReport } from '../../../electron/app/import/importReport.ts'
import type { CallResult } from '../../../shared/api.ts'
import { changeCounts } from '../../../shared/packComparison.ts'
import { ADMINISTRATOR, caseInput, temporaryFolder } from '../store/vaultFixture.ts'
import { ORIGIN, TALLY, appWithVault, ask, pack, storeOf } from './appFixture.ts'
import type { App } from '../../../electron/app/createApp.ts'

const DEMO = join(import.meta.dirname, '../../../resources/demo')
const RESOURCES = join(import.meta.dirname, '../../../resources')

/** The demonstration's lung tissue panel: EGFR L858R and its companions. */
async function lungCase(app: App, pseudonym: string): Promise<number> {
  const store = storeOf(app)
  const { caseId } = await store.write('caseCreate', {
    input: caseInput({ pseudonym, diagnosis: 'LUAD', question: 'first line?' }),
  })
  await importReport(
    store,
    {
      caseId,
      path: join(DEMO, 'lung-1/tissue-panel.vcf'),
      build: 'GRCh37',
      tumorSample: null,
      assay: null,
      specimen: null,
    },
    {},
    RESOURCES,
  )
  return caseId
}

/** A rule for EGFR L858R with a drug of its own. */
function egfrPack(version: string, drug: string, strength: 'A1' | 'C' = 'C') {
  const made = pack(version, drug)
  return {
    ...made,
    assertions: made.assertions.map((entry) => ({
      ...entry,
      id: 'egfr-l858r',
      biomarker: { leaf: 'proteinChange' as const, gene: 'EGFR', change: 'L858R' },
      disease: { oncotree: ['NSCLC'], except: [] },
      strength,
    })),
  }
}

async function finished(app: App, jobId: number): Promise<CallResult<'job/get'>> {
  for (;;) {
    const job = await ask(app, 'job/get', { jobId })
    if (job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('a presentation', () => {
  test('shows the case as it was that day, with versions, and what has changed since', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    await store.write('packSave', { pack: egfrPack('1', 'olddrug'), origin: ORIGIN, tally: TALLY })
    const caseId = await lungCase(app, 'P-1')
    const report = await ask(app, 'match/run', { caseId })
    expect(report.matches.filter(({ drugs }) => drugs.includes('olddrug'))).toHaveLength(1)
    const { presentationId } = await ask(app, 'presentation/record', { caseId, note: ' Board of Tuesday ' })

    await store.write('packSave', { pack: egfrPack('2', 'newdrug'), origin: ORIGIN, tally: TALLY })
    const then = await ask(app, 'presentation/get', { presentationId })
    expect(then.presentation).toMatchObject({
      by: ADMINISTRATOR,
      note: 'Board of Tuesday',
      appVersion: '0.0.0-test',
    })
    expect(then.presentation.packs.map(({ name, version }) => [name, version])).toContainEqual([
      'department',
      '1',
    ])
    expect(then.shown.match).toEqual(report)
    expect(then.shown.case).toMatchObject({ pseudonym: 'P-1', question: 'first line?' })
    expect(changeCounts(then.since)).toMatchObject({ therapiesAdded: 1, therapiesRemoved: 1 })
    expect(then.today.packs).toContainEqual({ name: 'department', version: '2' })
    expect((await ask(app, 'presentation/list', { caseId })).presentations).toEqual([then.presentation])
  })

  test('keeps the contents of every pack, the program’s own too, so that they can be compared later', async () => {
    const { app } = await appWithVault()
    const caseId = await lungCase(app, 'P-1')
    const { presentationId } = await ask(app, 'presentation/record', { caseId, note: '' })
    const { presentation } = await ask(app, 'presentation/get', { presentationId })
    const [starter] = (await app.context.shippedKnowledge()).packs
    const kept = presentation.packs.find(({ name }) => name === starter?.manifest.name)
    expect((await storeOf(app).read('packGet', { packId: kept?.packId ?? 0 })).pack).toEqual(starter)
    expect(
      await ask(app, 'knowledge/compare', {
        name: starter?.manifest.name ?? '',
        from: kept?.packId ?? 0,
        to: 'shipped',
      }),
    ).toMatchObject({ totals: { assertions: { added: 0, removed: 0, changed: 0 } } })
  })

  test('of the same, on the same day, is recorded once; with another note it is another', async () => {
    const { app } = await appWithVault()
    const caseId = await lungCase(app, 'P-1')
    const first = await ask(app, 'presentation/record', { caseId, note: 'a' })
    expect(await ask(app, 'presentation/record', { caseId, note: 'a' })).toEqual(first)
    expect(await ask(app, 'presentation/record', { caseId, note: 'b' })).not.toEqual(first)
    const { rows } = await ask(app, 'audit/list', { offset: 0, limit: 100 })
    expect(rows.filter(({ action }) => action === 'presentation recorded')).toHaveLength(2)
  })

  test('is recorded when the board packet is written, and goes with its case', async () => {
    const { app } = await appWithVault()
    const caseId = await lungCase(app, 'P-1')
    await ask(app, 'export/packet', { caseId, format: 'html', path: join(temporaryFolder(), 'packet.html') })
    const { presentations } = await ask(app, 'presentation/list', { caseId })
    expect(presentations.map(({ note }) => note)).toEqual(['Board packet (html)'])
    await storeOf(app).write('caseRemove', { caseId })
    expect((await ask(app, 'presentation/list', { caseId })).presentations).toEqual([])
  })

  test('can be read in no file of the vault', async () => {
    const { app, directory } = await appWithVault()
    const caseId = await lungCase(app, 'P-SECRET')
    await ask(app, 'presentation/record', { caseId, note: 'osimertinib?' })
    await app.close()
    for (const name of readdirSync(directory, { encoding: 'utf8' })) {
      const bytes = readFileSync(join(directory, name))
      for (const word of ['EGFR', 'osimertinib', 'P-SECRET'])
        expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
    }
  })
})

describe('before a new version is switched on', () => {
  test('the change and the cases that it touches are told, from threads that read the vault themselves', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    const old = await store.write('packSave', {
      pack: egfrPack('1', 'olddrug'),
      origin: ORIGIN,
      tally: TALLY,
    })
    const fresh = await store.write('packSave', {
      pack: egfrPack('2', 'olddrug', 'A1'),
      origin: ORIGIN,
      tally: TALLY,
      activate: false,
    })
    const touched = await lungCase(app, 'P-LUNG')
    await store.write('caseCreate', { input: caseInput({ pseudonym: 'P-COLON', diagnosis: 'COAD' }) })

    const versions = { name: 'department', from: old.packId, to: fresh.packId }
    const { comparison, totals } = await ask(app, 'knowledge/compare', versions)
    expect(totals.assertions).toEqual({ added: 0, removed: 0, changed: 1 })
    expect(comparison.assertions[0]?.fields).toEqual([{ field: 'strength', before: 'C', after: 'A1' }])

    const { jobId } = await ask(app, 'knowledge/affected', versions)
    const job = await finished(app, jobId)
    expect(job).toMatchObject({ kind: 'rematch', state: 'done', progress: { done: 2, total: 2 } })
    const { total, cases } = await ask(app, 'knowledge/affectedCases', { jobId, offset: 0, limit: 10 })
    expect(total).toBe(1)
    expect(cases[0]).toMatchObject({ caseId: touched, pseudonym: 'P-LUNG', diagnosis: 'LUAD' })
    expect(cases[0]?.change.matches).toMatchObject([
      { therapy: 'olddrug', before: { tier: 'II-C' }, after: { tier: 'I-A' } },
    ])

    await ask(app, 'knowledge/activate', { packId: fresh.packId, active: true })
    const report = await ask(app, 'match/run', { caseId: touched })
    expect(report.matches.find(({ drugs }) => drugs.includes('olddrug'))?.ampTier).toBe('I-A')
  })

  test('switching a pack off is compared with having none of it', async () => {
    const { app } = await appWithVault()
    const { packId } = await storeOf(app).write('packSave', {
      pack: egfrPack('1', 'olddrug'),
      origin: ORIGIN,
      tally: TALLY,
    })
    await lungCase(app, 'P-LUNG')
    const { jobId } = await ask(app, 'knowledge/affected', { name: 'department', from: packId, to: 'none' })
    await finished(app, jobId)
    const { cases } = await ask(app, 'knowledge/affectedCases', { jobId, offset: 0, limit: 10 })
    expect(cases.map(({ change }) => changeCounts(change).therapiesRemoved)).toEqual([1])
  })

  test('a cancelled comparison ends, and the vault goes on', async () => {
    const { app } = await appWithVault()
    const { packId } = await storeOf(app).write('packSave', {
      pack: egfrPack('1', 'olddrug'),
      origin: ORIGIN,
      tally: TALLY,
    })
    await storeOf(app).write('caseCreate', { input: caseInput({ pseudonym: 'P-1', diagnosis: 'LUAD' }) })
    const { jobId } = await ask(app, 'knowledge/affected', { name: 'department', from: packId, to: 'none' })
    await ask(app, 'job/cancel', { jobId })
    expect((await finished(app, jobId)).state).toBe('cancelled')
    expect(
      (await app.handle({ name: 'knowledge/affectedCases', args: { jobId, offset: 0, limit: 1 } })).ok,
    ).toBe(false)
    expect((await ask(app, 'case/list', { search: '', offset: 0, limit: 10 })).total).toBe(1)
  })
})
