import type { KnowledgePack } from '../../shared/knowledge.ts'
import type { ReportChange } from '../../shared/packComparison.ts'
import type { Presentation, Presented, PresentedPack } from '../../shared/presentation.ts'
import { compareReports } from '../interpret/versions/compareReports.ts'
import { prepareChange } from '../interpret/versions/knowledgeChange.ts'
import { type AppContext, openStore } from './appContext.ts'
import { caseDetail } from './handlers/cases.ts'
import { matchStoredCase } from './matchStoredCase.ts'

/** Contents of the packs in use are kept in the vault, those of the program too: it will be updated. */
async function keepPacks(context: AppContext): Promise<PresentedPack[]> {
  const store = openStore(context)
  const { packs } = await context.knowledge()
  const stored = (await store.read('packList', {})).filter(({ active }) => active)
  const kept: PresentedPack[] = []
  for (const pack of packs) {
    const { name, version } = pack.manifest
    const active = stored.find(({ manifest }) => manifest.name === name)
    const packId =
      active?.packId ?? (await store.write('packKeep', { pack, appVersion: context.options.version })).packId
    kept.push({ packId, name, version })
  }
  return kept
}

/** Records what the board is shown of a case now: match report, header, versions. */
export async function recordPresentation(
  context: AppContext,
  wish: { readonly caseId: number; readonly note: string },
): Promise<{ presentationId: number }> {
  const [detail, match] = await Promise.all([
    caseDetail(context, wish.caseId),
    matchStoredCase(context, wish.caseId),
  ])
  const shown: Presented = {
    match,
    case: detail.case,
    diagnosisName: detail.diagnosisName,
    reports: detail.reports,
    assays: detail.assays,
    otherAlterations: detail.otherAlterations,
  }
  return openStore(context).write('presentationRecord', {
    caseId: wish.caseId,
    note: wish.note.trim(),
    packs: await keepPacks(context),
    oncotreeVersion: match.oncotreeVersion,
    appVersion: context.options.version,
    shown,
  })
}

export interface PresentationThenAndNow {
  readonly presentation: Presentation
  readonly shown: Presented
  /** What today's report says otherwise. */
  readonly since: ReportChange
  /** Packs and disease tree in use today. */
  readonly today: { readonly packs: { name: string; version: string }[]; readonly oncotreeVersion: string }
}

/** A presentation as it was, and how today's report of the case differs from it. */
export async function presentationThenAndNow(
  context: AppContext,
  presentationId: number,
): Promise<PresentationThenAndNow> {
  const store = openStore(context)
  const { shown, ...presentation } = await store.read('presentationGet', { presentationId })
  const [knowledge, now] = await Promise.all([
    context.knowledge(),
    matchStoredCase(context, presentation.caseId),
  ])
  const before = await Promise.all(
    presentation.packs.map(async ({ packId, name, version }): Promise<KnowledgePack | null> => {
      const current = knowledge.packs.find(({ manifest }) => manifest.name === name)
      if (current?.manifest.version === version) return null
      return (await store.read('packGet', { packId })).pack
    }),
  )
  const changedPacks = before.filter((pack) => pack !== null)
  const names = new Set(changedPacks.map(({ manifest }) => manifest.name))
  // Only for the identifiers that a newer version gave anew.
  const { renamed } = prepareChange(
    { ...knowledge, packs: changedPacks },
    { ...knowledge, packs: knowledge.packs.filter(({ manifest }) => names.has(manifest.name)) },
  )
  return {
    presentation,
    shown,
    since: compareReports(shown.match, now, renamed),
    today: {
      packs: now.packs.map(({ name, version }) => ({ name, version })),
      oncotreeVersion: now.oncotreeVersion,
    },
  }
}
