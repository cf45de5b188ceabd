import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { Alteration } from '../../../shared/model.ts'
import type { ReportChange } from '../../../shared/packComparison.ts'
import { absencesOf } from '../biomarkers/evaluate.ts'
import type { CaseFindings } from '../case/findings.ts'
import { judgedGenes } from '../case/judgements.ts'
import { variantFlags } from '../flags/flags.ts'
import { caseWarnings } from '../flags/warnings.ts'
import { caseScope, genesOf, matchCase, matchEntries } from '../matching/match.ts'
import type { Entries, MatchKnowledge } from '../matching/match.ts'
import { compareReports, isUnchanged } from './compareReports.ts'
import type { ComparedReport } from './compareReports.ts'
import type { KnowledgeChange } from './knowledgeChange.ts'
import { relatedEntries } from './relatedEntries.ts'
import type { Related, Side, Sides } from './relatedEntries.ts'

/**
 * What a change of the knowledge changes in one case's match report; null where a board would read the same.
 * Exactly what `compareReports` tells of the two whole reports, but only the changed assertions are matched,
 * and those whose place in the report may hang on a changed one:
 *
 * - a resistance that holds here touches every sensitivity to its drugs;
 * - what the own disease says of a finding decides what is borrowed from others for that finding, and what is
 *   borrowed is listed in one line for each finding (resistance.ts);
 * - a companion diagnostic that holds here stands at every approved sensitivity to its drugs.
 *
 * `findings` carry the variants of the genes of either state; `asRead` is what each state reads, for the cases of
 * which `isReadOtherwise` says that it must be read.
 */
export function changeOfCase(
  findings: CaseFindings,
  change: KnowledgeChange,
  asRead?: AsRead,
): ReportChange | null {
  if (!change.sameGround) {
    const { before, after } = asRead ?? filteredFor(findings, change)
    const whole = compareReports(
      matchCase(before, change.before),
      matchCase(after, change.after),
      change.renamed,
    )
    return isUnchanged(whole) ? null : whole
  }
  const sides = sidesOf(findings, change, asRead)
  const related = relatedEntries(findings, change, sides)
  const warnings = warningsOf(findings, change, sides)
  if (related === null && warnings === null) return null
  const { oncotree } = change.before
  const flags = variantFlags(sides.before.scope, oncotree)
  // One evaluation serves both states wherever nothing that it hangs on differs.
  const flagsAfter = sides.after === sides.before ? flags : variantFlags(sides.after.scope, oncotree)
  const stateOf = (side: 'before' | 'after', sideFlags: typeof flags): ComparedReport => ({
    ...(related === null
      ? { matches: [], missingTests: [], notBorrowed: [] }
      : matchEntries(
          findings,
          change[side],
          entriesOf(related, change[side], side),
          sides[side].scope,
          sideFlags,
        )),
    warnings: warnings?.[side] ?? [],
  })
  const compared = compareReports(stateOf('before', flags), stateOf('after', flagsAfter), change.renamed)
  return isUnchanged(compared) ? null : compared
}

/** A case as either state of the knowledge reads it from the store. */
export interface AsRead {
  readonly before: CaseFindings
  readonly after: CaseFindings
}

/** True where `changeOfCase` must be given what each state reads: `findings` do not tell. */
export function isReadOtherwise({ alterations }: CaseFindings, change: KnowledgeChange): boolean {
  return hasVariantOf(alterations, change.genesReadOtherwise)
}

function hasVariantOf(alterations: readonly Alteration[], genes: ReadonlySet<string>): boolean {
  return (
    genes.size > 0 &&
    alterations.some((one) => one.kind === 'smallVariant' && one.gene !== null && genes.has(one.gene))
  )
}

const keptGenes = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>()

/** As the store would read the case: small variants of the genes that the packs or the flags ask about. */
function findingsFor(
  findings: CaseFindings,
  genes: ReadonlySet<string>,
  { classification }: MatchKnowledge,
): CaseFindings {
  let kept = keptGenes.get(genes)
  if (kept === undefined) {
    kept = new Set([...genes, ...(classification?.germlineGenes ?? [])])
    keptGenes.set(genes, kept)
  }
  const known = kept
  const judged = new Set(judgedGenes(findings.judgements ?? []))
  return {
    ...findings,
    alterations: findings.alterations.filter(
      (one) =>
        one.kind !== 'smallVariant' || (one.gene !== null && (known.has(one.gene) || judged.has(one.gene))),
    ),
  }
}

function filteredFor(findings: CaseFindings, change: KnowledgeChange): AsRead {
  return {
    before: findingsFor(findings, change.genesBefore, change.before),
    after: findingsFor(findings, change.genesAfter, change.after),
  }
}

function touchesContext({ alterations }: CaseFindings, change: KnowledgeChange): boolean {
  return hasVariantOf(alterations, change.contextGenes)
}

/** One evaluation serves both states unless genes changed their role or come or go. */
function sidesOf(findings: CaseFindings, change: KnowledgeChange, asRead: AsRead | undefined): Sides {
  if (change.sameRoles && !touchesContext(findings, change)) {
    const side = sideOf(findings, change.before)
    return { before: side, after: side }
  }
  const { before, after } = asRead ?? filteredFor(findings, change)
  return { before: sideOf(before, change.before), after: sideOf(after, change.after) }
}

function sideOf(findings: CaseFindings, knowledge: MatchKnowledge): Side {
  const scope = caseScope(findings, knowledge)
  return { scope, absences: absencesOf(scope) }
}

/** Warnings of both states where they may differ: they hang on the genes that are asked about, and on their roles. */
function warningsOf(
  findings: CaseFindings,
  change: KnowledgeChange,
  { before, after }: Sides,
): { before: string[]; after: string[] } | null {
  if (!touchesContext(findings, change)) return null
  const old = caseWarnings(
    before.scope,
    genesOf(change.before.packs),
    variantFlags(before.scope, change.before.oncotree),
  )
  const fresh = caseWarnings(
    after.scope,
    genesOf(change.after.packs),
    variantFlags(after.scope, change.after.oncotree),
  )
  return JSON.stringify(old) === JSON.stringify(fresh) ? null : { before: old, after: fresh }
}

const packNames = new WeakMap<readonly KnowledgePack[], ReadonlyMap<string, KnowledgePack>>()

function entriesOf(related: Related, { packs }: MatchKnowledge, side: 'before' | 'after'): Entries {
  let byName = packNames.get(packs)
  if (byName === undefined) {
    byName = new Map(packs.map((pack) => [pack.manifest.name, pack]))
    packNames.set(packs, byName)
  }
  const assertions: Entries['assertions'][number][] = []
  for (const pair of related.pairs) {
    const assertion = pair[side]
    const pack = byName.get(pair.pack)
    if (assertion !== null && pack !== undefined) assertions.push({ pack, assertion })
  }
  const diagnostics = [...related.diagnostics].flatMap((pair) => pair[side] ?? [])
  return { assertions, diagnostics }
}
