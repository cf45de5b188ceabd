import type { CaseDetail } from '../../../shared/api.ts'
import { CaseboardError } from '../../../shared/errors.ts'
import type { CaseInput } from '../../../shared/model.ts'
import { diseaseName } from '../../knowledge/oncotree.ts'
import { type AppContext, openStore } from '../appContext.ts'
import type { Handlers } from '../handlerTypes.ts'

/** OncoTree's name of a code; null where there is no code or OncoTree does not know it. */
async function nameOf(context: AppContext, code: string | null): Promise<string | null> {
  return code === null ? null : diseaseName((await context.knowledge()).oncotree, code)
}

async function checkDiagnosis(context: AppContext, input: CaseInput): Promise<void> {
  if (input.diagnosis === null || (await nameOf(context, input.diagnosis)) !== null) return
  throw new CaseboardError({
    code: 'bad-input',
    message: `OncoTree has no code "${input.diagnosis}".`,
    remedy: 'Choose a code from the list, or leave the diagnosis open and write it as text.',
    field: 'diagnosis',
  })
}

/** The genes with most variants are suggestions for the search field; an exome has twenty thousand. */
const MOST_GENES = 200

export async function caseDetail(context: AppContext, caseId: number): Promise<CaseDetail> {
  const store = openStore(context)
  const [found, reports, assays, otherAlterations, smallVariants, genes, tracks] = await Promise.all([
    store.read('caseGet', { caseId }),
    store.read('reportList', { caseId }),
    store.read('assayList', {}),
    store.read('otherAlterations', { caseId }),
    store.read('variantCount', { caseId }),
    store.read('variantGenes', { caseId }),
    store.read('trackList', { caseId }),
  ])
  const used = new Set(reports.map((report) => report.assay))
  return {
    case: found,
    diagnosisName: await nameOf(context, found.diagnosis),
    reports: [...reports],
    assays: assays.filter((assay) => used.has(assay.name)),
    otherAlterations: [...otherAlterations],
    smallVariants,
    genes: genes.slice(0, MOST_GENES),
    tracks: [...tracks],
  }
}

export const caseHandlers: Handlers<'case/list' | 'case/create' | 'case/update' | 'case/get'> = {
  async 'case/list'(context, args) {
    const { total, cases } = await openStore(context).read('caseList', args)
    const named = cases.map(async (item) => ({
      ...item,
      diagnosisName: await nameOf(context, item.diagnosis),
    }))
    return { total, cases: await Promise.all(named) }
  },

  async 'case/create'(context, { input }) {
    await checkDiagnosis(context, input)
    return openStore(context).write('caseCreate', { input })
  },

  async 'case/update'(context, { caseId, input }) {
    await checkDiagnosis(context, input)
    return openStore(context).write('caseUpdate', { caseId, input })
  },

  async 'case/get'(context, { caseId }) {
    const detail = await caseDetail(context, caseId)
    await openStore(context).write('auditAppend', {
      action: 'case read',
      subject: detail.case.pseudonym,
      detail: '',
    })
    return detail
  },
}
