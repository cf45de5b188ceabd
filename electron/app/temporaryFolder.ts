import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TemporaryKind = 'profile' | 'demonstration'

/**
 * Makes a throw-away folder `caseboard-<kind>-<process number>-...` and first deletes those that a process
 * left behind which no longer runs: a crash must not leave a browser profile or a demonstration vault lying.
 */
export async function makeTemporaryFolder(kind: TemporaryKind): Promise<string> {
  const prefix = `caseboard-${kind}-`
  const names = await readdir(tmpdir())
  const orphans = names.filter(
    (name) => name.startsWith(prefix) && !runs(Number.parseInt(name.slice(prefix.length), 10)),
  )
  await Promise.all(
    orphans.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined)),
  )
  return mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
}

/** Whether a process of this number runs; one that belongs to somebody else does. */
function runs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
