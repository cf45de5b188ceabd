import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importFacts } from '../../../electron/app/facts/importFacts.ts'
import type { FactsWatch } from '../../../electron/app/facts/importFacts.ts'
import { FACT_QUERIES } from '../../../electron/store/facts/variantFacts.ts'
import type { Store } from '../../../electron/store/calls.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import type { SiteFacts, VariantKey } from '../../../shared/classification.ts'
import { variantKeyText } from '../../../shared/classification.ts'
import { ADMINISTRATOR, openTestDatabase, PASSWORD, refusal, temporaryFolder } from '../store/vaultFixture.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'facts')
const CLINVAR = join(fixtures, 'clinvar.vcf')
const FREQUENCY = join(fixtures, 'frequency.vcf')
const asTheFileSays = { build: null, name: null, version: null, licence: null }

async function newVault(): Promise<Store> {
  const folder = join(temporaryFolder(), 'vault')
  await createVault(folder, { administrator: ADMINISTRATOR, password: PASSWORD })
  const store = await openVault(folder, { password: PASSWORD })
  onTestFinished(() => store.close())
  return store
}

const load = (store: Store, path: string, watch: FactsWatch = {}) =>
  importFacts(store, path, asTheFileSays, watch)

async function factsOf(store: Store, key: Omit<VariantKey, 'build'>): Promise<SiteFacts | undefined> {
  const full = { build: 'GRCh38', ...key } as const
  return (await store.read('variantFacts', { keys: [full] })).get(variantKeyText(full))
}

const R175H = { chrom: '17', pos: 7675088, ref: 'C', alt: 'T' }
const K3326 = { chrom: '13', pos: 32398489, ref: 'A', alt: 'T' }

describe('ClinVar', () => {
  it('is read with class, stars, conditions and date; every record is taken or refused with its reason', async () => {
    const store = await newVault()
    const file = await load(store, CLINVAR)
    expect(file).toMatchObject({
      kind: 'ClinVar',
      name: 'ClinVar',
      version: '2026-11-01',
      build: 'GRCh38',
      read: 8,
      taken: 5,
      refusedCount: 3,
    })
    const facts = await factsOf(store, R175H)
    expect(facts?.clinvar).toEqual([
      expect.objectContaining({
        variationId: '12374',
        germlineClass: 'Pathogenic',
        review: 'reviewed by expert panel',
        stars: 3,
        conditions: ['Li-Fraumeni syndrome'],
        consequences: ['missense_variant'],
        genes: ['TP53'],
        oncogenicity: 'Oncogenic',
        oncogenicityStars: 2,
        version: '2026-11-01',
      }),
    ])
    expect(facts?.clinvarNearby).toEqual([
      expect.objectContaining({
        variationId: '376649',
        germlineClass: 'Conflicting classifications of pathogenicity',
        stars: 1,
        conflict: 'Pathogenic(1)|Uncertain significance(3)',
      }),
    ])
  })

  it('is read from gzip just the same, and a second time is refused', async () => {
    const store = await newVault()
    await load(store, CLINVAR)
    const packed = join(temporaryFolder(), 'clinvar.vcf.gz')
    writeFileSync(packed, gzipSync(readFileSync(CLINVAR)))
    expect((await load(store, packed)).taken).toBe(5)
    expect((await refusal(load(store, packed))).code).toBe('conflict')
    // The newer one took the place of the older of the same build.
    expect(await store.read('factFileList', {})).toHaveLength(1)
    const { rows } = await store.read('auditList', { offset: 0, limit: 50 })
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['facts imported', 'facts removed']),
    )
  })
})

