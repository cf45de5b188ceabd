import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { lollipop } from '../lollipop.ts'

export const variantHandlers: Handlers<'variant/query' | 'variant/get' | 'gene/lollipop'> = {
  async 'variant/query'(context, args) {
    const page = await openStore(context).read('variantQuery', args)
    return { ...page, rows: [...page.rows] }
  },
  'variant/get': (context, args) => openStore(context).read('variantGet', args),
  'gene/lollipop': (context, { caseId, gene }) => lollipop(context, caseId, gene),
}
