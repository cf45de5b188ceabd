import type { Assertion, KnowledgePack } from '../../shared/knowledge.ts'
import type { Match } from '../../shared/match.ts'
import type { Candidate } from './candidate.ts'
import { cautionsFor } from './cautions.ts'
import { drugsInRegimen, drugTable, isDrugOrClass } from './drugNames.ts'
import type { CaseFindings } from './findings.ts'
import { checkLine, priorUse } from './lines.ts'

/** What stands beside a therapy because of the patient and not of the tumor. */
export interface Besides {
  of(assertion: Assertion): Pick<Match, 'line' | 'priorUse' | 'cautions'>
  /**
   * An untested pharmacogene is worth a line only where one of its drugs is in a listed regimen or is taken;
   * everything else always is.
   */
  concerns(candidate: Candidate, listed: readonly Candidate[]): boolean
}

export function besidesFor(
  findings: CaseFindings,
  packs: readonly KnowledgePack[],
  own: readonly Candidate[],
): Besides {
  const table = drugTable(packs)
  const therapies = findings.priorTherapies ?? []
  const patient = {
    comedications: findings.comedications ?? [],
    clinical: findings.clinical ?? { organs: [], conditions: [] },
  }
  const toxicities = own.filter(({ assertion }) => assertion.effect === 'toxicity')
  const memory = new Map<string, Match['cautions']>()
  return {
    of({ effect, therapy, line }) {
      if (effect !== 'sensitivity') return { line: null, priorUse: [], cautions: [] }
      const key = JSON.stringify([therapy.drugs, therapy.backbone])
      const cautions = memory.get(key) ?? cautionsFor(therapy, packs, toxicities, patient, table)
      memory.set(key, cautions)
      return {
        line: line === undefined ? null : checkLine(line, therapies, table),
        priorUse: priorUse(therapy.drugs, therapies, table),
        cautions,
      }
    },
    concerns({ assertion }, listed) {
      if (assertion.effect !== 'toxicity') return true
      const { drugs } = assertion.therapy
      return (
        patient.comedications.some((taken) => drugs.some((drug) => isDrugOrClass(table, taken, drug))) ||
        listed.some(
          (one) =>
            one.assertion.effect === 'sensitivity' &&
            drugsInRegimen(table, one.assertion.therapy, drugs).length > 0,
        )
      )
    },
  }
}
