import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportFile } from '../../../shared/api.ts'
import { previewReport } from '../../reports/readReport.ts'
import type { Store } from '../../store/calls.ts'
import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { importReport } from '../import/importReport.ts'
import type { JobControl } from '../jobs.ts'
import { reportLine } from '../reportLine.ts'

/**
 * Imports files one after the other, each in its own transaction: what is in is in, the first error ends the
 * job and nothing of that file is kept.
 */
export async function importFiles(
  store: Store,
  caseId: number,
  files: readonly ImportFile[],
  control: JobControl,
  resourcesDirectory: string,
): Promise<void> {
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(file.path).catch(() => null))?.size ?? 0),
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let finished = 0
  let variants = 0
  for (const [index, file] of files.entries()) {
    control.label(`Importing ${basename(file.path)}`)
    const before = variants
    const report = await importReport(
      store,
      { caseId, ...file },
      {
        signal: control.signal,
        onProgress: (progress) => {
          variants = before + progress.variants
          control.progress({ done: finished + progress.bytesRead, total, variants })
        },
      },
      resourcesDirectory,
    )
    finished += sizes[index] ?? 0
    control.progress({ done: finished, total, variants })
    control.imported(report)
  }
}

export const reportHandlers: Handlers<
  'report/preview' | 'report/import' | 'report/remove' | 'report/line' | 'job/get' | 'job/cancel'
> = {
  async 'report/preview'(_context, { path }) {
    const preview = await previewReport(path)
    const { size } = await stat(path)
    return {
      ...preview,
      path,
      fileName: basename(path),
      bytes: size,
      samples: [...preview.samples],
      needs: [...preview.needs],
    }
  },

  'report/import'(context, { caseId, files }) {
    const store = openStore(context)
    const { resourcesDirectory } = context.options
    return {
      jobId: context.jobs.start('import', 'Importing', (control) =>
        importFiles(store, caseId, files, control, resourcesDirectory),
      ),
    }
  },

  async 'report/remove'(context, args) {
    await openStore(context).write('reportRemove', args)
    return { done: true }
  },

  'report/line': (context, { reportId, line }) => reportLine(openStore(context), reportId, line),

  'job/get': (context, { jobId }) => context.jobs.get(jobId),

  'job/cancel'(context, { jobId }) {
    context.jobs.cancel(jobId)
    return { done: true }
  },
}
