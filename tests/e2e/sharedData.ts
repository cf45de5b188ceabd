import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** A real file of the shared data, e.g. `reports/pcgr/x.vcf.gz`; null, saying so, where it is not here. */
export function sharedFile(name: string): string | null {
  const path = `${folder}${name}`
  if (existsSync(path)) return path
  console.log(`skipped: ../shared/data/${name} is not on this machine`)
  return null
}

/** Standard output of another program; null, saying so, where that program is not here. */
export function outputOf(program: string, args: readonly string[]): string | null {
  const run = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  if (run.error !== undefined) {
    console.log(`skipped: ${program} is not on this machine`)
    return null
  }
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.stderr}`)
  return run.stdout
}
