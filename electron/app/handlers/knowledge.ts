import type { PackSummary } from '../../../shared/api.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import { leavesOf } from '../../../shared/knowledge.ts'
import type { MatchKnowledge } from '../../interpret/matching/match.ts'
import { searchDiseases } from '../../knowledge/oncotree.ts'
import type { Handlers } from '../handlerTypes.ts'
import { matchStoredCase } from '../matchStoredCase.ts'

/** The installed packs with counts; a biomarker counts once per gene or marker. */
export function packSummaries(knowledge: MatchKnowledge): PackSummary[] {
  return knowledge.packs.map((pack) => {
    const subjects = pack.assertions
      .flatMap(({ biomarker }) => leavesOf(biomarker))
      .map((leaf) => ('gene' in leaf ? leaf.gene : 'marker' in leaf ? leaf.marker : leaf.leaf))
    return {
      manifest: pack.manifest,
      assertions: pack.assertions.length,
      biomarkers: new Set(subjects).size,
      companionDiagnostics: pack.companionDiagnostics.length,
    }
  })
}

export const knowledgeHandlers: Handlers<
  'knowledge/list' | 'knowledge/assertion' | 'match/run' | 'oncotree/search'
> = {
  async 'knowledge/list'(context) {
    return { packs: packSummaries(await context.knowledge()) }
  },

  async 'knowledge/assertion'(context, { pack: name, id }) {
    const { packs } = await context.knowledge()
    const pack = packs.find(({ manifest }) => manifest.name === name)
    const assertion = pack?.assertions.find((entry) => entry.id === id)
    if (pack === undefined || assertion === undefined) {
      throw new CaseboardError({ code: 'not-found', message: `The pack ${name} has no assertion ${id}.` })
    }
    const drugs = new Set(assertion.therapy.drugs)
    return {
      pack: pack.manifest,
      assertion,
      companionDiagnostics: pack.companionDiagnostics.filter((entry) =>
        entry.drugs.some((drug) => drugs.has(drug)),
      ),
    }
  },

  'match/run': (context, { caseId }) => matchStoredCase(context, caseId),

  async 'oncotree/search'(context, { text, limit }) {
    const { oncotree } = await context.knowledge()
    return { version: oncotree.version, nodes: [...searchDiseases(oncotree, text, limit)] }
  },
}
