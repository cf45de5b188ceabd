import { assayList } from './assays.ts'
import { auditList, auditVerify } from './audit.ts'
import type { StoreReads } from './calls.ts'
import { caseByPseudonym, caseGet, caseIds, caseList } from './cases.ts'
import type { ReadableDatabase } from './database.ts'
import { oncotreeGet, oncotreeList } from './oncotrees.ts'
import { factFileList } from './facts/factFiles.ts'
import { variantFacts } from './facts/variantFacts.ts'
import { judgementList, judgementsOfCase } from './judgements.ts'
import { otherAlterations } from './otherAlterations.ts'
import { packGet, packList } from './packs.ts'
import { presentationGet, presentationList } from './presentations.ts'
import { referenceFile, referenceList } from './references.ts'
import { findReportBySha, reportGet, reportList, reportOriginal } from './reports.ts'
import { germlineCandidates } from './smallVariants/germlineCandidates.ts'
import {
  variantCount,
  variantGenes,
  variantGet,
  variantQuery,
  variantsOfGenes,
} from './smallVariants/queries.ts'
import { trackFile, trackList } from './tracks.ts'

type Reads = {
  readonly [Name in keyof StoreReads]: (
    db: ReadableDatabase,
    args: Parameters<StoreReads[Name]>[0],
  ) => ReturnType<StoreReads[Name]>
}

/** Every question of the store by its name in calls.ts. */
export const reads: Reads = {
  caseList,
  caseIds,
  caseGet,
  caseByPseudonym,
  reportList,
  reportGet,
  findReportBySha,
  reportOriginal,
  variantQuery,
  variantGet,
  variantGenes,
  variantsOfGenes,
  variantCount,
  otherAlterations,
  assayList,
  trackList,
  trackFile,
  referenceList,
  referenceFile,
  packList,
  packGet,
  oncotreeList,
  oncotreeGet,
  presentationList,
  presentationGet,
  auditList,
  auditVerify,
  factFileList,
  variantFacts,
  judgementsOfCase,
  judgementList,
  germlineCandidates,
}
