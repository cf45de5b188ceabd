import { tableRows } from './tableRows.ts'

/**
 * A lookup of drug names: brands, development codes and salts lead to the generic name; a combination
 * ("Dabrafenib + Trametinib") to all of its drugs. Null as soon as one part is unknown: half a regimen is
 * another regimen.
 */
export function drugNames(text: string): (name: string) => readonly string[] | null {
  const rows = tableRows(text, ['generic', 'synonyms'], 'resources/drugs/synonyms.tsv')
  const known = new Map<string, readonly string[]>()
  for (const row of rows) {
    const generics = (row['generic'] ?? '').split('+').map((part) => part.trim())
    for (const name of [row['generic'] ?? '', ...(row['synonyms'] ?? '').split('|')]) {
      if (name.trim() !== '') known.set(drugKey(name), generics)
    }
  }
  const single = (name: string): readonly string[] | null => {
    const key = drugKey(name)
    return key === '' ? null : (known.get(key) ?? known.get(drugKey(withoutDetails(name))) ?? null)
  }
  return (name) => {
    const whole = single(name)
    if (whole) return whole
    const parts = name.split(/\s*(?:\+|\band\b|\bplus\b|,|;|\/(?!\d))\s*/i).filter((part) => part !== '')
    if (parts.length < 2) return null
    const drugs: string[] = []
    for (const part of parts) {
      const found = single(part)
      if (found === null) return null
      drugs.push(...found)
    }
    return [...new Set(drugs)]
  }
}

/** Without case, blanks, hyphens, brackets and the four-letter suffix of biologics (`trastuzumab-dkst`). */
function drugKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\w{4,}(?:mab|cept|ase|alfa|tecan|tansine|tin|zomib))-[a-z]{4}$/, '$1')
    .replace(/[^a-z0-9+]/g, '')
}

/** `Selumetinib (AZD6244)`, `Imatinib Mesylate`, `Trametinib DMSO`: the salt and a second name in brackets. */
function withoutDetails(name: string): string {
  return name
    .replace(/\s*\([^)]*\)?\s*$/, '')
    .replace(
      / (?:mesylate|hydrochloride|dihydrochloride|sodium|phosphate|succinate|tosylate|maleate|malate|citrate|acetate|dimethyl sulfoxide|dmso|ditosylate|fumarate|monohydrate|besylate|camsylate|dimaleate|dilactic acid|s-malate|l-malate|sulfate|bisulfate|potassium)$/i,
      '',
    )
    .trim()
}
