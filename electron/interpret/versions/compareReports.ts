import type { Match, MatchReport } from '../../../shared/match.ts'
import type { MatchChange, ReportChange } from '../../../shared/packComparison.ts'
import { compareText } from '../text.ts'
import { therapyText } from './comparePacks.ts'

/**
 * Identifiers that name an entry of the earlier knowledge otherwise: pack, line feed, newer identifier ->
 * earlier identifier. See pairEntries.ts.
 */
export type Renamed = ReadonlyMap<string, string>

/** What of a report is compared. */
export type ComparedReport = Pick<MatchReport, 'matches' | 'missingTests' | 'warnings' | 'notBorrowed'>

export function renamedKey(pack: string, id: string): string {
  return `${pack}\n${id}`
}

/** Fields of a match by the words that a board reads; what has no word here is named as it is. */
const WORDS: Readonly<Record<string, string>> = {
  drugs: 'therapy',
  backbone: 'therapy',
  diseaseText: 'disease',
  diseaseMatch: 'disease',
  ampTier: 'tier',
  ampReason: 'tier',
  biomarkerText: 'biomarker',
  alterations: 'finding',
  alterationIds: 'finding',
  because: 'reasons',
  resistedBy: 'resistance',
  companionDiagnostics: 'companion diagnostics',
  escat: 'ESCAT',
  escatReason: 'ESCAT',
  line: 'line of therapy',
  priorUse: 'earlier therapies',
  timeline: 'dates of the findings',
}

/**
 * How two match reports of one case differ: entries listed in one only, or listed otherwise, whatever their
 * order. Names and versions of packs, and the dates on which sources were retrieved, are no difference. The
 * list of missing tests follows from the open matches: a difference there is told at each of them.
 */
export function compareReports(
  before: ComparedReport,
  after: ComparedReport,
  renamed: Renamed = new Map(),
): ReportChange {
  const rename = (pack: string, id: string): string => renamed.get(renamedKey(pack, id)) ?? id
  const old = keyed(before, (_pack, id) => id)
  const fresh = keyed(after, rename)
  const formerIds = new Map([...renamed].map(([key, id]) => [key.slice(key.indexOf('\n') + 1), id]))
  const former = (id: string): string => formerIds.get(id) ?? id
  const testsBefore = testsByAssertion(before, plain)
  const testsAfter = testsByAssertion(after, former)

  const matches: MatchChange[] = []
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(key) ?? null, fresh.get(key) ?? null]
    const fields =
      was === null || is === null
        ? []
        : differingFields(was, is, former, [
            testsBefore.get(was.assertionId),
            testsAfter.get(former(is.assertionId)),
          ])
    // Another regimen is another therapy, whatever the source calls the entry.
    if (fields.includes('therapy')) matches.push(matchChange(was, null, []), matchChange(null, is, []))
    else if (was === null || is === null || fields.length > 0) matches.push(matchChange(was, is, fields))
  }
  return {
    matches: matches.sort((a, b) => compareText(a.pack, b.pack) || compareText(a.assertionId, b.assertionId)),
    ...difference('warnings', before.warnings, after.warnings),
    ...difference('notBorrowed', before.notBorrowed, after.notBorrowed),
  }
}

const plain = (id: string): string => id

/** True where the two reports tell a board the same. */
export function isUnchanged(change: ReportChange): boolean {
  return Object.values(change).every((list) => list.length === 0)
}

function keyed(
  report: ComparedReport,
  rename: (pack: string, id: string) => string,
): ReadonlyMap<string, Match> {
  return new Map(
    report.matches.map((match) => [renamedKey(match.pack, rename(match.pack, match.assertionId)), match]),
  )
}

function testsByAssertion(report: ComparedReport, id: (id: string) => string): ReadonlyMap<string, string> {
  const tests = new Map<string, string>()
  for (const { test, assertionIds } of [...report.missingTests].sort((a, b) => compareText(a.test, b.test))) {
    for (const assertionId of assertionIds)
      tests.set(id(assertionId), `${tests.get(id(assertionId)) ?? ''}${test}\n`)
  }
  return tests
}

function differingFields(
  before: Match,
  after: Match,
  former: (id: string) => string,
  [testsBefore, testsAfter]: readonly [string | undefined, string | undefined],
): string[] {
  const fields = new Set<string>()
  for (const field of Object.keys(before) as (keyof Match)[]) {
    if (field === 'assertionId' || field === 'pack') continue
    if (sameValue(before[field], after[field])) continue
    if (valueText(before, field, plain) !== valueText(after, field, former)) fields.add(WORDS[field] ?? field)
  }
  const open = before.status === 'not assessed' || after.status === 'not assessed'
  if (open && testsBefore !== testsAfter) fields.add('missing tests')
  return [...fields]
}

/** True for what is plainly the same; what is not may still read the same. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
  return a.every((item, index) => item === b[index])
}

function valueText(match: Match, field: keyof Match, id: (id: string) => string): string {
  switch (field) {
    case 'sources':
      return JSON.stringify(match.sources.map(({ retrieved: _retrieved, ...source }) => source))
    case 'companionDiagnostics':
      return JSON.stringify(
        match.companionDiagnostics
          .map(({ id: _id, sources, ...check }) =>
            JSON.stringify([check, sources.map(({ retrieved: _retrieved, ...source }) => source)]),
          )
          .sort(compareText),
      )
    case 'resistedBy':
      return JSON.stringify(
        match.resistedBy
          .map(({ assertionId, ...rest }) => JSON.stringify([id(assertionId), rest]))
          .sort(compareText),
      )
    default: {
      const value = match[field]
      return typeof value === 'string' ? value : JSON.stringify(value)
    }
  }
}

function matchChange(before: Match | null, after: Match | null, fields: readonly string[]): MatchChange {
  const shown = after ?? before
  if (shown === null) throw new Error('a change without a match')
  const standing = (match: Match | null): MatchChange['before'] =>
    match === null ? null : { status: match.status, tier: match.ampTier }
  return {
    pack: shown.pack,
    assertionId: shown.assertionId,
    effect: shown.effect,
    therapy: therapyText(shown),
    biomarker: shown.biomarkerText,
    disease: shown.diseaseText,
    before: standing(before),
    after: standing(after),
    fields: [...fields],
  }
}

function difference<Name extends 'warnings' | 'notBorrowed'>(
  name: Name,
  before: readonly string[],
  after: readonly string[],
): Record<`${Name}Added` | `${Name}Removed`, string[]> {
  const [old, fresh] = [new Set(before), new Set(after)]
  return {
    [`${name}Added`]: after.filter((text) => !old.has(text)),
    [`${name}Removed`]: before.filter((text) => !fresh.has(text)),
  } as Record<`${Name}Added` | `${Name}Removed`, string[]>
}
