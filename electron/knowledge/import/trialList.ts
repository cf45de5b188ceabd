import type { DiseaseScope, KnowledgePack } from '../../../shared/knowledge.ts'
import { trialSchema, trialStatusSchema } from '../../../shared/trial.ts'
import type { Trial, TrialStatus } from '../../../shared/trial.ts'
import { slug } from './entry.ts'
import type { Importing } from './importing.ts'

/** What the readers of trial lists share. */

export interface TrialListKind {
  /** Beginning of the pack's name. */
  readonly prefix: string
  readonly title: string
  readonly source: string
  readonly licence: string
}

/**
 * A list of trials as a pack of its own. Its name comes from the file's name without dates, version numbers and
 * "(1)", so that next month's file takes this month's place.
 */
export function trialPack(
  kind: TrialListKind,
  trials: readonly Trial[],
  importing: Importing,
): KnowledgePack {
  const base = importing.fileName.replace(/\.[A-Za-z0-9]+$/, '').replace(/\d+/g, ' ')
  return {
    manifest: {
      name: slug(slug(base).startsWith(kind.prefix) ? base : `${kind.prefix} ${base}`),
      title: kind.title,
      version: importing.version ?? importing.retrieved,
      licence: importing.licence ?? kind.licence,
      source: kind.source,
      retrieved: importing.retrieved,
    },
    assertions: [],
    companionDiagnostics: [],
    geneRoles: [],
    trials: [...trials],
  }
}

/** A recruitment status in the words of ClinicalTrials.gov, as its pages or its data write them; null: not known. */
export function trialStatusOf(text: string): TrialStatus | null {
  const word = text.toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ').trim()
  const plain = word
    .replace('active not recruiting', 'active, not recruiting')
    .replace('enrolling by invitation', 'by invitation')
  const parsed = trialStatusSchema.safeParse(plain)
  return parsed.success ? parsed.data : null
}

export interface DiseaseNamesRead {
  /** Null where none of the names has a place in OncoTree. */
  readonly scope: DiseaseScope | null
  readonly unread: readonly string[]
  /** What a name says beyond the tumor type (`HER2-positive`): for a person to check. */
  readonly conditions: readonly string[]
  /** Why the first of them was not read. */
  readonly reason: string
}

/** Several names of diseases, any of which a trial takes. One that means any solid tumor takes in the others. */
export function readDiseases(
  names: readonly string[],
  importing: Importing,
  codes: boolean,
): DiseaseNamesRead {
  const nodes = new Set<string>()
  const unread: string[] = []
  const conditions: string[] = []
  let solid = false
  let reason = ''
  for (const name of names) {
    const answer = importing.readDisease({ name, mayBeCode: codes })
    if (!answer.ok) {
      unread.push(name)
      reason ||= answer.reason
      continue
    }
    if (answer.condition !== null) conditions.push(`${name}: ${answer.condition}`)
    if ('oncotree' in answer.scope) for (const code of answer.scope.oncotree) nodes.add(code)
    else solid = true
  }
  const scope: DiseaseScope | null = solid
    ? { tumorAgnostic: 'solid', except: [] }
    : nodes.size > 0
      ? { oncotree: [...nodes], except: [] }
      : null
  return { scope, unread, conditions, reason }
}

/** Generic names where the vocabulary knows the drug; else the name as written, in lower case. */
export function drugNamesOf(names: readonly string[], importing: Importing): string[] {
  const known = names.flatMap((name) => importing.drugs(name) ?? [name.trim().toLowerCase()])
  return [...new Set(known)].filter((name) => name !== '')
}

/** Checks an entry that a reader has made; a sentence where it does not hold. */
export function checkedTrial(entry: unknown): Trial | string {
  const parsed = trialSchema.safeParse(entry)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return `The entry does not hold: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`
}
