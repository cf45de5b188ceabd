import type { Assertion, Biomarker, CompanionDiagnostic, DiseaseScope } from '../../../shared/knowledge.ts'
import { keysOfBiomarker } from './findingKeys.ts'
import type { FindingKey } from './findingKeys.ts'

/** Assertions that a change of the knowledge leaves as they are, laid out so that a case reaches the few it may meet. */

/** `before` and `after` say the same; identifiers and dates of retrieval may differ. */
export interface SteadyAssertion {
  readonly pack: string
  readonly before: Assertion
  readonly after: Assertion
  /** Number of its disease scope: assertions of one number name the same diseases. */
  readonly scope: number
}

export interface SteadyDiagnostic {
  readonly pack: string
  readonly before: CompanionDiagnostic
  readonly after: CompanionDiagnostic
}

/** Sensitivities and resistances that ask the same of a case. */
export interface SteadyGroup {
  readonly biomarker: Biomarker
  /** They matter in whatever disease. */
  readonly borrowable: readonly SteadyAssertion[]
  /** They matter in the disease that they speak about. */
  readonly others: readonly SteadyAssertion[]
}

/** Sensitivities that may be borrowed from another disease, as resistance.ts defines them. */
export function mayBeBorrowed({ effect, strength }: Assertion): boolean {
  return effect === 'sensitivity' && (strength === 'A1' || strength === 'A2')
}

/** Numbers disease scopes, from 0: the same diseases, the same number. */
export interface ScopeNumbers {
  of(scope: DiseaseScope): number
  count(): number
}

export function scopeNumbers(): ScopeNumbers {
  const numbers = new Map<string, number>()
  return {
    of(scope) {
      const key = JSON.stringify(scope)
      const number = numbers.get(key) ?? numbers.size
      numbers.set(key, number)
      return number
    },
    count: () => numbers.size,
  }
}

/**
 * Whether a steady assertion speaks about the disease of a diagnosis. Remembered for each diagnosis and scope: ten
 * thousand assertions name a few hundred scopes.
 */
export function rememberOwn(
  scopes: number,
  isOwnFor: (code: string | null) => (scope: DiseaseScope) => boolean,
): (code: string | null) => (steady: SteadyAssertion) => boolean {
  const byCode = new Map<string | null, (steady: SteadyAssertion) => boolean>()
  return (code) => {
    let known = byCode.get(code)
    if (known === undefined) {
      const isOwn = isOwnFor(code)
      // 0: not asked yet; 1: another disease; 2: this one.
      const answers = new Uint8Array(scopes)
      known = ({ scope, before }) => {
        if (answers[scope] === 0) answers[scope] = isOwn(before.disease) ? 2 : 1
        return answers[scope] === 2
      }
      byCode.set(code, known)
    }
    return known
  }
}

/** By the findings that they ask about, and of each finding by what exactly is asked. */
export function groupSteady(
  steady: readonly SteadyAssertion[],
): ReadonlyMap<FindingKey, readonly SteadyGroup[]> {
  const therapeutic = steady.filter(
    ({ before: { effect } }) => effect === 'sensitivity' || effect === 'resistance',
  )
  const groups = [...Map.groupBy(therapeutic, ({ before }) => JSON.stringify(before.biomarker)).values()]
  return groupBy(
    groups.flatMap((alike): SteadyGroup[] => {
      const [first] = alike
      if (first === undefined) return []
      return [
        {
          biomarker: first.before.biomarker,
          borrowable: alike.filter(({ before }) => mayBeBorrowed(before)),
          others: alike.filter(({ before }) => !mayBeBorrowed(before)),
        },
      ]
    }),
    ({ biomarker }) => keysOfBiomarker(biomarker),
  )
}

/** Items by each of their keys. */
export function groupBy<T>(
  items: readonly T[],
  keys: (item: T) => readonly string[],
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keys(item))) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [item])
      else group.push(item)
    }
  }
  return groups
}
