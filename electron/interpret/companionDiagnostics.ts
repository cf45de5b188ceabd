import type { Assertion, CompanionDiagnostic } from '../../shared/knowledge.ts'
import type { CompanionDiagnosticCheck } from '../../shared/match.ts'
import type { OncoTree } from '../../shared/oncotree.ts'
import { specimenKindOf } from './coverage.ts'
import { matchDisease } from './disease.ts'
import type { Evaluation } from './evaluate.ts'
import type { ReportFindings } from './findings.ts'
import { compareText } from './verdict.ts'

/** A companion-diagnostic entry with its biomarker's answer on this case. */
export interface EvaluatedDiagnostic {
  readonly entry: CompanionDiagnostic
  readonly evaluation: Evaluation
}

/**
 * The approved tests for a matched, approved therapy: same drugs, the disease in scope, and the same finding.
 * An approval is for a named device on a named specimen, so `usedHere` holds only where a report of this case
 * was made with that very device and brought the finding; the same variant from another assay is a biomarker
 * match, not a companion-diagnostic result.
 */
export function companionDiagnosticsFor(
  assertion: Assertion,
  evaluation: Evaluation,
  diagnostics: readonly EvaluatedDiagnostic[],
  tree: OncoTree,
  diagnosis: string | null,
): CompanionDiagnosticCheck[] {
  if (assertion.effect !== 'sensitivity' || assertion.strength !== 'A1') return []
  const regimen = new Set(assertion.therapy.drugs)
  return diagnostics
    .filter(
      ({ entry, evaluation: own }) =>
        entry.drugs.every((drug) => regimen.has(drug)) &&
        own.truth === 'true' &&
        matchDisease(tree, diagnosis, entry.disease).match !== 'other' &&
        sameFinding(evaluation, own),
    )
    .map(({ entry, evaluation: own }) => checkOf(entry, usedHere(entry, evaluation, own)))
    .sort(
      (a, b) =>
        Number(b.usedHere) - Number(a.usedHere) || compareText(a.device, b.device) || compareText(a.id, b.id),
    )
}

/** Both rest on a common alteration; where either rests on an absence, both being true is enough. */
function sameFinding(a: Evaluation, b: Evaluation): boolean {
  const left = alterationsOf(a)
  const right = alterationsOf(b)
  if (left.size === 0 || right.size === 0) return true
  return [...left].some((alteration) => right.has(alteration))
}

function alterationsOf(evaluation: Evaluation): Set<unknown> {
  return new Set(
    evaluation.judged.flatMap(({ hit, reason }) =>
      hit !== null && reason.result === 'true' && !reason.negated ? [hit.alteration] : [],
    ),
  )
}

function usedHere(entry: CompanionDiagnostic, assertion: Evaluation, own: Evaluation): boolean {
  const shared = alterationsOf(assertion)
  const reports = own.judged.flatMap(({ hit, testedIn }): readonly (ReportFindings | null)[] => {
    if (hit === null) return testedIn
    return shared.size === 0 || shared.has(hit.alteration) ? [hit.report] : []
  })
  return reports.some((report) => {
    if (report?.assay?.companionDiagnostics.includes(entry.id) !== true) return false
    const kind = specimenKindOf(report)
    return kind === null || entry.specimens.includes(kind)
  })
}

function checkOf(entry: CompanionDiagnostic, used: boolean): CompanionDiagnosticCheck {
  return {
    id: entry.id,
    device: entry.device,
    maker: entry.maker,
    specimen: [...entry.specimens],
    drugs: [...entry.drugs],
    biomarkerText: entry.biomarkerText,
    approval: { ...entry.approval },
    usedHere: used,
    sources: [...entry.sources],
  }
}
