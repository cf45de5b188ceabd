import type { Origin, SpecimenKind } from '../../../shared/model.ts'
import type { VcfHeader } from './header.ts'
import type { InfoScanner } from './infoScanner.ts'
import type { WantedInfo } from './wantedInfo.ts'

/** Callers that subtract the normal: in a tumor with normal, what they list is a somatic candidate. */
const SUBTRACTING = new Set(['Mutect2', 'MuTect', 'Strelka', 'DRAGEN', 'DeepSomatic'])

/**
 * Somatic or germline as the file says it: the specimen itself; then flags of the record (SOMATIC, GERMLINE,
 * VarDict STATUS, DRAGEN GermlineStatus, VarScan and TCGA SS: 1 germline, 2 somatic), the filter `germline`; then
 * tumor and normal under a caller that subtracts the normal. Everything else is unknown; nothing is read
 * from the allele fraction.
 */
export function originOf(
  info: InfoScanner,
  wanted: WantedInfo,
  header: VcfHeader,
  choices: {
    readonly tumorSample: string | null
    readonly normalSample: string | null
    readonly specimenKind: SpecimenKind | null
  },
  sampleStatus: string,
  filter: string,
): Origin {
  if (choices.specimenKind === 'normal') return 'germline'
  if (filter !== 'PASS' && filter !== '.' && /(?:^|;)germline(?:;|$)/i.test(filter)) return 'germline'
  // A flag: COSMIC annotation also writes SOMATIC=Confirmed_somatic_variant, which speaks of other patients.
  if (info.has(wanted.somatic) && /^(?:1|true|yes)?$/i.test(info.get(wanted.somatic))) return 'somatic'
  if (info.has(wanted.germline)) return 'germline'
  if (info.has(wanted.status)) {
    const status = info.get(wanted.status)
    if (/somatic/i.test(status)) return 'somatic'
    if (/germline/i.test(status)) return 'germline'
  }
  if (info.has(wanted.germlineStatus)) {
    const status = info.get(wanted.germlineStatus)
    if (/^germline/i.test(status)) return 'germline'
    if (/^somatic/i.test(status)) return 'somatic'
  }
  const status = info.has(wanted.somaticStatus) ? info.get(wanted.somaticStatus) : sampleStatus
  if (status === '2') return 'somatic'
  if (status === '1') return 'germline'
  if (choices.normalSample !== null && header.caller !== null && SUBTRACTING.has(header.caller))
    return 'somatic'
  return 'unknown'
}
