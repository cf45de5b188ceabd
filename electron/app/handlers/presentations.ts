import { openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { presentationThenAndNow, recordPresentation } from '../presentations.ts'

export const presentationHandlers: Handlers<
  'presentation/record' | 'presentation/list' | 'presentation/get'
> = {
  'presentation/record': (context, wish) => recordPresentation(context, wish),

  async 'presentation/list'(context, { caseId }) {
    return { presentations: [...(await openStore(context).read('presentationList', { caseId }))] }
  },

  async 'presentation/get'(context, { presentationId }) {
    const answer = await presentationThenAndNow(context, presentationId)
    await openStore(context).write('auditAppend', {
      action: 'presentation read',
      subject: answer.shown.case.pseudonym,
      detail: `as presented ${answer.presentation.at}`,
    })
    return answer
  },
}
