/** One word of the glossary. */
export interface GlossaryEntry {
  /** The word as it stands on screen. */
  readonly word: string
  readonly group: GlossaryGroup
  /** Exactly two sentences, in our own words. */
  readonly text: string
  /** Paper, guideline or specification; `OWN` where the word is Caseboard's. */
  readonly source: string
}

export const glossaryGroups = [
  'Tiers',
  'Evidence levels',
  'Findings and rules',
  'Biomarkers',
  'Variants',
  'Classes',
  'Germline, blood and plasma',
  'Case and trials',
] as const
export type GlossaryGroup = (typeof glossaryGroups)[number]

export const OWN = 'Caseboard’s own word'

/** Entries of one group; the words of one family mostly share a source. */
export function entries<Name extends string>(
  group: GlossaryGroup,
  rows: Readonly<Record<Name, readonly [word: string, text: string, source: string]>>,
): Readonly<Record<Name, GlossaryEntry>> {
  const named = Object.entries<readonly [string, string, string]>(rows).map(
    ([name, [word, text, source]]) => [name, { word, group, text, source }] as const,
  )
  return Object.fromEntries(named) as Record<Name, GlossaryEntry>
}
