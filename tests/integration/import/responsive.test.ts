import { expect, test } from 'vitest'
import { generatedVcf } from '../../bench/generate.ts'
import { temporaryFolder } from '../store/vaultFixture.ts'
import { importInto, variants, vaultWithCase } from './importFixture.ts'

/** What the window may wait for its own process: the limit of the promise, in milliseconds. */
const LONGEST_WAIT = 50

/**
 * A timer's lateness tells how long the event loop, on which every answer of the window runs, was held up.
 * Other programs on a busy machine hold it up too, so a single outlier of the scheduler is set apart: the
 * 99.5th percentile of some thousand ticks must keep the promise, which a blocking import of seconds cannot.
 */
test('the main thread answers within 50 ms while 200,000 records are imported, and the store answers reads', async () => {
  const file = await generatedVcf(temporaryFolder(), 200_000, true)
  const vault = await vaultWithCase()
  const lateness: number[] = []
  let expected = performance.now() + 2
  const timer = setInterval(() => {
    const now = performance.now()
    lateness.push(Math.max(0, now - expected))
    expected = now + 2
  }, 2)
  let done = false
  const totals: number[] = []
  const reading = (async () => {
    while (!done) {
      totals.push((await variants(vault)).total)
      await vault.store.read('caseGet', { caseId: vault.caseId })
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })()
  const report = await importInto(vault, file).finally(() => (done = true))
  clearInterval(timer)
  await reading
  // Reads were answered all along, and saw either nothing of the report or the whole of it.
  const whole = report.alterations['smallVariant'] ?? 0
  expect(totals.length).toBeGreaterThan(10)
  expect(totals.filter((total) => total !== 0 && total !== whole)).toEqual([])
  expect((await variants(vault)).total).toBe(whole)
  const sorted = lateness.toSorted((left, right) => left - right)
  expect(sorted.length).toBeGreaterThan(200)
  expect(sorted[Math.floor(sorted.length * 0.995)]).toBeLessThan(LONGEST_WAIT)
})
