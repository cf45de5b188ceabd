import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applicationDirectory } from '../../../electron/app/paths.ts'
import type { ImportFile } from '../../../shared/api.ts'
import type { MatchReport } from '../../../shared/match.ts'
import type { SpecimenKind } from '../../../shared/model.ts'
import { caseInput } from '../store/vaultFixture.ts'
import { ask, openApp } from '../knowledge/appFixture.ts'

/** What is said of a file beside its content; a specimen is named by its kind. */
export interface Said {
  readonly build?: ImportFile['build']
  readonly assay?: string
  readonly specimen?: SpecimenKind
}

/** The application core over a vault of its own, asked by the calls that the screens make. */
export interface Board {
  /** A file of the test's own folder, written. */
  file(name: string, content: string): string
  /** Imports a file into a new case and matches it. */
  advice(pseudonym: string, diagnosis: string, path: string, said?: Said): Promise<MatchReport>
  close(): Promise<void>
}

/** A board with the demonstration's panel described. */
export async function openBoard(): Promise<Board> {
  const folder = mkdtempSync(join(tmpdir(), 'caseboard-advice-'))
  const app = await openApp(join(folder, 'vault'), join(folder, 'state'))
  await ask(app, 'assay/add', {
    path: join(applicationDirectory(), 'resources/demo/assays/solid-panel-60.json'),
  })
  return {
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async advice(pseudonym, diagnosis, path, { build = null, assay = null, specimen } = {}) {
      const specimens =
        specimen === undefined
          ? []
          : [{ name: specimen, kind: specimen, site: null, collected: null, purity: null }]
      const input = caseInput({ pseudonym, diagnosis, specimens })
      const { caseId } = await ask(app, 'case/create', { input })
      const file = { path, build, tumorSample: null, assay, specimen: specimen ?? null }
      const { jobId } = await ask(app, 'report/import', { caseId, files: [file] })
      await app.context.jobs.settled()
      const job = await ask(app, 'job/get', { jobId })
      if (job.state !== 'done') throw new Error(job.error?.message ?? job.state)
      return ask(app, 'match/run', { caseId })
    },
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Drugs of the matched sensitivities, each regimen as `a + b`. */
export function offered(report: MatchReport): string[] {
  return regimens(report, 'sensitivity')
}

export function resisted(report: MatchReport): string[] {
  return regimens(report, 'resistance')
}

function regimens(report: MatchReport, effect: string): string[] {
  return report.matches
    .filter((match) => match.status === 'matched' && match.effect === effect)
    .map((match) => match.drugs.join(' + '))
}
