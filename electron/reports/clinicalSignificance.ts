const cache = new Map<string, string>()

/**
 * ClinVar-style classes as ClinVar spells them: VEP's `likely_pathogenic&pathogenic` becomes
 * `Likely pathogenic/Pathogenic`. Words are not judged or reordered; `not_provided` alone and empty values
 * become ''.
 */
export function clinicalClass(value: string): string {
  if (value === '' || value === '.') return ''
  const known = cache.get(value)
  if (known !== undefined) return known
  const seen = new Set<string>()
  for (const part of value.replace(/%2C/gi, ',').split(/[&|,;/]/)) {
    const words = part.replaceAll('_', ' ').trim()
    if (words === '' || words === '.' || /^not provided$/i.test(words)) continue
    seen.add(words.charAt(0).toUpperCase() + words.slice(1))
  }
  const text = [...seen].join('/')
  if (cache.size < 10_000) cache.set(Buffer.from(value).toString(), text)
  return text
}
