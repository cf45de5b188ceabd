import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { importReport } from '../../electron/app/import/importReport.ts'
import { createVault, openVault } from '../../electron/store/storeClient.ts'
import { caseInputSchema } from '../../shared/model.ts'
import { variantQuerySchema } from '../../shared/variantQuery.ts'
import type { ChildResult } from './measure.ts'

/**
 * One measurement in a process of its own, so that peak memory is its own too:
 * `node child.ts import VAULT FILE` or `node child.ts open VAULT`. Prints one JSON line.
 */

const CREDENTIALS = { user: 'bench', password: 'bench password, not a secret' }
const PSEUDONYM = 'BENCH-1'
const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url))

function tell(result: ChildResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

async function measureImport(vault: string, file: string): Promise<void> {
  rmSync(vault, { recursive: true, force: true })
  await createVault(vault, { administrator: CREDENTIALS.user, password: CREDENTIALS.password })
  const store = await openVault(vault, CREDENTIALS)
  const { caseId } = await store.write('caseCreate', {
    input: caseInputSchema.parse({ pseudonym: PSEUDONYM, diagnosis: 'LUAD' }),
  })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  const report = await importReport(
    store,
    { caseId, path: file, build: null, tumorSample: null, assay: null, specimen: null },
    {},
    RESOURCES,
  )
  const milliseconds = performance.now() - start
  delay.disable()
  await store.close()
  const closedMilliseconds = performance.now() - start
  const cpu = process.cpuUsage(cpuBefore)
  tell({
    milliseconds,
    closedMilliseconds,
    cpuMilliseconds: (cpu.user + cpu.system) / 1000,
    variants: report.alterations['smallVariant'] ?? 0,
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
    eventLoopDelayMilliseconds: delay.max / 1e6,
  })
}

/** What the window asks for when a case is opened: its sheet, its reports, the rest, the first page. */
async function measureOpen(vault: string): Promise<void> {
  const store = await openVault(vault, CREDENTIALS)
  const times: number[] = []
  let variants = 0
  for (let run = 0; run < 2; run += 1) {
    const start = performance.now()
    const found = await store.read('caseByPseudonym', { pseudonym: PSEUDONYM })
    if (found === null) throw new Error('The bench case is missing.')
    const caseId = found.id
    const [, , , page] = await Promise.all([
      store.read('caseGet', { caseId }),
      store.read('reportList', { caseId }),
      store.read('otherAlterations', { caseId }),
      store.read(
        'variantQuery',
        variantQuerySchema.parse({
          caseId,
          filter: {},
          sort: { column: 'position', descending: false },
          offset: 0,
          limit: 100,
        }),
      ),
    ])
    variants = page.total
    times.push(performance.now() - start)
  }
  await store.close()
  const [first = NaN, second = NaN] = times
  tell({
    milliseconds: first,
    secondMilliseconds: second,
    variants,
    peakMegabytes: process.resourceUsage().maxRSS / 1000,
    eventLoopDelayMilliseconds: 0,
  })
}

const [what, vault = '', file = ''] = process.argv.slice(2)
if (what === 'import') await measureImport(vault, file)
else if (what === 'open') await measureOpen(vault)
else throw new Error('Say import or open.')
