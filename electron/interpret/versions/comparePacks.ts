import type { Assertion, CompanionDiagnostic, KnowledgePack, Source } from '../../../shared/knowledge.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import type { EntryChange, FieldChange, PackComparison } from '../../../shared/packComparison.ts'
import { biomarkerText } from '../biomarkers/leafText.ts'
import { scopeText } from '../case/disease.ts'
import { lineText } from '../patient/lines.ts'
import { compareText } from '../text.ts'
import { packChange } from './packChange.ts'
import type { EntryPair } from './pairEntries.ts'

type Words<T> = readonly { readonly field: string; readonly text: (entry: T) => string }[]

/**
 * What changed between two versions of a pack: entries added, removed and changed, each with its fields in
 * words. Null stands for a version without the pack. The date on which a source was retrieved is no change.
 */
export function comparePacks(
  before: KnowledgePack | null,
  after: KnowledgePack | null,
  tree: OncoTree,
): PackComparison {
  const change = packChange(before, after)
  const assertions = assertionWords(tree)
  const diagnostics = diagnosticWords(tree)
  const renamed = [...change.assertions.same, ...change.companionDiagnostics.same].filter(
    (pair) => pair.before.id !== pair.after.id,
  ).length
  return {
    assertions: entryChanges(change.assertions.changed, assertions, (entry) => assertionLine(entry, tree)),
    companionDiagnostics: entryChanges(
      change.companionDiagnostics.changed,
      diagnostics,
      ({ device, biomarkerText: finding, drugs }) => `${device}: ${finding}, ${drugs.join(', ')}`,
    ),
    geneRoles: roleChanges(before, after),
    unchanged: {
      assertions: change.assertions.same.length,
      companionDiagnostics: change.companionDiagnostics.same.length,
    },
    renamed,
  }
}

/** A therapy as boards write it; empty for diagnosis and prognosis. */
export function therapyText({
  drugs,
  backbone,
}: {
  drugs: readonly string[]
  backbone?: string | null
}): string {
  return [...drugs, ...(backbone === undefined || backbone === null ? [] : [backbone])].join(' + ')
}

function assertionLine(entry: Assertion, tree: OncoTree): string {
  const therapy = therapyText({
    drugs: entry.therapy.drugs,
    backbone: entry.therapy.backbone ?? null,
  })
  const what = therapy === '' ? entry.effect : `${entry.effect}: ${therapy}`
  return `${biomarkerText(entry.biomarker)}, ${what}, ${scopeText(tree, entry.disease)} (${entry.level.scheme} ${entry.level.value})`
}

function sourcesText(sources: readonly Source[]): string {
  return sources
    .map(({ id, date, title }) =>
      [id, ...(date === undefined ? [] : [date]), ...(title === undefined ? [] : [title])].join(', '),
    )
    .join('; ')
}

function assertionWords(tree: OncoTree): Words<Assertion> {
  return [
    { field: 'biomarker', text: ({ biomarker }) => biomarkerText(biomarker) },
    { field: 'disease', text: ({ disease }) => scopeText(tree, disease) },
    { field: 'effect', text: ({ effect }) => effect },
    {
      field: 'therapy',
      text: ({ therapy }) => therapyText({ drugs: therapy.drugs, backbone: therapy.backbone ?? null }),
    },
    {
      field: 'not resisted in combination with',
      text: ({ therapy }) => therapy.exceptInCombinationWith.join(', '),
    },
    { field: 'level', text: ({ level }) => `${level.scheme} ${level.value}` },
    { field: 'strength', text: ({ strength }) => strength },
    {
      field: 'ESCAT',
      text: ({ escat, evidence }) =>
        [
          ...(escat === undefined ? [] : [`${escat.tier} (${escat.source.id})`]),
          ...(evidence === undefined
            ? []
            : [`${evidence.design}, ${evidence.outcome} (${evidence.source.id})`]),
        ].join('; '),
    },
    { field: 'line of therapy', text: ({ line }) => (line === undefined ? '' : lineText(line)) },
    { field: 'conditions', text: ({ conditions }) => conditions.join('; ') },
    { field: 'statement', text: ({ statement }) => statement },
    { field: 'sources', text: ({ sources }) => sourcesText(sources) },
  ]
}

function diagnosticWords(tree: OncoTree): Words<CompanionDiagnostic> {
  return [
    { field: 'device', text: ({ device, maker }) => `${device} (${maker})` },
    { field: 'technology', text: ({ technology }) => technology },
    { field: 'specimens', text: ({ specimens }) => specimens.join(', ') },
    { field: 'biomarker', text: (entry) => `${entry.biomarkerText} (${biomarkerText(entry.biomarker)})` },
    { field: 'drugs', text: ({ drugs }) => drugs.join(', ') },
    { field: 'disease', text: ({ disease }) => scopeText(tree, disease) },
    {
      field: 'approval',
      text: ({ approval }) => [approval.authority, approval.id, approval.date ?? 'no date'].join(', '),
    },
    { field: 'sources', text: ({ sources }) => sourcesText(sources) },
  ]
}

function entryChanges<T extends { readonly id: string }>(
  pairs: readonly EntryPair<T>[],
  words: Words<T>,
  line: (entry: T) => string,
): EntryChange[] {
  return pairs
    .map(({ before, after }): EntryChange => {
      const shown = after ?? before
      if (shown === null) throw new Error('a pair without entries')
      const both = before !== null && after !== null
      return {
        id: shown.id,
        formerId: both && before.id !== after.id ? before.id : null,
        change: both ? 'changed' : after === null ? 'removed' : 'added',
        text: line(shown),
        fields: both ? fieldChanges(before, after, words) : [],
      }
    })
    .sort((a, b) => compareText(a.id, b.id))
}

function fieldChanges<T>(before: T, after: T, words: Words<T>): FieldChange[] {
  const fields = words
    .map(({ field, text }) => ({ field, before: text(before), after: text(after) }))
    .filter((change) => change.before !== change.after)
  // Two expressions may read alike in words (an exon's residues, say): the change is told all the same.
  return fields.length > 0
    ? fields
    : [{ field: 'definition', before: 'as before', after: 'finer detail changed' }]
}

function roleChanges(before: KnowledgePack | null, after: KnowledgePack | null): EntryChange[] {
  const rolesOf = (pack: KnowledgePack | null): Map<string, string> =>
    new Map((pack?.geneRoles ?? []).map(({ gene, role }) => [gene, role]))
  const [old, fresh] = [rolesOf(before), rolesOf(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((gene) => old.get(gene) !== fresh.get(gene))
    .sort(compareText)
    .map((gene): EntryChange => {
      const [was, is] = [old.get(gene), fresh.get(gene)]
      const both = was !== undefined && is !== undefined
      return {
        id: gene,
        formerId: null,
        change: both ? 'changed' : is === undefined ? 'removed' : 'added',
        text: `${gene}: ${is ?? was ?? ''}`,
        fields: both ? [{ field: 'role', before: was, after: is }] : [],
      }
    })
}