describe('population frequency', () => {
  it('keeps counts by ancestry, splits alleles, marks absence with the people measured nearby', async () => {
    const store = await newVault()
    const file = await load(store, FREQUENCY)
    expect(file).toMatchObject({ kind: 'population frequency', read: 6, taken: 5, refusedCount: 1 })
    const [late] = (await factsOf(store, K3326))?.frequency ?? []
    expect(late).toMatchObject({ alleleCount: 1200, alleleNumber: 150_000, homozygotes: 6 })
    expect(late?.groups).toEqual([
      { group: 'afr', alleleCount: 20, alleleNumber: 20_000, homozygotes: null },
      { group: 'eas', alleleCount: 0, alleleNumber: 1500, homozygotes: null },
      { group: 'nfe', alleleCount: 1100, alleleNumber: 100_000, homozygotes: null },
    ])
    const [second] =
      (await factsOf(store, { chrom: '17', pos: 7675080, ref: 'G', alt: 'C' }))?.frequency ?? []
    expect(second).toMatchObject({ alleleCount: 1 })
    expect((await factsOf(store, R175H))?.frequencyAbsent).toEqual([
      { source: 'frequency', version: null, alleleNumber: 152_000 },
    ])
    const far = await factsOf(store, { chrom: '17', pos: 1_000_000, ref: 'A', alt: 'T' })
    expect(far?.frequencyAbsent).toEqual([{ source: 'frequency', version: null, alleleNumber: null }])
    const otherChromosome = await factsOf(store, { chrom: '2', pos: 1000, ref: 'A', alt: 'T' })
    expect(otherChromosome?.frequencyAbsent).toEqual([])
  })

  it('says nothing of the other build', async () => {
    const store = await newVault()
    await load(store, FREQUENCY)
    const key = { build: 'GRCh37', ...K3326 } as const
    expect((await store.read('variantFacts', { keys: [key] })).size).toBe(0)
  })
})

describe('refusals', () => {
  it('refuses a report with samples, and any other VCF, naming the file and the remedy', async () => {
    const store = await newVault()
    const report = join(
      import.meta.dirname,
      '..',
      '..',
      '..',
      'resources',
      'demo',
      'breast-1',
      'germline-panel.vcf',
    )
    const refused = await refusal(load(store, report))
    expect(refused).toMatchObject({ code: 'bad-input', file: 'germline-panel.vcf' })
    expect(refused.remedy).toContain('ClinVar VCF')
  })

  it('asks for the build where the file does not tell it', async () => {
    const store = await newVault()
    const path = join(temporaryFolder(), 'clinvar.vcf')
    writeFileSync(path, readFileSync(CLINVAR, 'utf8').replace('##reference=GRCh38\n', ''))
    expect(await refusal(load(store, path))).toMatchObject({ code: 'needs-choice', field: 'build' })
    expect((await importFacts(store, path, { ...asTheFileSays, build: 'GRCh38' }, {})).taken).toBe(5)
  })

  it('keeps nothing of a file that is cancelled or ends damaged', async () => {
    const store = await newVault()
    const lines = Array.from(
      { length: 200_000 },
      (_, at) =>
        `17\t${7_000_000 + at}\t${at}\tA\tG\t.\t.\tALLELEID=${at};CLNSIG=Benign;CLNREVSTAT=no_assertion_criteria_provided`,
    )
    const head = readFileSync(CLINVAR, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('#'))
    const path = join(temporaryFolder(), 'large.vcf')
    writeFileSync(path, [...head, ...lines, ''].join('\n'))
    const abort = new AbortController()
    const progress: number[] = []
    const watch = {
      signal: abort.signal,
      onProgress: ({ rows }: { rows: number }) => {
        progress.push(rows)
        abort.abort()
      },
    }
    expect((await refusal(load(store, path, watch))).code).toBe('cancelled')
    expect(progress.length).toBeGreaterThan(0)
    const cut = join(temporaryFolder(), 'cut.vcf.gz')
    const packed = gzipSync([...head, ...lines, ''].join('\n'))
    writeFileSync(cut, packed.subarray(0, packed.length - 1000))
    expect((await refusal(load(store, cut))).code).toBe('bad-input')
    expect(await store.read('factFileList', {})).toEqual([])
    expect(await factsOf(store, { chrom: '17', pos: 7_000_005, ref: 'A', alt: 'G' })).toBeUndefined()
    // The vault is as usable as before.
    expect((await load(store, path)).taken).toBe(200_000)
  }, 60_000)

  it('lets no viewer import', async () => {
    const store = await newVault()
    await store.addUser({ ownPassword: PASSWORD, name: 'Kim', role: 'viewer', password: 'another horse' })
    const { directory } = store
    await store.close()
    const viewer = await openVault(directory, { user: 'Kim', password: 'another horse' })
    onTestFinished(() => viewer.close())
    expect((await refusal(load(viewer, CLINVAR))).code).toBe('not-allowed')
  })
})

describe('lookups', () => {
  it('are ranges of a key, never scans', async () => {
    const db = await openTestDatabase()
    const plans = Object.values(FACT_QUERIES).flatMap((sql) =>
      db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...[...sql.matchAll(/\?/g)].map(() => 0))
        .map((step) => (step as { detail: string }).detail),
    )
    expect(plans.filter((plan) => plan.startsWith('SCAN'))).toEqual([])
    expect(plans.filter((plan) => plan.includes('PRIMARY KEY')).length).toBeGreaterThan(0)
  })
})
