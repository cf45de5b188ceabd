/** A finding's name without the detail in brackets: `EGFR L858R (VAF 34%, T1)` is `EGFR L858R`. */
export function findingName(text: string): string {
  return text.replace(/ \([^()]*\)$/, '')
}

/**
 * Alteration texts of one finding in several reports as one: `EGFR L858R (VAF 34%, T1)` and
 * `EGFR L858R (VAF 2%, P1)` become `EGFR L858R (VAF 34%, T1; VAF 2%, P1)`.
 */
export function joinFindings(alterations: readonly string[]): string {
  const details = new Map<string, string[]>()
  for (const text of alterations) {
    const name = findingName(text)
    const detail = text.slice(name.length).replace(/^ \((.*)\)$/, '$1')
    details.set(name, [...(details.get(name) ?? []), ...(detail === '' ? [] : [detail])])
  }
  return [...details]
    .map(([name, list]) => (list.length === 0 ? name : `${name} (${list.join('; ')})`))
    .join(', ')
}
