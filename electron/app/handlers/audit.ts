import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'

export const auditHandlers: Handlers<'audit/list' | 'audit/verify'> = {
  async 'audit/list'(context, args) {
    const { total, rows } = await openStore(context).read('auditList', args)
    return { total, rows: [...rows] }
  },
  'audit/verify': (context) => openStore(context).read('auditVerify', {}),
}
