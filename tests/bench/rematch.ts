import { execFile } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RematchResult } from './rematch/child.ts'
import type { RematchSize, RematchVault } from './rematch/vault.ts'

const run = promisify(execFile)

/** Runs a script of rematch/ with the very Node that runs the bench; its one line of JSON. */
async function answerOf(script: string, ...args: readonly string[]): Promise<unknown> {
  const file = fileURLToPath(new URL(`./rematch/${script}`, import.meta.url))
  const { stdout } = await run(process.execPath, [file, ...args], { maxBuffer: 2 ** 30 })
  return JSON.parse(stdout)
}

async function child(...args: readonly string[]): Promise<RematchResult> {
  return (await answerOf('child.ts', ...args)) as RematchResult
}

/**
 * Which of the stored cases a new version of a pack touches: how long, how much memory, and whether the list
 * (with what changes in each case) is the one that matching every case whole against both versions gives.
 */
export async function benchRematch(
  scratch: string,
  size: RematchSize,
  runs: number,
  /** Cases that are matched whole as well; all of them take several minutes. */
  sample: number,
  say: (line?: string) => void,
): Promise<object> {
  const vault = path.join(scratch, 'rematch')
  mkdirSync(scratch, { recursive: true })
  // Linux counts what a process holds into the peak of those that it starts: this one stays small.
  const { before, after } = (await answerOf('fill.ts', vault, JSON.stringify(size))) as RematchVault
  const versions = [vault, String(before), String(after)]
  say()
  say(
    `Re-matching ${size.cases.toLocaleString('en')} stored cases (${size.dense ? 'a dense world' : 'as a hospital has them'}) against a changed pack of ` +
      `${size.assertions.toLocaleString('en')} assertions, two threads, each loading both versions itself`,
  )
  const results: RematchResult[] = []
  for (let number = 0; number < runs; number += 1) results.push(await child('affected', ...versions))
  const seconds = results.map(({ milliseconds }) => milliseconds / 1000).sort((a, b) => a - b)
  const [first] = results
  if (first === undefined) throw new Error('no run')
  const median = seconds[Math.floor(seconds.length / 2)] ?? NaN
  say(
    `  time     ${median.toFixed(2)} s (${(seconds[0] ?? NaN).toFixed(2)} .. ${(seconds.at(-1) ?? NaN).toFixed(2)}, n=${runs})`,
  )
  const cpu = results.map(({ cpuMilliseconds }) => cpuMilliseconds / 1000).sort((a, b) => a - b)
  say(`  CPU      ${(cpu[Math.floor(cpu.length / 2)] ?? NaN).toFixed(2)} s, all threads`)
  const memory = Math.max(...results.map(({ peakMegabytes }) => peakMegabytes))
  say(`  memory   ${memory.toFixed(0)} MB at its peak, the whole process`)
  say(`  progress told ${first.progressCalls} times`)
  say(
    `  ${first.changedAssertions} assertions changed; ${first.affected.length.toLocaleString('en')} cases affected`,
  )

  // Two of every `step` cases, spread over the vault: a small sample is no other mixture.
  const step = Math.max(2, Math.round((2 * size.cases) / sample))
  // One process opens a vault at a time: the second has a copy.
  const copy = `${vault}-copy`
  cpSync(vault, copy, { recursive: true })
  const shares = await Promise.all([
    child('brute', vault, String(before), String(after), '0', String(step)),
    child('brute', copy, String(before), String(after), '1', String(step)),
  ])
  const checked = new Set(shares.flatMap((share) => share.checked))
  const expected = shares.flatMap(({ affected }) => affected).sort(([a], [b]) => a - b)
  const exact = JSON.stringify(expected) === JSON.stringify(first.affected.filter(([id]) => checked.has(id)))
  const longest = Math.max(...shares.map(({ milliseconds }) => milliseconds)) / 1000
  say(
    `  brute force (${checked.size.toLocaleString('en')} of ${size.cases.toLocaleString('en')} cases matched whole against both versions, two processes): ${longest.toFixed(0)} s, ` +
      `${expected.length.toLocaleString('en')} cases affected; ` +
      (exact ? 'the same cases with the same changes' : 'THE LISTS DIFFER'),
  )
  if (!exact) process.exitCode = 1
  return {
    ...size,
    seconds,
    cpuSeconds: cpu,
    peakMegabytes: memory,
    changedAssertions: first.changedAssertions,
    affectedCases: first.affected.length,
    exact,
    checkedCases: checked.size,
    bruteForceSeconds: longest,
  }
}
