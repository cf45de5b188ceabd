import { findingName, joinFindings } from '../../shared/findingText.ts'
import type { AmpTier, Match } from '../../shared/match.ts'
import { compareTiers, regimenLabel } from '../../shared/regimens.ts'
import { firedBy, holds } from '../therapies/regimens.ts'

/** One finding that matters, with everything the board may do about it. */
export interface KeyFinding {
  readonly text: string
  readonly alterationId: number | undefined
  readonly reportId: number | undefined
  /** All alterations behind the finding: the same change in several specimens. */
  readonly alterationIds: readonly number[]
  readonly tier: AmpTier | null
  /** Regimens of this tumor type that the case does not resist, by tier, best first. */
  readonly pointsTo: readonly { readonly tier: AmpTier | null; readonly labels: readonly string[] }[]
  /** Regimens that the finding alone would point to, grouped by the findings of this case that resist them. */
  readonly resisted: readonly { readonly by: string; readonly labels: readonly string[] }[]
  readonly arguesAgainst: readonly string[]
  readonly toxicity: readonly string[]
  /** Sensitivity known only from other tumor types. */
  readonly elsewhere: readonly string[]
  /** Statements on diagnosis and prognosis. */
  readonly says: readonly string[]
}

/**
 * Findings that fired at least one assertion, best tier first; each assertion counts for all that fired it. The
 * same change in several specimens is one finding with the details of each.
 */
export function keyFindings(matches: readonly Match[]): readonly KeyFinding[] {
  const byFinding = new Map<string, { readonly texts: Set<string>; readonly held: Set<Match> }>()
  for (const match of matches) {
    if (match.status !== 'matched') continue
    for (const text of firedBy(match)) {
      const entry = byFinding.get(findingName(text)) ?? { texts: new Set(), held: new Set() }
      byFinding.set(findingName(text), entry)
      entry.texts.add(text)
      entry.held.add(match)
    }
  }
  return mergeAlike(
    [...byFinding.values()].map(({ texts, held }) => findingOf([...texts], [...held])).sort(compareFindings),
  )
}

/** Findings without a variant of their own that say the same (KRAS and NRAS wild type) are read as one. */
function mergeAlike(findings: readonly KeyFinding[]): readonly KeyFinding[] {
  const merged = new Map<string, KeyFinding>()
  for (const finding of findings) {
    const { text, alterationIds, ...advice } = finding
    const key = alterationIds.length > 0 ? text : JSON.stringify(advice)
    const alike = merged.get(key)
    merged.set(key, alike === undefined ? finding : { ...alike, text: `${alike.text} and ${text}` })
  }
  return [...merged.values()]
}

function findingOf(texts: readonly string[], matches: readonly Match[]): KeyFinding {
  const ordered = [...matches].sort((a, b) => compareTiers(a.ampTier, b.ampTier))
  const here = ordered.filter((match) => match.diseaseMatch !== 'other')
  const labels = (list: readonly Match[]): readonly string[] => [...new Set(list.map(regimenLabel))]
  const of = (effect: Match['effect']): readonly Match[] => here.filter((match) => match.effect === effect)
  const resistedLabels = labels(of('sensitivity').filter((match) => match.resistedBy.length > 0))
  const [resisted, open] = [true, false].map((wanted) =>
    of('sensitivity').filter((match) => resistedLabels.includes(regimenLabel(match)) === wanted),
  )
  const source = ordered
    .flatMap((match) => match.because)
    .find((reason) => holds(reason) && (reason.alteration ?? reason.leaf) === texts[0])
  return {
    text: joinFindings(texts),
    alterationId: source?.alterationId,
    reportId: source?.reportId,
    alterationIds: [
      ...new Set(
        ordered
          .flatMap((match) => match.because)
          .filter((reason) => holds(reason) && texts.includes(reason.alteration ?? reason.leaf))
          .flatMap(({ alterationId }) => (alterationId === undefined ? [] : [alterationId])),
      ),
    ],
    tier: here[0]?.ampTier ?? ordered[0]?.ampTier ?? null,
    pointsTo: byTier(open ?? []),
    resisted: byResistance(resisted ?? []),
    arguesAgainst: [...new Set(of('resistance').flatMap((match) => match.drugs))],
    toxicity: [...new Set(of('toxicity').flatMap((match) => match.drugs))],
    elsewhere: labels(
      ordered.filter((match) => match.diseaseMatch === 'other' && match.effect === 'sensitivity'),
    ),
    says: [...of('diagnosis'), ...of('prognosis')].map((match) => `${match.effect}: ${match.statement}`),
  }
}

/** Each regimen once, under its best tier. */
function byTier(ordered: readonly Match[]): KeyFinding['pointsTo'] {
  const seen = new Set<string>()
  const tiers = new Map<AmpTier | null, string[]>()
  for (const match of ordered) {
    const label = regimenLabel(match)
    if (seen.has(label)) continue
    seen.add(label)
    tiers.set(match.ampTier, [...(tiers.get(match.ampTier) ?? []), label])
  }
  return [...tiers].map(([tier, labels]) => ({ tier, labels }))
}

/** Regimens under the findings that resist them, e.g. `EGFR T790M (VAF 21%) and MET amplification`. */
function byResistance(matches: readonly Match[]): KeyFinding['resisted'] {
  const findings = new Map<string, Set<string>>()
  for (const match of matches) {
    const label = regimenLabel(match)
    const by = match.resistedBy.flatMap((one) => (one.alterations.length > 0 ? one.alterations : [one.text]))
    findings.set(label, new Set([...(findings.get(label) ?? []), ...by]))
  }
  const groups = new Map<string, string[]>()
  for (const [label, by] of findings) {
    const text = joinFindings([...by].sort())
    groups.set(text, [...(groups.get(text) ?? []), label])
  }
  return [...groups].map(([by, labels]) => ({ by, labels }))
}

function compareFindings(a: KeyFinding, b: KeyFinding): number {
  const acts = (one: KeyFinding): number => (one.pointsTo.length > 0 || one.arguesAgainst.length > 0 ? 0 : 1)
  return compareTiers(a.tier, b.tier) || acts(a) - acts(b)
}
