import { z } from 'zod'
import { CaseboardError } from '../../../shared/errors.ts'
import type { Trial, TrialCriterion, TrialSite } from '../../../shared/trial.ts'
import type { Imported, Importing } from './importing.ts'
import { createTally } from './tally.ts'
import { eligibilityLines, findCriteria } from './trialProse.ts'
import { checkedTrial, drugNamesOf, readDiseases, trialPack, trialStatusOf } from './trialList.ts'
import type { DiseaseNamesRead } from './trialList.ts'

/**
 * Studies as ClinicalTrials.gov's API version 2 and its "Download, JSON" give them: one study, an array of
 * studies, or `{studies: [...]}`; each with a `protocolSection` (clinicaltrials.gov/data-api/about-api/study-data-structure).
 * Criteria stand there as prose: what Caseboard reads out of it is marked so, with its sentence.
 */
const contactSchema = z.object({
  name: z.string().optional(),
  phone: z.string().optional(),
  phoneExt: z.string().optional(),
  email: z.string().optional(),
})

const protocolSchema = z.object({
  identificationModule: z.object({ nctId: z.string().min(1), briefTitle: z.string().min(1) }),
  statusModule: z
    .object({
      overallStatus: z.string().optional(),
      lastUpdatePostDateStruct: z.object({ date: z.string() }).optional(),
    })
    .optional(),
  sponsorCollaboratorsModule: z.object({ leadSponsor: z.object({ name: z.string() }).optional() }).optional(),
  conditionsModule: z
    .object({ conditions: z.array(z.string()).optional(), keywords: z.array(z.string()).optional() })
    .optional(),
  designModule: z
    .object({ studyType: z.string().optional(), phases: z.array(z.string()).optional() })
    .optional(),
  armsInterventionsModule: z
    .object({
      interventions: z.array(z.object({ type: z.string().optional(), name: z.string() })).optional(),
    })
    .optional(),
  eligibilityModule: z
    .object({
      eligibilityCriteria: z.string().optional(),
      sex: z.string().optional(),
      minimumAge: z.string().optional(),
      maximumAge: z.string().optional(),
    })
    .optional(),
  contactsLocationsModule: z
    .object({
      centralContacts: z.array(contactSchema).optional(),
      locations: z
        .array(
          z.object({
            facility: z.string().optional(),
            status: z.string().optional(),
            city: z.string().optional(),
            country: z.string().optional(),
            contacts: z.array(contactSchema).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
})
type Protocol = z.infer<typeof protocolSchema>

const studySchema = z.object({ protocolSection: protocolSchema })

/** @throws CaseboardError where the file is no export of ClinicalTrials.gov */
export function readClinicalTrialsGov(value: unknown, importing: Importing): Imported {
  const studies = studiesOf(value)
  if (!isClinicalTrialsGov(value)) throw notThis(importing.fileName)
  const tally = createTally()
  const trials = new Map<string, Trial>()
  let byDiseaseOnly = 0
  for (const [index, study] of studies.entries()) {
    const record = index + 1
    importing.beat(index / studies.length)
    const parsed = studySchema.safeParse(study)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      tally.refuse(record, issue?.path.join('.') ?? '', `The study cannot be read: ${issue?.message ?? ''}.`)
      continue
    }
    const protocol = parsed.data.protocolSection
    const trial = readStudy(protocol, importing)
    if (typeof trial === 'string') tally.refuse(record, protocol.identificationModule.nctId, trial)
    else if (trials.has(trial.id)) tally.refuse(record, trial.id, 'The study stands in the file already.')
    else {
      tally.take()
      trials.set(trial.id, trial)
      if (trial.cohorts.every(({ inclusion }) => inclusion.length === 0)) byDiseaseOnly += 1
    }
  }
  if (byDiseaseOnly > 0) {
    tally.warn(
      `${byDiseaseOnly} of ${trials.size} trials name no biomarker that was understood with certainty: they are found by disease only.`,
    )
  }
  return {
    pack: trialPack(
      {
        prefix: 'clinicaltrials-gov',
        title: `ClinicalTrials.gov: ${importing.fileName}`,
        source: 'ClinicalTrials.gov, U.S. National Library of Medicine',
        licence: 'Terms and conditions of ClinicalTrials.gov',
      },
      [...trials.values()],
      importing,
    ),
    tally: tally.result(),
  }
}

/** True where at least one study has the section that only this registry writes. */
export function isClinicalTrialsGov(value: unknown): boolean {
  return studiesOf(value).some((study) => isRecord(study) && 'protocolSection' in study)
}

function studiesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[]
  if (isRecord(value) && Array.isArray(value['studies'])) return value['studies'] as readonly unknown[]
  return [value]
}

function notThis(file: string): CaseboardError {
  return new CaseboardError({
    code: 'bad-input',
    message: 'This is no export of ClinicalTrials.gov: no study in it has a "protocolSection".',
    remedy: 'Download the search result as JSON with all fields, and choose that file.',
    file,
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** One study as a trial with a single cohort; a sentence where it is none. */
function readStudy(protocol: Protocol, importing: Importing): Trial | string {
  const { identificationModule: identity, statusModule, designModule, eligibilityModule } = protocol
  if (designModule?.studyType !== undefined && designModule.studyType !== 'INTERVENTIONAL') {
    return `The study treats nobody: its type is ${designModule.studyType.toLowerCase().replaceAll('_', ' ')}.`
  }
  const status = statusModule?.overallStatus ?? ''
  const conditions = protocol.conditionsModule?.conditions ?? []
  const diseases = readConditions(conditions, importing)
  const age = { minimum: years(eligibilityModule?.minimumAge), maximum: years(eligibilityModule?.maximumAge) }
  if (age.minimum === undefined || age.maximum === undefined) return 'Its age limits cannot be read.'
  const updated = statusModule?.lastUpdatePostDateStruct?.date ?? ''
  const site = protocol.contactsLocationsModule
  const interventions = protocol.armsInterventionsModule?.interventions ?? []
  return checkedTrial({
    id: identity.nctId,
    title: identity.briefTitle,
    phase: phaseText(designModule?.phases ?? []),
    status: trialStatusOf(status) ?? 'unknown',
    sponsor: protocol.sponsorCollaboratorsModule?.leadSponsor?.name ?? null,
    drugs: drugNamesOf(
      interventions
        .filter(({ type }) => type === undefined || /DRUG|BIOLOGICAL|COMBINATION|GENETIC/.test(type))
        .map(({ name }) => name),
      importing,
    ),
    sites: (site?.locations ?? []).map(siteOf),
    contact: contactText(site?.centralContacts ?? []),
    cohorts: [
      {
        name: null,
        disease: diseases.scope,
        diseaseText: conditions.join(', '),
        diseaseUnread: diseases.unread,
        ...proseCriteria(protocol, importing),
        age,
        sex: sexOf(eligibilityModule?.sex),
        byHand: [
          ...diseases.conditions,
          ...eligibilityLines(eligibilityModule?.eligibilityCriteria ?? '').map(({ section, text }) =>
            section === 'exclusion' ? `Excluded: ${text}` : text,
          ),
        ],
        readFrom: 'free text',
      },
    ],
    source: {
      id: identity.nctId,
      url: `https://clinicaltrials.gov/study/${identity.nctId}`,
      ...(/^\d{4}(-\d{2}(-\d{2})?)?$/.test(updated) ? { date: updated } : {}),
      retrieved: importing.retrieved,
    },
    lastUpdated: /^\d{4}-\d{2}-\d{2}$/.test(updated) ? updated : null,
  })
}

function proseCriteria(
  { identificationModule, conditionsModule, eligibilityModule }: Protocol,
  importing: Importing,
): { inclusion: TrialCriterion[]; exclusion: TrialCriterion[] } {
  const lines = eligibilityLines(eligibilityModule?.eligibilityCriteria ?? '')
  const included = [
    identificationModule.briefTitle,
    ...(conditionsModule?.conditions ?? []),
    ...(conditionsModule?.keywords ?? []),
    ...lines.filter(({ section }) => section === 'inclusion').map(({ text }) => text),
  ]
  const excluded = lines.filter(({ section }) => section === 'exclusion').map(({ text }) => text)
  return {
    inclusion: findCriteria(included, importing),
    exclusion: findCriteria(excluded, importing),
  }
}

const STAGE =
  /\b(metastatic|(locally )?advanced|unresectable|recurrent|relapsed|refractory|stage [ivx0-9]+[abc]?|adult|untreated|previously treated)\b/gi

/**
 * Conditions as the registry writes them: also with MeSH's order of words (`Carcinoma, Non-Small-Cell Lung`) and
 * with a stage, which is then a condition to check by hand.
 */
function readConditions(conditions: readonly string[], importing: Importing): DiseaseNamesRead {
  const stages: string[] = []
  const names = conditions.map((written) => {
    if (importing.readDisease({ name: written }).ok) return written
    const plain = written
      .replace(STAGE, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,]+|[\s,]+$/g, '')
    const turned = plain.replace(/^([^,]+), (.+)$/, '$2 $1')
    const known = [plain, turned].find((name) => importing.readDisease({ name }).ok)
    if (known === undefined) return written
    if (plain !== written) stages.push(`Disease as stated: ${written}`)
    return known
  })
  const read = readDiseases(names, importing, false)
  return { ...read, conditions: [...read.conditions, ...stages] }
}

/** `18 Years`, `6 Months`, `30 Days` in years; null where there is no limit, undefined where it is not understood. */
function years(text: string | undefined): number | null | undefined {
  if (text === undefined || text === '' || text === 'N/A') return null
  const match = /^(\d+(?:\.\d+)?) (Year|Month|Week|Day|Hour|Minute)s?$/.exec(text.trim())
  if (match === null) return undefined
  const perYear = { Year: 1, Month: 12, Week: 52, Day: 365, Hour: 8760, Minute: 525_600 }
  return Number(match[1]) / perYear[match[2] as keyof typeof perYear]
}

function sexOf(text: string | undefined): 'female' | 'male' | null {
  return text === 'FEMALE' ? 'female' : text === 'MALE' ? 'male' : null
}

/** `PHASE1`, `PHASE2` as `1/2`; null where the study has no phase. */
function phaseText(phases: readonly string[]): string | null {
  const words = phases
    .filter((phase) => phase !== 'NA')
    .map((phase) => phase.replace('EARLY_PHASE', 'early ').replace('PHASE', ''))
  return words.length === 0 ? null : words.join('/')
}

interface Location {
  readonly facility?: string | undefined
  readonly status?: string | undefined
  readonly city?: string | undefined
  readonly country?: string | undefined
  readonly contacts?: readonly z.infer<typeof contactSchema>[] | undefined
}

function siteOf({ facility, status, city, country, contacts }: Location): TrialSite {
  return {
    name: facility === undefined || facility === '' ? 'Site not named' : facility,
    city: city ?? null,
    country: country ?? null,
    status: status === undefined ? null : (trialStatusOf(status) ?? 'unknown'),
    contact: contactText(contacts ?? []),
  }
}

function contactText(contacts: readonly z.infer<typeof contactSchema>[]): string | null {
  const [first] = contacts
  if (first === undefined) return null
  const phone =
    first.phone === undefined ? undefined : [first.phone, first.phoneExt].filter(Boolean).join(' ext. ')
  const parts = [first.name, phone, first.email].filter((part) => part !== undefined && part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}
