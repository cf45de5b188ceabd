import type { DrugClass, KnowledgePack } from '../../../shared/knowledge.ts'

/** Drug names of case sheets against the packs' drug table. */
export interface DrugTable {
  /** The generic name, lower case; null where the table does not know the name. */
  known(name: string): string | null
  /** Classes of a drug, the narrowest first; empty where the table does not know it. */
  classesOf(name: string): readonly string[]
}

/** Keys already read: the same few hundred names are asked for with each case. */
const KEYS = new Map<string, string>()
const MOST_KEYS = 20_000

/** Case, doses, forms and blanks fall away: `Omeprazole 20 mg 1-0-0` is `omeprazole`. */
export function drugKey(name: string): string {
  const known = KEYS.get(name)
  if (known !== undefined) return known
  if (KEYS.size >= MOST_KEYS) KEYS.clear()
  const key = readKey(name)
  KEYS.set(name, key)
  return key
}

function readKey(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\(.*?\)/g, ' ')
    .replace(/\s+\d+([.,]\d+)?\s*(mg|µg|ug|g|ml|iu|ie|%).*$/, '')
    .replace(/\s+\d[\d./-]*(\s.*)?$/, '')
    .replace(/[’']/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

const TABLES = new WeakMap<readonly KnowledgePack[], DrugTable>()

/** The packs' drug table, read once for each list of packs. */
export function drugTable(packs: readonly KnowledgePack[]): DrugTable {
  const table = TABLES.get(packs) ?? readDrugTable(packs)
  TABLES.set(packs, table)
  return table
}

function readDrugTable(packs: readonly KnowledgePack[]): DrugTable {
  const entries = new Map<string, DrugClass>()
  for (const entry of packs.flatMap((pack) => pack.drugClasses ?? [])) {
    for (const name of [entry.drug, ...entry.synonyms]) {
      const key = drugKey(name)
      if (!entries.has(key)) entries.set(key, entry)
    }
  }
  return {
    known: (name) => entries.get(drugKey(name))?.drug ?? null,
    classesOf: (name) => entries.get(drugKey(name))?.classes ?? [],
  }
}

/** True where `name` is the wanted drug or belongs to the wanted class. */
export function isDrugOrClass(table: DrugTable, name: string, wanted: string): boolean {
  const generic = table.known(name) ?? drugKey(name)
  return generic === drugKey(wanted) || table.classesOf(name).includes(wanted)
}

/** Regimens that boards write as one word. */
const ACRONYMS: Readonly<Record<string, readonly string[]>> = {
  folfox: ['fluorouracil', 'oxaliplatin'],
  folfiri: ['fluorouracil', 'irinotecan'],
  folfirinox: ['fluorouracil', 'irinotecan', 'oxaliplatin'],
  folfoxiri: ['fluorouracil', 'irinotecan', 'oxaliplatin'],
  capox: ['capecitabine', 'oxaliplatin'],
  xelox: ['capecitabine', 'oxaliplatin'],
}

/** Drugs of one line of a case sheet: acronyms are their drugs. */
export function expandDrugs(drugs: readonly string[]): string[] {
  return drugs.flatMap((drug) => ACRONYMS[drugKey(drug)] ?? [drug])
}

interface Regimen {
  readonly drugs: readonly string[]
  readonly backbone?: string | null | undefined
}

/**
 * Drugs of `drugs` that a regimen contains by name, or may contain because its partner treatment or a named group
 * of drugs mentions them or their class (`fluoropyrimidine-based chemotherapy` may be capecitabine).
 */
export function drugsInRegimen(table: DrugTable, regimen: Regimen, drugs: readonly string[]): string[] {
  return regimenDrugs(table, regimen)(drugs)
}

/** The same, for one regimen that is asked about many drugs. */
export function regimenDrugs(table: DrugTable, regimen: Regimen): (drugs: readonly string[]) => string[] {
  const parts = expandDrugs([...regimen.drugs, ...(regimen.backbone ? [regimen.backbone] : [])])
  const generics = new Set(parts.map((part) => table.known(part) ?? drugKey(part)))
  const groups = parts.filter((part) => table.known(part) === null).map((part) => part.toLowerCase())
  return (drugs) =>
    drugs.filter((drug) => {
      const generic = table.known(drug) ?? drugKey(drug)
      if (generics.has(generic)) return true
      if (groups.length === 0) return false
      const names = [generic, ...table.classesOf(drug).map((name) => name.toLowerCase())]
      return groups.some((group) => names.some((name) => mentions(group, name)))
    })
}

/** `fluoropyrimidine-based chemotherapy` mentions `fluoropyrimidine`, as a word of its own. */
function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name)
  if (at === -1) return false
  const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' ']
  return !/[a-z]/.test(before) && !/[a-z]/.test(after)
}
