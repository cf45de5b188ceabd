import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { App } from '../../../electron/app/createApp.ts'
import { applicationDirectory } from '../../../electron/app/paths.ts'
import { createVault } from '../../../electron/store/storeClient.ts'
import { jobSchema } from '../../../shared/api.ts'
import type { Job } from '../../../shared/api.ts'
import type { KnowledgeImportFile } from '../../../shared/knowledgeImport.ts'
import { cli, document } from '../cli/runCli.ts'
import { ADMINISTRATOR, PASSWORD, temporaryFolder } from '../store/vaultFixture.ts'
import { appWithVault, ask } from './appFixture.ts'

/** Preview, job and command line over a real vault, with the reader in its own thread. */

const root = applicationDirectory()
const template = join(root, 'resources/templates/knowledge-spreadsheet.csv')
const data = join(root, '../shared/data/knowledge')
const hasData = existsSync(data)
if (!hasData) console.log(`importThroughApp.test: real files skipped, no ${data}`)

const file = (path: string, more: Partial<KnowledgeImportFile> = {}): KnowledgeImportFile => ({
  path,
  licence: null,
  version: null,
  retrieved: null,
  ...more,
})

async function runImport(app: App, files: KnowledgeImportFile[]): Promise<Job> {
  const { jobId } = await ask(app, 'knowledge/import', { files })
  await app.context.jobs.settled()
  return jobSchema.parse(await ask(app, 'job/get', { jobId }))
}

describe('a spreadsheet through the application', () => {
  test('preview stores nothing; import makes a pack that matching uses; the same file again changes nothing', async () => {
    const { app } = await appWithVault()
    expect(await ask(app, 'knowledge/preview', file(template, { retrieved: '2026-11-20' }))).toMatchObject({
      format: 'Caseboard spreadsheet',
      needs: [],
      content: {
        kind: 'pack',
        read: 2,
        taken: 2,
        refusedCount: 0,
        manifest: { name: 'own-rules', retrieved: '2026-11-20' },
      },
    })
    expect((await app.context.knowledge()).packs.map(({ manifest }) => manifest.name)).not.toContain(
      'own-rules',
    )

    const job = await runImport(app, [file(template)])
    expect(job).toMatchObject({ kind: 'knowledge import', state: 'done', progress: { done: 1, total: 1 } })
    expect(job.knowledge[0]).toMatchObject({ kind: 'pack', added: true, tally: { read: 2, taken: 2 } })
    const { packs } = await app.context.knowledge()
    expect(packs.find(({ manifest }) => manifest.name === 'own-rules')?.assertions).toHaveLength(3)

    const again = await runImport(app, [file(template)])
    expect(again.knowledge[0]).toMatchObject({ added: false })
  })

  test('a bad file imports nothing, and what came before it stays', async () => {
    const { app } = await appWithVault()
    const bad = join(temporaryFolder(), 'bad.csv')
    writeFileSync(bad, readFileSync(template, 'utf8').replace('#version,2026-11-25\n', ''))
    const job = await runImport(app, [file(template), file(bad)])
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'bad-input', file: 'bad.csv', field: '#version' },
    })
    expect(job.knowledge).toHaveLength(1)
    expect((await app.context.knowledge()).packs).toHaveLength(2)
  })

  test('cancelling stores nothing', async () => {
    const { app } = await appWithVault()
    const { jobId } = await ask(app, 'knowledge/import', { files: [file(template)] })
    await ask(app, 'job/cancel', { jobId })
    await app.context.jobs.settled()
    expect(await ask(app, 'job/get', { jobId })).toMatchObject({ state: 'cancelled', knowledge: [] })
    expect((await app.context.knowledge()).packs).toHaveLength(1)
  })

  test('refused rows and unread alterations are written as a table', async () => {
    const { app } = await appWithVault()
    const folder = temporaryFolder()
    const rules = join(folder, 'rules.csv')
    writeFileSync(rules, readFileSync(template, 'utf8').replace('KRAS G12D OR KRAS G12V', 'KRAS gibberish'))
    const { jobId } = await ask(app, 'knowledge/import', { files: [file(rules)] })
    await app.context.jobs.settled()
    const path = join(folder, 'refused.tsv')
    expect(await ask(app, 'knowledge/writeRefused', { jobId, path })).toEqual({ path, rows: 2 })
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
    expect(lines[1]?.slice(0, 4)).toEqual(['refused row', 'rules.csv', '9', 'alteration'])
    expect(lines[2]?.slice(4, 7)).toEqual(['KRAS', 'gibberish', '1'])
  })
})

