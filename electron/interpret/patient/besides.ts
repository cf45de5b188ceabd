import { leavesOf } from '../../../shared/knowledge.ts'
import type { Assertion, KnowledgePack } from '../../../shared/knowledge.ts'
import type { Match } from '../../../shared/match.ts'
import type { CaseFindings } from '../case/findings.ts'
import type { Candidate } from '../matching/candidate.ts'
import { cautionsFor, touchedBy } from './cautions.ts'
import type { Touched } from './cautions.ts'
import { drugTable, isDrugOrClass } from './drugNames.ts'
import { checkLine, priorUse } from './lines.ts'

/** What stands beside a therapy because of the patient and not of the tumor. */
export interface Besides {
  of(assertion: Assertion): Pick<Match, 'line' | 'priorUse' | 'cautions'>
  /**
   * An open pharmacogene stands in the list only where a report speaks of the gene or one of its drugs is taken; beside a regimen it is a
   * caution that is not assessed. Everything else is listed. This must not depend on what else is listed, or a
   * change of one assertion would touch another.
   */
  isListedOpen(candidate: Candidate): boolean
  /** Untested pharmacogenes of drugs that a listed regimen contains: tests that are missing. */
  waitingBeside(unassessed: readonly Candidate[], listed: readonly Candidate[]): Candidate[]
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
    sex: findings.sex ?? 'unknown',
  }
  const toxicities = own.filter(({ assertion }) => assertion.effect === 'toxicity')
  const called = new Set(findings.alterations.flatMap((one) => (one.kind === 'haplotype' ? [one.gene] : [])))
  const memory = new Map<Touched, Match['cautions']>()
  return {
    of({ effect, therapy, line }) {
      if (effect !== 'sensitivity') return { line: null, priorUse: [], cautions: [] }
      const touched = touchedBy(packs, therapy)
      const cautions = memory.get(touched) ?? cautionsFor(touched, toxicities, patient, table)
      memory.set(touched, cautions)
      return {
        line: line === undefined ? null : checkLine(line, therapies, table),
        priorUse: priorUse(therapy.drugs, therapies, table),
        cautions,
      }
    },
    isListedOpen({ assertion }) {
      if (assertion.effect !== 'toxicity') return true
      if (leavesOf(assertion.biomarker).some((leaf) => leaf.leaf === 'phenotype' && called.has(leaf.gene)))
        return true
      return patient.comedications.some((taken) =>
        assertion.therapy.drugs.some((drug) => isDrugOrClass(table, taken, drug)),
      )
    },
    waitingBeside(unassessed, listed) {
      const waiting = unassessed.filter(({ assertion }) => assertion.effect === 'toxicity')
      if (waiting.length === 0) return []
      const touched = listed
        .filter(({ assertion }) => assertion.effect === 'sensitivity')
        .map(({ assertion }) => touchedBy(packs, assertion.therapy).toxicDrugs)
      return waiting.filter(({ assertion }) => touched.some((drugs) => drugs.has(assertion)))
    },
  }
}
