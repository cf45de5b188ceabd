import { z } from 'zod'
import type { Assertion, Biomarker } from '../../../shared/knowledge.ts'
import { collectAssertions } from './collection.ts'
import { assertionsOf, dateOf, sentence } from './entry.ts'
import { undated } from './importing.ts'
import type { Imported, Importing } from './importing.ts'
import { fittingRecords } from './json.ts'
import type { JsonRecord } from './json.ts'
import { moalmanacStrength } from './levels/moalmanac.ts'
import { biomarkerOfExtensions } from './moalmanacDbBiomarker.ts'
import { regimensOf } from './regimen.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'

/**
 * Statements of moalmanac-db (`dereferenced/statements`, one JSON object a line or an array): regulators'
 * approvals with their biomarkers, which hold together (all of them), each present or absent. Licence as the
 * repository states it: GPL-2.0, research use.
 */
export const MOALMANAC_DB_LICENCE = 'GPL-2.0; its authors add: research use only, not for commercial products'

const extensions = z.array(z.object({ name: z.string(), value: z.unknown() })).default([])

const biomarkerSchema = z.object({
  name: z.string(),
  extensions,
  genes: z.array(z.object({ name: z.string() })).default([]),
})
export type DbBiomarker = z.infer<typeof biomarkerSchema>

const therapySchema = z.object({ name: z.string() })

const statementSchema = z.object({
  id: z.union([z.number(), z.string()]),
  description: z.string().nullish(),
  direction: z.string(),
  contributions: z.array(z.object({ date: z.string().nullish() })).default([]),
  reportedIn: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullish(),
        urls: z.array(z.string()).default([]),
        extensions,
      }),
    )
    .default([]),
  indication: z
    .object({
      id: z.string(),
      indication: z.string().nullish(),
      initial_approval_date: z.string().nullish(),
      initial_approval_url: z.string().nullish(),
    })
    .nullish(),
  strength: z.object({ name: z.string() }).nullish(),
  proposition: z.object({
    predicate: z.string(),
    biomarkers: z.array(biomarkerSchema),
    conditionQualifier: z.object({
      name: z.string(),
      primaryCoding: z.object({ code: z.string(), system: z.string().nullish() }).nullish(),
    }),
    objectTherapeutic: z.union([
      z.object({ membershipOperator: z.string(), therapies: z.array(therapySchema) }),
      therapySchema,
    ]),
  }),
})
type Statement = z.infer<typeof statementSchema>

export function isDbStatement(value: unknown): boolean {
  return statementSchema.safeParse(value).success
}

/** The day of the newest contribution: moalmanac-db's statements carry no release of their own. */
export function dbVersion(records: readonly JsonRecord[]): string | null {
  let newest = ''
  for (const { value } of records) {
    const parsed = z
      .object({ contributions: z.array(z.object({ date: z.string().nullish() })) })
      .safeParse(value)
    for (const { date } of parsed.success ? parsed.data.contributions : []) {
      if (date !== null && date !== undefined && date > newest) newest = date
    }
  }
  return newest === '' ? null : newest
}

export function importMoalmanacDb(records: readonly JsonRecord[], importing: Importing): Imported {
  const tally = createTally()
  const collection = collectAssertions(tally)
  for (const { line, row } of fittingRecords(records, statementSchema, importing, tally)) {
    const made = readStatement(row, line, importing, tally)
    if (made === null) continue
    collection.take(made, {
      line,
      field: 'id',
      twice: () => `The statement ${row.id} stands in the file twice.`,
    })
  }
  return {
    pack: {
      manifest: {
        name: 'moalmanac-db',
        title: 'Molecular Oncology Almanac database: regulatory approvals',
        version: importing.version ?? dbVersion(records) ?? undated(importing),
        licence: importing.licence ?? MOALMANAC_DB_LICENCE,
        source: `moalmanac-db, Van Allen Laboratory, Dana-Farber Cancer Institute, file ${importing.fileName}`,
        retrieved: importing.retrieved,
      },
      assertions: collection.assertions,
      companionDiagnostics: [],
      geneRoles: [],
    },
    tally: tally.result(),
  }
}

