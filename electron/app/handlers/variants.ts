import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { lollipop } from '../lollipop.ts'
import { phasePartners } from '../readPhases.ts'

export const variantHandlers: Handlers<'variant/query' | 'variant/get' | 'variant/phase' | 'gene/lollipop'> =
  {
    async 'variant/query'(context, args) {
      const page = await openStore(context).read('variantQuery', args)
      return { ...page, rows: [...page.rows] }
    },
    'variant/get': (context, args) => openStore(context).read('variantGet', args),
    async 'variant/phase'(context, { caseId, variantId }) {
      return { partners: await phasePartners(context, caseId, variantId) }
    },
    'gene/lollipop': (context, { caseId, gene }) => lollipop(context, caseId, gene),
  }
