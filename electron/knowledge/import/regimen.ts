import type { Effect } from '../../../shared/knowledge.ts'
import type { Importing } from './importing.ts'

/** How a source's several drugs belong together. */
export type Relation = 'together' | 'alternatives' | 'sequence'

export interface Regimen {
  readonly drugs: readonly string[]
  readonly backbone?: string
  readonly together?: true
}

export type RegimenAnswer =
  | { readonly ok: true; readonly regimens: readonly Regimen[]; readonly conditions: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/** Treatments that are no drug: in a combination they are the partner, not what is looked for in a regimen. */
const BACKBONE =
  /^(chemotherapy|chemo|radiotherapy|radiation( therapy)?|chemoradiotherapy|surgery|best supportive care|hormone therapy|endocrine therapy|immunotherapy)$/

/**
 * A source's drugs as regimens. Drugs given together are one regimen; alternatives are one each; drugs given one
 * after the other are one regimen whose order is a condition. A resistance names each alternative, but only the
 * whole where drugs were given together. Several drugs whose relation is not stated cannot be told apart: reading
 * them as alternatives could make a partner's effect the drug's own, reading them as a combination could invent one.
 */
export function regimensOf(
  names: readonly string[],
  relation: Relation | null,
  effect: Effect,
  known: Pick<Importing, 'drugs' | 'drugClass'>,
): RegimenAnswer {
  const drugs = names.map((name) => drugNames(name, known.drugs))
  const unreadable = drugs.findIndex((list) => list.length === 0)
  if (unreadable >= 0)
    return { ok: false, reason: `The drug name "${names[unreadable] ?? ''}" cannot be read.` }
  if (drugs.length === 0) {
    if (effect === 'diagnosis' || effect === 'prognosis') return one([], effect, [])
    return { ok: false, reason: 'The row names no drug.' }
  }
  if (drugs.length === 1) return one(drugs[0] ?? [], effect, [])
  switch (relation) {
    case 'together':
      return one(drugs.flat(), effect, [])
    case 'sequence':
      return one(drugs.flat(), effect, [
        `The source gave these one after the other, not together: ${drugs.map((list) => list.join(' + ')).join(', then ')}.`,
      ])
    case 'alternatives':
      return {
        ok: true,
        regimens:
          effect === 'resistance' && drugs.every((list) => list.length === 1)
            ? [{ drugs: unique(drugs.flat()) }]
            : drugs.map((list) => regimen(list, effect)),
        conditions: [],
      }
    case null: {
      const alike = oneClass(drugs, known.drugClass)
      if (alike !== null) {
        const answer = regimensOf(names, 'alternatives', effect, known)
        const note = `The file does not say how these drugs belong together: ${names.join(', ')}; drugs of one class (${alike}) are read as alternatives.`
        return answer.ok ? { ...answer, conditions: [note] } : answer
      }
      return {
        ok: false,
        reason: `The file does not say whether ${names.join(', ')} were given together or are alternatives.`,
      }
    }
  }
}

/** Classes of which nobody gives two at a time. HER2 antibodies, for one, are given in pairs. */
const NEVER_PAIRED: Readonly<Record<string, string>> = {
  'EGFR inhibitor': 'EGFR inhibitor',
  'EGFR/HER2 inhibitor': 'EGFR inhibitor',
  'EGFR antibody': 'EGFR antibody',
  'BRAF inhibitor': 'BRAF inhibitor',
  'MEK inhibitor': 'MEK inhibitor',
  'ALK inhibitor': 'ALK inhibitor',
  'BCR-ABL1 inhibitor': 'BCR-ABL1 inhibitor',
  'PARP inhibitor': 'PARP inhibitor',
  'mTOR inhibitor': 'mTOR inhibitor',
  'FLT3 inhibitor': 'FLT3 inhibitor',
  'PD-1 antibody': 'PD-1 antibody',
  'aromatase inhibitor': 'aromatase inhibitor',
  'SMO inhibitor': 'SMO inhibitor',
  'BTK inhibitor': 'BTK inhibitor',
}

/** The class of which all these drugs are, where it is one that is never given in pairs. */
function oneClass(
  drugs: readonly (readonly string[])[],
  drugClass: (generic: string) => string | null,
): string | null {
  const classes = new Set(
    drugs.map(([first, ...more]) =>
      first === undefined || more.length > 0 ? '' : (NEVER_PAIRED[drugClass(first) ?? ''] ?? ''),
    ),
  )
  const [only] = classes
  return classes.size === 1 && only !== undefined && only !== '' ? only : null
}

function one(drugs: readonly string[], effect: Effect, conditions: readonly string[]): RegimenAnswer {
  return { ok: true, regimens: [regimen(drugs, effect)], conditions }
}

function regimen(drugs: readonly string[], effect: Effect): Regimen {
  const named = drugs.filter((drug) => !BACKBONE.test(drug))
  const partners = drugs.filter((drug) => BACKBONE.test(drug))
  const split = named.length > 0 && partners.length > 0
  const list = unique(split ? named : drugs)
  return {
    drugs: list,
    ...(split ? { backbone: unique(partners).join(' and ') } : {}),
    ...(effect === 'resistance' && list.length > 1 ? { together: true as const } : {}),
  }
}

/** The generic names behind one name of the source; the name itself, in lower case, where nobody knows it. */
function drugNames(name: string, generic: (name: string) => readonly string[] | null): readonly string[] {
  const known = generic(name.trim())
  const names = known === null || known.length === 0 ? [name] : known
  const clean = names.map(plainName)
  return clean.some((one) => one === '') ? [] : clean
}

/** Lower case, without marks that no generic name has. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\u03b1]/g, 'alpha')
    .replace(/[\u03b2]/g, 'beta')
    .replace(/['\u2019\u00ae\u2122"]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[[\]{}]/g, ' ')
    .replace(/[^a-z0-9 +./()-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^a-z0-9]+/, '')
    .trim()
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)]
}