describe.skipIf(!hasData)('real files through the application', () => {
  test('OncoKB is previewed, but imported only under a stated licence', async () => {
    const { app } = await appWithVault()
    const path = join(data, 'oncokb-terms-apply/allActionableVariants.txt.gz')
    expect(await ask(app, 'knowledge/preview', file(path))).toMatchObject({
      needs: ['licence'],
      content: { read: 167 },
    })
    expect(await runImport(app, [file(path)])).toMatchObject({
      state: 'failed',
      error: { field: 'licence' },
      knowledge: [],
    })
    const job = await runImport(app, [file(path, { licence: 'our contract' })])
    expect(job.knowledge[0]).toMatchObject({ manifest: { licence: 'our contract' } })
  })

  test('an OncoTree release stands in for the tree in use, and tells which codes vanish', async () => {
    const { app } = await appWithVault()
    const path = join(data, 'oncotree/oncotree_2021_11_02.json')
    const store = app.context.vault?.store
    await store?.write('caseCreate', {
      input: { ...(await caseInput()), pseudonym: 'P-1', diagnosis: 'PDIFLG' },
    })
    const preview = await ask(app, 'knowledge/preview', file(path))
    expect(preview.content).toMatchObject({ kind: 'oncotree', version: 'oncotree_2021_11_02' })
    expect((await app.context.knowledge()).oncotree.version).toBe('oncotree_2025_10_03')
    const job = await runImport(app, [file(path)])
    const [outcome] = job.knowledge
    expect(outcome).toMatchObject({ kind: 'oncotree', version: 'oncotree_2021_11_02' })
    expect(
      outcome?.kind === 'oncotree' && outcome.vanished.find(({ code }) => code === 'PDIFLG'),
    ).toMatchObject({
      cases: ['P-1'],
      packs: [{ name: 'caseboard-starter' }],
    })
    expect((await app.context.knowledge()).oncotree.version).toBe('oncotree_2021_11_02')
  })
})

async function caseInput() {
  const { caseInputSchema } = await import('../../../shared/model.ts')
  return caseInputSchema.parse({ pseudonym: 'P-0', diagnosis: null })
}

describe('the command line', () => {
  test('knowledge import prints one JSON document; a bad file ends with exit 3 and imports nothing', async () => {
    const folder = temporaryFolder()
    const [vault, password] = [join(folder, 'vault'), join(folder, 'password')]
    writeFileSync(password, `${PASSWORD}\n`)
    const open = ['--vault', vault, '--password-file', password] as const
    await createVault(vault, { administrator: ADMINISTRATOR, password: PASSWORD })
    const done = await cli('knowledge', 'import', template, ...open, '--version', '7', '--json')
    expect(done.code, done.stderr).toBe(0)
    expect(document(done)).toMatchObject({
      files: [{ name: 'own-rules', version: '7', read: 2, taken: 2, refusedCount: 0, added: true }],
    })
    const bad = join(folder, 'bad.tsv')
    writeFileSync(bad, 'a\tb\n1\t2\n')
    const failed = await cli('knowledge', 'import', bad, ...open, '--json')
    expect(failed.code).toBe(3)
    expect(document(failed)).toMatchObject({ files: [], error: { code: 'bad-input', file: 'bad.tsv' } })
    expect(failed.stderr).toContain('bad.tsv')
    const listed = await cli('knowledge', '--json')
    expect(document(listed)).toMatchObject({ packs: [{ name: 'caseboard-starter' }] })
  }, 60_000)
})
