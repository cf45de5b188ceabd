import type { Assertion, CompanionDiagnostic, KnowledgePack, Source } from '../../../shared/knowledge.ts'
import { pairEntries } from './pairEntries.ts'
import type { PairRules, Pairing } from './pairEntries.ts'

/** The entries of one pack in two versions, paired. Either version may be missing. */
export interface PackChange {
  readonly name: string
  readonly assertions: Pairing<Assertion>
  readonly companionDiagnostics: Pairing<CompanionDiagnostic>
}

/** When a source was looked up says nothing about what it states. */
function withoutRetrieval(sources: readonly Source[]): unknown {
  return sources.map(({ retrieved: _retrieved, ...source }) => source)
}

const assertionRules: PairRules<Assertion> = {
  content: ({ id: _id, sources, ...rest }) => JSON.stringify([rest, withoutRetrieval(sources)]),
  subject: ({ biomarker, disease, effect, therapy }) =>
    JSON.stringify([
      biomarker,
      disease,
      effect,
      [...therapy.drugs].sort(),
      therapy.backbone ?? null,
      therapy.exceptInCombinationWith,
    ]),
  revision: (a, b) =>
    JSON.stringify(a.biomarker) === JSON.stringify(b.biomarker) ||
    JSON.stringify(a.therapy) === JSON.stringify(b.therapy),
}

const diagnosticRules: PairRules<CompanionDiagnostic> = {
  content: ({ id: _id, sources, ...rest }) => JSON.stringify([rest, withoutRetrieval(sources)]),
  subject: ({ device, biomarker, disease, drugs }) =>
    JSON.stringify([device, biomarker, disease, [...drugs].sort()]),
  revision: (a, b) => a.device === b.device,
}

const NOTHING: Pick<KnowledgePack, 'assertions' | 'companionDiagnostics'> = {
  assertions: [],
  companionDiagnostics: [],
}

export function packChange(before: KnowledgePack | null, after: KnowledgePack | null): PackChange {
  const [old, fresh] = [before ?? NOTHING, after ?? NOTHING]
  return {
    name: (after ?? before)?.manifest.name ?? '',
    assertions: pairEntries(old.assertions, fresh.assertions, assertionRules),
    companionDiagnostics: pairEntries(old.companionDiagnostics, fresh.companionDiagnostics, diagnosticRules),
  }
}
