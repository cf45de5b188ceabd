import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Numbers of one run in a child process. */
export interface ChildResult {
  readonly milliseconds: number
  readonly secondMilliseconds?: number
  /** An import until the vault is closed, so with the write-ahead log folded into the database. */
  readonly closedMilliseconds?: number
  /** Processor time of all threads, user and system, until the vault is closed. */
  readonly cpuMilliseconds?: number
  readonly variants: number
  /** Peak resident memory of the whole process, all threads. */
  readonly peakMegabytes: number
  readonly eventLoopDelayMilliseconds: number
}

/** Runs child.ts with the very Node that runs the bench. */
export function runChild(...args: readonly string[]): ChildResult {
  const child = fileURLToPath(new URL('./child.ts', import.meta.url))
  const output = execFileSync(process.execPath, [child, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output) as ChildResult
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly runs: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
  return { median, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN, runs: sorted.length }
}

/** `6.91 (6.80 .. 7.30, n=3)` */
export function spreadText({ median, least, most, runs }: Spread, digits: number, scale = 1): string {
  const format = (value: number): string => (value / scale).toFixed(digits)
  return `${format(median)} (${format(least)} .. ${format(most)}, n=${runs})`
}
