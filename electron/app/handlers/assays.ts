import { openStore } from '../appContext.ts'
import { readAssayFile } from '../assayFile.ts'
import type { Handlers } from '../handlerTypes.ts'

export const assayHandlers: Handlers<'assay/list' | 'assay/add'> = {
  async 'assay/list'(context) {
    return { assays: [...(await openStore(context).read('assayList', {}))] }
  },

  async 'assay/add'(context, { path }) {
    const assay = await readAssayFile(path)
    return openStore(context).write('assaySave', { assay })
  },
}
