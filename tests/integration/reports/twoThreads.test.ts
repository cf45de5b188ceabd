import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { loadAnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { AnnotationContext } from '../../../electron/reports/annotationContext.ts'
import type { BlockWorkerData, ToBlockWorker } from '../../../electron/reports/vcf/blockHelper.ts'
import { vcfPieces } from '../../bench/generate.ts'
import { errorOf, readAll } from '../../unit/reports/readAll.ts'
import { temporaryFolder } from '../store/vaultFixture.ts'

const RESOURCES = join(import.meta.dirname, '../../../resources')
const NO_REFERENCES = { GRCh37: null, GRCh38: null }
const HELPER = new URL('../../../electron/reports/vcf/blockWorker.ts', import.meta.url)
const RECORDS = 120_000

/** A second thread that runs this program, and how many blocks it was given. */
function countingHelper(program: URL = HELPER): {
  readonly helper: MessagePort
  readonly blocks: () => number
} {
  let blocks = 0
  const { port1: helper, port2: port } = new MessageChannel()
  const workerData: BlockWorkerData = { port, resourcesDirectory: RESOURCES, references: NO_REFERENCES }
  const worker = new Worker(program, { execArgv: [], workerData, transferList: [port] })
  worker.on('error', () => undefined)
  const post = helper.postMessage.bind(helper)
  helper.postMessage = (message: ToBlockWorker, transfer?: readonly ArrayBuffer[]) => {
    if (message.type === 'block') blocks += 1
    post(message, transfer ?? [])
  }
  onTestFinished(async () => {
    await worker.terminate()
  })
  return { helper, blocks: () => blocks }
}

/** Generated records with what a file has besides: rearrangements, refused lines, records without an allele. */
function fileWith(extra: (line: number) => string | null): string {
  const lines = [...vcfPieces(RECORDS)].join('').split('\n')
  const mixed = lines.flatMap((line, index) => {
    const added = line === '' || line.startsWith('#') ? null : extra(index)
    return added === null ? [line] : [line, added]
  })
  const path = join(temporaryFolder(), 'large.vcf')
  writeFileSync(path, mixed.join('\n'))
  return path
}

function record(chrom: string, pos: number, id: string, ref: string, alt: string, info: string): string {
  return [
    chrom,
    pos,
    id,
    ref,
    alt,
    '.',
    'PASS',
    info,
    'GT:AD:AF:DP:F1R2:F2R1',
    '0/0:30,0:0.010:30:15,0:15,0',
    '0/1:40,20:0.333:60:20,10:20,10',
  ].join('\t')
}

/** Mates far apart in the file, so that they fall into blocks of different threads. */
function besides(index: number): string | null {
  if (index === 4000)
    return record('chr2', 29223500, 'bnd_a', 'A', 'A[chr2:42299400[', 'SVTYPE=BND;MATEID=bnd_b')
  if (index === 90_000)
    return record('chr2', 42299400, 'bnd_b', 'T', ']chr2:29223500]T', 'SVTYPE=BND;MATEID=bnd_a')
  if (index % 9000 === 0) return record('chrNowhere', 5, '.', 'A', 'G', 'DP=1')
  if (index % 7001 === 0) return record('chr1', 5000 + index, '.', 'A', '.', 'DP=1')
  return null
}

describe('a large VCF', () => {
  let context: AnnotationContext

  beforeAll(async () => {
    context = await loadAnnotationContext(RESOURCES, NO_REFERENCES)
  })

  test(
    'read by two threads gives what one gives, in the order of the file',
    { timeout: 120_000 },
    async () => {
      const path = fileWith(besides)
      const alone = await readAll(path, { context })
      const { helper, blocks } = countingHelper()
      const shared = await readAll(path, { context, helper })
      expect(blocks()).toBeGreaterThan(10)
      expect(shared.summary).toEqual(alone.summary)
      expect(shared.alterations).toEqual(alone.alterations)
      expect(shared.alterations).toHaveLength(1)
      expect(shared.summary.refusedCount).toBeGreaterThan(10)
      // Numbers of annotations and calls depend on who came first; what they stand for does not.
      const named = (rows: typeof alone.rows): object[] =>
        rows.map((row) => ({ ...row, annotation: 0, call: 0 }))
      expect(named(shared.rows)).toEqual(named(alone.rows))
    },
  )

  test(
    'with a broken line is refused at that line by whichever thread met it',
    { timeout: 120_000 },
    async () => {
      const path = fileWith((index) => (index === 100_000 ? 'chr9\tnot a position' : null))
      const alone = await errorOf(readAll(path, { context }))
      expect(await errorOf(readAll(path, { context, helper: countingHelper().helper }))).toEqual(alone)
      expect(alone).toMatchObject({ code: 'bad-input', line: 100_002 })
    },
  )

  test(
    'is read to its end where the second thread dies before its first block',
    { timeout: 120_000 },
    async () => {
      const path = fileWith(() => null)
      const { helper } = countingHelper(new URL('data:text/javascript,throw new Error("no memory")'))
      const { summary } = await readAll(path, { context, helper })
      expect(summary.read).toBe(RECORDS)
    },
  )
})
