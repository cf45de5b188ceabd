import type { TrialReport } from '../../../shared/trialMatch.ts'
import { whyNot, whyNotSuggestions } from '../../interpret/matching/whyNot.ts'
import { matchTrials } from '../../interpret/trials/trials.ts'
import { type AppContext, openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'
import { caseFindings } from '../matchStoredCase.ts'

/** Matches a stored case against the trial lists of the knowledge in use; ages are counted for today. */
export async function matchStoredTrials(context: AppContext, caseId: number): Promise<TrialReport> {
  // First: it throws where no vault is open, and what was begun before that would be left to itself.
  const store = openStore(context)
  const [findings, patient, knowledge] = await Promise.all([
    caseFindings(context, caseId),
    store.read('caseGet', { caseId }),
    context.knowledge(),
  ])
  return matchTrials(findings, patient, knowledge, new Date().toISOString().slice(0, 10))
}

export const trialHandlers: Handlers<'trial/match' | 'match/whyNot' | 'match/whyNotSubjects'> = {
  'trial/match': (context, { caseId }) => matchStoredTrials(context, caseId),

  async 'match/whyNot'(context, { caseId, subject }) {
    return whyNot(await caseFindings(context, caseId), await context.knowledge(), subject)
  },

  async 'match/whyNotSubjects'(context, { text, limit }) {
    const { packs } = await context.knowledge()
    return { subjects: whyNotSuggestions(packs, text, limit) }
  },
}
