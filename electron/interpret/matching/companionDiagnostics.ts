import type { Assertion, CompanionDiagnostic } from '../../../shared/knowledge.ts'
import type { CompanionDiagnosticCheck } from '../../../shared/match.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import type { Evaluation } from '../biomarkers/evaluate.ts'
import { specimenKindOf } from '../case/coverage.ts'
import { matchDisease } from '../case/disease.ts'
import type { ReportFindings } from '../case/findings.ts'
import { compareText } from '../text.ts'

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
  return diagnostics
    .filter(
      ({ entry, evaluation: own }) =>
        coversRegimen(entry, assertion.therapy.drugs) &&
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

/**
 * The approval's drugs are the regimen or a part of it, or the regimen is among the drugs that the approval
 * lists as a group (`afatinib, gefitinib, erlotinib`).
 */
function coversRegimen(entry: CompanionDiagnostic, regimen: readonly string[]): boolean {
  return (
    entry.drugs.every((drug) => regimen.includes(drug)) || regimen.every((drug) => entry.drugs.includes(drug))
  )
}

/** Both rest on a common alteration, or both on the absence of one in a common gene. */
function sameFinding(a: Evaluation, b: Evaluation): boolean {
  const [left, right] = [alterationsOf(a), alterationsOf(b)]
  if (left.size > 0 || right.size > 0) return [...left].some((alteration) => right.has(alteration))
  const genes = genesOf(a)
  return [...genesOf(b)].some((gene) => genes.has(gene))
}

function genesOf(evaluation: Evaluation): Set<string> {
  return new Set(evaluation.judged.flatMap(({ leaf }) => ('gene' in leaf ? [leaf.gene] : [])))
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
