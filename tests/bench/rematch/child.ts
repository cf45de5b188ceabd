import { performance } from 'node:perf_hooks'
import { loadKnowledge } from '../../../electron/app/loadKnowledge.ts'
import { askedGenes, storedFindings } from '../../../electron/app/matchStoredCase.ts'
import type { AskedGenes } from '../../../electron/app/matchStoredCase.ts'
import { affectedCases } from '../../../electron/app/rematch/affectedCases.ts'
import { stateLoader } from '../../../electron/app/rematch/knowledgeState.ts'
import type { KnowledgeState } from '../../../electron/app/rematch/messages.ts'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import type { MatchKnowledge } from '../../../electron/interpret/matching/match.ts'
import { compareReports, isUnchanged } from '../../../electron/interpret/versions/compareReports.ts'
import { genesAskedBy, prepareChange } from '../../../electron/interpret/versions/knowledgeChange.ts'
import { openVault } from '../../../electron/store/storeClient.ts'
import { CREDENTIALS, RESOURCES } from './vault.ts'

/**
 * One measurement in a process of its own: `node child.ts affected VAULT BEFORE AFTER`, or
 * `node child.ts brute VAULT BEFORE AFTER SHARE OF`, which matches every case whole against both versions,
 * read through the store as the window does. Prints one JSON line.
 */

export interface RematchResult {
  readonly milliseconds: number
  /** Processor time of all threads, user and system. */
  readonly cpuMilliseconds: number
  readonly peakMegabytes: number
  readonly progressCalls: number
  readonly changedAssertions: number
  /** Case number and its change as JSON. */
  readonly affected: readonly (readonly [number, string])[]
  /** Numbers of the cases that were matched whole. */
  readonly checked: readonly number[]
}

const [task = '', vault = '', before = '', after = '', share = '0', of = '1'] = process.argv.slice(2)

const store = await openVault(vault, CREDENTIALS)
const shipped = await loadKnowledge(RESOURCES)
const state = (packId: string): KnowledgeState => ({
  shipped: shipped.packs.map(({ manifest }) => manifest.name),
  packIds: [Number(packId)],
  oncotreeId: null,
})
const load = stateLoader(shipped, store)

async function affected(): Promise<RematchResult> {
  let progressCalls = 0
  const cpu = process.cpuUsage()
  const start = performance.now()
  const cases = await affectedCases({
    store,
    resourcesDirectory: RESOURCES,
    before: state(before),
    after: state(after),
    signal: new AbortController().signal,
    onProgress: () => (progressCalls += 1),
  })
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  const change = prepareChange(await load(state(before)), await load(state(after)))
  return {
    milliseconds,
    cpuMilliseconds: (user + system) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    progressCalls,
    changedAssertions: change.changed.length,
    affected: cases.map(({ caseId, changeJson }) => [caseId, changeJson]),
    checked: [],
  }
}

async function brute(): Promise<RematchResult> {
  const start = performance.now()
  const [old, fresh] = [await load(state(before)), await load(state(after))]
  const { renamed } = prepareChange(old, fresh)
  const report = async (caseId: number, knowledge: MatchKnowledge, asked: AskedGenes) =>
    matchCase(await storedFindings(store, caseId, asked), knowledge)
  const [askedOld, askedFresh] = [
    askedGenes(genesAskedBy(old.packs), old),
    askedGenes(genesAskedBy(fresh.packs), fresh),
  ]
  const found: [number, string][] = []
  const checked: number[] = []
  for (const [index, caseId] of (await store.read('caseIds', {})).entries()) {
    if (index % Number(of) !== Number(share)) continue
    checked.push(caseId)
    const compared = compareReports(
      await report(caseId, old, askedOld),
      await report(caseId, fresh, askedFresh),
      renamed,
    )
    if (!isUnchanged(compared)) found.push([caseId, JSON.stringify(compared)])
  }
  return {
    milliseconds: performance.now() - start,
    cpuMilliseconds: 0,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    progressCalls: 0,
    changedAssertions: 0,
    affected: found,
    checked,
  }
}

try {
  process.stdout.write(`${JSON.stringify(task === 'brute' ? await brute() : await affected())}\n`)
} finally {
  await store.close()
}
