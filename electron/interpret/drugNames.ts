import type { DrugClass, KnowledgePack } from '../../shared/knowledge.ts'

/** Drug names of case sheets against the packs' drug table. */
export interface DrugTable {
  /** The generic name, lower case; null where the table does not know the name. */
  known(name: string): string | null
  /** Classes of a drug, the narrowest first; empty where the table does not know it. */
  classesOf(name: string): readonly string[]
}

/** Case, doses, forms and blanks fall away: `Omeprazole 20 mg 1-0-0` is `omeprazole`. */
export function drugKey(name: string): string {
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

/**
 * Drugs of `drugs` that a regimen contains by name, or may contain because its partner treatment or a named
 * group of drugs mentions their class (`fluoropyrimidine-based chemotherapy` may be capecitabine).
 */
export function drugsInRegimen(
  table: DrugTable,
  regimen: { readonly drugs: readonly string[]; readonly backbone?: string | null | undefined },
  drugs: readonly string[],
): string[] {
  const texts = [...regimen.drugs, ...(regimen.backbone ? [regimen.backbone] : [])].map((text) =>
    text.toLowerCase(),
  )
  return drugs.filter(
    (drug) =>
      regimen.drugs.some(
        (own) => (table.known(own) ?? drugKey(own)) === (table.known(drug) ?? drugKey(drug)),
      ) || table.classesOf(drug).some((name) => texts.some((text) => mentions(text, name.toLowerCase()))),
  )
}

/** `fluoropyrimidine-based chemotherapy` mentions `fluoropyrimidine`, but a drug name never mentions a class. */
function mentions(text: string, className: string): boolean {
  return text.includes(className) && /chemotherapy|therapy|\band\b|\bor\b|\ba\b/.test(text)
}
