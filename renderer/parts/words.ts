import type { Effect } from '../../shared/knowledge.ts'
import type { DiseaseMatch, Reason, Truth } from '../../shared/match.ts'
import type { FindingStatus } from '../../shared/model.ts'
import type { TrialStatus } from '../../shared/trial.ts'
import type { TrialOutcome } from '../../shared/trialMatch.ts'
import type { WhyNotEntry } from '../../shared/whyNot.ts'
import type { IconName } from './Icon.tsx'

/** How a state is said: a word, an icon and a tone together, so that no meaning rests on colour. */
export interface Said {
  readonly word: string
  readonly icon: IconName
  readonly tone: 'good' | 'bad' | 'warn' | 'open' | 'neutral'
}

export function truthWord(truth: Truth): Said {
  switch (truth) {
    case 'true':
      return { word: 'met', icon: 'check', tone: 'good' }
    case 'false':
      return { word: 'not met', icon: 'cross', tone: 'bad' }
    case 'not assessed':
      return { word: 'not assessed', icon: 'question', tone: 'open' }
  }
}

/** A leaf under `not` is fulfilled when the finding is absent: say that, not "false". */
export function reasonWord(reason: Pick<Reason, 'result' | 'negated'>): Said {
  if (!reason.negated) return truthWord(reason.result)
  switch (reason.result) {
    case 'true':
      return { word: 'present, must be absent', icon: 'cross', tone: 'bad' }
    case 'false':
      return { word: 'absent, as required', icon: 'check', tone: 'good' }
    case 'not assessed':
      return { word: 'not assessed', icon: 'question', tone: 'open' }
  }
}

export function findingWord(status: FindingStatus): Said {
  switch (status) {
    case 'detected':
      return { word: 'detected', icon: 'check', tone: 'good' }
    case 'not detected':
      return { word: 'not detected', icon: 'cross', tone: 'neutral' }
    case 'not assessed':
      return { word: 'not assessed', icon: 'question', tone: 'open' }
  }
}

/** A figure without a verdict of the assay: neither detected nor not, but measured. */
export const measured: Said = { word: 'measured', icon: 'info', tone: 'neutral' }

export function effectWord(effect: Effect): Said {
  switch (effect) {
    case 'sensitivity':
      return { word: 'sensitivity', icon: 'up', tone: 'good' }
    case 'resistance':
      return { word: 'resistance', icon: 'stop', tone: 'bad' }
    case 'toxicity':
      return { word: 'toxicity', icon: 'warning', tone: 'warn' }
    case 'diagnosis':
      return { word: 'diagnosis', icon: 'info', tone: 'neutral' }
    case 'prognosis':
      return { word: 'prognosis', icon: 'info', tone: 'neutral' }
  }
}

/** `anyDisease`: a fact of the patient (a pharmacogene), whatever the tumor. */
export function diseaseMatchWord(match: DiseaseMatch, anyDisease = false): Said {
  if (anyDisease) return { word: 'whatever the tumor', icon: 'info', tone: 'neutral' }
  switch (match) {
    case 'exact':
      return { word: 'this tumor type', icon: 'check', tone: 'good' }
    case 'descendant':
      return { word: 'includes this tumor type', icon: 'check', tone: 'good' }
    case 'tumor-agnostic':
      return { word: 'any solid tumor', icon: 'check', tone: 'good' }
    case 'other':
      return { word: 'another tumor type', icon: 'warning', tone: 'warn' }
  }
}

export function outcomeWord(outcome: TrialOutcome): Said {
  switch (outcome) {
    case 'eligible on file':
      return { word: outcome, icon: 'check', tone: 'good' }
    case 'possibly':
      return { word: outcome, icon: 'question', tone: 'open' }
    case 'excluded':
      return { word: outcome, icon: 'stop', tone: 'bad' }
  }
}

export function trialStatusWord(status: TrialStatus): Said {
  if (status === 'recruiting') return { word: status, icon: 'check', tone: 'good' }
  if (status === 'unknown') return { word: 'recruitment unknown', icon: 'question', tone: 'open' }
  return { word: status, icon: 'info', tone: 'neutral' }
}

/** How the therapies page lists an assertion now. */
export function listedWord(listed: WhyNotEntry['listed']): Said {
  switch (listed) {
    case 'matched':
      return { word: 'listed', icon: 'check', tone: 'good' }
    case 'not assessed':
      return { word: 'not assessed', icon: 'question', tone: 'open' }
    case 'no':
      return { word: 'not listed', icon: 'cross', tone: 'neutral' }
  }
}
