import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { CaseboardError } from '../../../shared/errors.ts'
import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { importKnowledgeFile, previewKnowledgeFile } from '../knowledgeImport/importKnowledgeFile.ts'
import { refusedTable } from '../knowledgeImport/refusedTable.ts'

export const knowledgeImportHandlers: Handlers<
  'knowledge/preview' | 'knowledge/import' | 'knowledge/writeRefused'
> = {
  async 'knowledge/preview'(context, file) {
    openStore(context)
    return previewKnowledgeFile(context, file)
  },

  'knowledge/import'(context, { files }) {
    openStore(context)
    return {
      jobId: context.jobs.start('knowledge import', 'Importing knowledge', async (control) => {
        for (const [index, file] of files.entries()) {
          control.label(`Reading ${basename(file.path)}`)
          const outcome = await importKnowledgeFile(context, file, {
            signal: control.signal,
            onProgress: (done) => control.progress({ done: index + done, total: files.length, variants: 0 }),
          })
          control.progress({ done: index + 1, total: files.length, variants: 0 })
          control.knowledgeImported(outcome)
        }
      }),
    }
  },

  async 'knowledge/writeRefused'(context, { jobId, path }) {
    const { text, rows } = refusedTable(context.jobs.get(jobId).knowledge)
    try {
      await writeFile(path, text, 'utf8')
    } catch (error) {
      throw new CaseboardError({
        code: 'bad-input',
        message: `The table cannot be written: ${error instanceof Error ? error.message : String(error)}`,
        remedy: 'Choose a folder you may write to.',
        file: path,
      })
    }
    return { path, rows }
  },
}
