import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importReport } from '../../../electron/app/import/importReport.ts'
import { loadKnowledge } from '../../../electron/app/loadKnowledge.ts'
import { askedGenes, storedFindings } from '../../../electron/app/matchStoredCase.ts'
import { affectedCases, readFound } from '../../../electron/app/rematch/affectedCases.ts'
import { stateLoader } from '../../../electron/app/rematch/knowledgeState.ts'
import type { KnowledgeState } from '../../../electron/app/rematch/messages.ts'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import { compareReports } from '../../../electron/interpret/versions/compareReports.ts'
import { genesAskedBy } from '../../../electron/interpret/versions/knowledgeChange.ts'
import type { Store } from '../../../electron/store/calls.ts'
import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { ReportChange } from '../../../shared/packComparison.ts'
import { caseInput, temporaryFolder } from '../store/vaultFixture.ts'
import { ORIGIN, TALLY, appWithVault, pack, storeOf } from './appFixture.ts'

/** The list of affected cases against whole reports, each read from the store as its state of the knowledge would. */

const RESOURCES = join(import.meta.dirname, '../../../resources')

function state(packId: number): KnowledgeState {
  return { shipped: [], packIds: [packId], oncotreeId: null }
}

async function save(store: Store, made: KnowledgePack): Promise<number> {
  const { packId } = await store.write('packSave', {
    pack: made,
    origin: ORIGIN,
    tally: TALLY,
    activate: false,
  })
  return packId
}

/** A tumor-only report with one variant of a gene that is asked about because it may be inherited. */
async function tumorOnlyCase(store: Store, protein: string): Promise<void> {
  const { caseId } = await store.write('caseCreate', {
    input: caseInput({ pseudonym: `P-${protein}`, diagnosis: 'LUAD' }),
  })
  const path = join(temporaryFolder(), 'tumor.maf')
  const titles = 'Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2'
  writeFileSync(
    path,
    `${titles}\tVariant_Classification\tHGVSp_Short\tt_depth\tt_alt_count\n` +
      `BRCA2\tGRCh38\t13\t32337185\tA\tT\tNonsense_Mutation\t${protein}\t200\t100\n`,
  )
  await importReport(
    store,
    { caseId, path, build: 'GRCh38', tumorSample: null, assay: null, specimen: null },
    {},
    RESOURCES,
  )
}

/** Null where nothing differs. */
async function wholeReports(store: Store, before: number, after: number): Promise<ReportChange[]> {
  const load = stateLoader(await loadKnowledge(RESOURCES), store)
  const changes: ReportChange[] = []
  for (const caseId of await store.read('caseIds', {})) {
    const [old, fresh] = await Promise.all(
      [before, after].map(async (packId) => {
        const knowledge = await load(state(packId))
        const asked = askedGenes(genesAskedBy(knowledge.packs), knowledge)
        return matchCase(await storedFindings(store, caseId, asked), knowledge)
      }),
    )
    if (old !== undefined && fresh !== undefined) changes.push(compareReports(old, fresh))
  }
  return changes
}

describe('cases that a new version touches', () => {
  test('a gene that nobody asked about before brings its own warnings', async () => {
    const { app } = await appWithVault()
    const store = storeOf(app)
    await tumorOnlyCase(store, 'p.K944*')
    const first = pack('1', 'a-drug')
    const [entry] = first.assertions
    if (entry === undefined) throw new Error('no assertion')
    const second: KnowledgePack = {
      ...first,
      manifest: { ...first.manifest, version: '2' },
      assertions: [
        entry,
        { ...entry, id: 'brca2', biomarker: { leaf: 'proteinChange', gene: 'BRCA2', change: 'A10V' } },
      ],
    }
    const [before, after] = [await save(store, first), await save(store, second)]
    const expected = await wholeReports(store, before, after)
    expect(expected.map(({ warningsAdded }) => warningsAdded)).toEqual([
      [expect.stringContaining('BRCA2 K944*')],
    ])
    const found = await affectedCases({
      store,
      resourcesDirectory: RESOURCES,
      before: state(before),
      after: state(after),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    expect(found.map((one) => readFound(one).change)).toEqual(expected)
  })
})
