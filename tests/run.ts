import { startVitest } from 'vitest/node'

/**
 * `npm test`: unit, integration and end-to-end tests in one run, closing with one plain line. Arguments
 * narrow the run to test files whose path holds them.
 */
const filters = process.argv.slice(2)
const vitest = await startVitest('test', filters, { watch: false, run: true, reporters: ['default'] })

const modules = vitest.state.getTestModules()
const tests = modules.flatMap((module) => [...module.children.allTests()])
const count = (state: string): number => tests.filter((test) => test.result().state === state).length
// A file that does not load, and a suite whose beforeAll throws, fail without a single failed test.
const broken = modules.filter(
  (module) => module.state() === 'failed' && ![...module.children.allTests('failed')].length,
).length
const unhandled = vitest.state.getUnhandledErrors().length
const failed = count('failed') + broken + unhandled
await vitest.close()
console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`)
process.exit(failed > 0 || count('passed') === 0 ? 1 : 0)