function readStatement(
  statement: Statement,
  line: number,
  importing: Importing,
  tally: TallyWriter,
): readonly Assertion[] | null {
  const refuse = (field: string, reason: string): null => {
    tally.refuse(line, field, reason)
    return null
  }
  const { proposition, indication } = statement
  if (statement.direction !== 'supports') {
    return refuse('direction', `The statement's direction is "${statement.direction}", not "supports".`)
  }
  const effect = effectOf(proposition.predicate)
  if (effect === null)
    return refuse('proposition.predicate', `The predicate "${proposition.predicate}" is not known.`)
  const implication = statement.strength?.name ?? ''
  const strength = moalmanacStrength(implication)
  if (strength === null) return refuse('strength', `The strength "${implication}" is not known.`)
  const [document] = statement.reportedIn
  const status = valueOf(document?.extensions ?? [], 'status')
  if (typeof status === 'string' && status.toLowerCase() === 'deprecated') {
    return refuse('reportedIn', 'The document is withdrawn by its authors (deprecated).')
  }

  const coding = proposition.conditionQualifier.primaryCoding
  const code = coding?.system?.includes('oncotree') === true ? coding.code : ''
  const disease = importing.readDisease({ name: proposition.conditionQualifier.name, code })
  if (!disease.ok) return refuse('proposition.conditionQualifier', disease.reason)

  const therapeutic = proposition.objectTherapeutic
  const regimens =
    'therapies' in therapeutic
      ? regimensOf(
          therapeutic.therapies.map(({ name }) => name),
          therapeutic.membershipOperator === 'AND'
            ? 'together'
            : therapeutic.membershipOperator === 'OR'
              ? 'alternatives'
              : null,
          effect,
          importing,
        )
      : regimensOf([therapeutic.name], null, effect, importing)
  if (!regimens.ok) return refuse('proposition.objectTherapeutic', regimens.reason)

  if (proposition.biomarkers.length === 0) {
    return refuse('proposition.biomarkers', 'The statement names no biomarker.')
  }
  const parts: Biomarker[] = []
  const conditions: string[] = []
  for (const biomarker of proposition.biomarkers) {
    const understood = biomarkerOfExtensions(biomarker, importing)
    if (!understood.ok) {
      tally.refuseAlteration(
        line,
        'proposition.biomarkers',
        biomarker.name,
        biomarker.genes[0]?.name ?? null,
        understood.reason,
      )
      return null
    }
    parts.push(understood.biomarker)
    conditions.push(...understood.conditions)
  }
  const [only] = parts
  const label = indication?.indication ?? ''
  const agency = agencyOf(statement)
  const date = dateOf(indication?.initial_approval_date ?? '')
  const url = indication?.initial_approval_url ?? document?.urls[0]
  const made = assertionsOf({
    id: `moadb-${statement.id}`,
    biomarker: parts.length === 1 && only !== undefined ? only : { all: parts },
    disease: disease.scope,
    effect,
    regimens: regimens.regimens,
    level: { scheme: 'MOAlmanac', value: implication },
    strength,
    conditions: [
      ...(label === '' ? [] : [`Label: ${sentence(label)}`]),
      ...(disease.condition === null ? [] : [`Studied in: ${disease.condition}.`]),
      ...new Set(conditions),
      ...regimens.conditions,
    ],
    statement: sentence(
      statement.description ||
        `${agency ?? 'A regulator'}: ${proposition.biomarkers.map(({ name }) => name).join(' and ')} in ${disease.name}.`,
    ),
    sources: [
      {
        id: indication?.id ?? document?.id ?? `moalmanac-db statement ${statement.id}`,
        ...(document?.name === null || document?.name === undefined ? {} : { title: document.name }),
        ...(date === undefined ? {} : { date }),
        ...(url === undefined || url === null ? {} : { url }),
        retrieved: importing.retrieved,
      },
    ],
  })
  return typeof made === 'string' ? refuse('', made) : made
}

function effectOf(predicate: string): 'sensitivity' | 'resistance' | null {
  if (/^predictSensitivityTo$/i.test(predicate)) return 'sensitivity'
  if (/^predictResistanceTo$/i.test(predicate)) return 'resistance'
  return null
}

function agencyOf(statement: Statement): string | null {
  const agent = valueOf(statement.reportedIn[0]?.extensions ?? [], 'agent')
  const parsed = z.object({ name: z.string() }).safeParse(agent)
  return parsed.success ? parsed.data.name : null
}

export function valueOf(
  list: readonly { readonly name: string; readonly value: unknown }[],
  name: string,
): unknown {
  return list.find((entry) => entry.name === name)?.value ?? null
}
