import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const script = fileURLToPath(new URL('./withoutNetwork.ts', import.meta.url))

/** An empty network namespace has no interface but a loopback that is down: nothing could be reached at all. */
function namespaceProblem(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a matter of Linux'
  const tried = spawnSync('unshare', ['-n', 'true'], { encoding: 'utf8' })
  if (tried.error !== undefined) return 'unshare is not on this machine'
  return tried.status === 0 ? null : `unshare -n needs root here (${tried.stderr.trim()})`
}

test('the demonstration, its therapies and genome, and an import work in an empty network namespace', () => {
  const problem = namespaceProblem()
  if (problem !== null) {
    console.log(`skipped: ${problem}`)
    return
  }
  const run = spawnSync('unshare', ['-n', process.execPath, script], { encoding: 'utf8', timeout: 110_000 })
  expect(`${run.stdout}${run.stderr}`).toContain('worked without a network')
  expect(run.status).toBe(0)
})
