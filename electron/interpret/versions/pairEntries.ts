/**
 * Pairs the entries of two versions of a pack. Sources with stable identifiers are paired by them; where a
 * source numbers its rows anew with each release, what an entry says pairs it.
 */

export interface Entry {
  readonly id: string
}

export interface EntryPair<T extends Entry> {
  readonly before: T | null
  readonly after: T | null
}

export interface Pairing<T extends Entry> {
  /** Entries that say the same in both versions, under whatever identifier. */
  readonly same: readonly { readonly before: T; readonly after: T }[]
  /** Added (`before` null), removed (`after` null) and changed entries. */
  readonly changed: readonly EntryPair<T>[]
}

export interface PairRules<T extends Entry> {
  /** Everything that the entry says, but for its identifier and the date of retrieval. */
  readonly content: (entry: T) => string
  /** What the entry is about (finding, disease, therapy), without what may be judged anew (level, wording). */
  readonly subject: (entry: T) => string
  /** Whether two entries of one identifier are about the same thing, so that one is a revision of the other. */
  readonly revision: (before: T, after: T) => boolean
}

export function pairEntries<T extends Entry>(
  before: readonly T[],
  after: readonly T[],
  rules: PairRules<T>,
): Pairing<T> {
  const same: { before: T; after: T }[] = []
  const changed: EntryPair<T>[] = []
  let old: readonly T[] = before
  let fresh: readonly T[] = after

  /** Pairs what is left by a key; each entry is used once. */
  const pairBy = (
    key: (entry: T) => string,
    accept: (a: T, b: T) => boolean,
    keep: (pair: { before: T; after: T }) => void,
  ): void => {
    const waiting = new Map<string, T[]>()
    for (const entry of old) {
      const list = waiting.get(key(entry))
      if (list === undefined) waiting.set(key(entry), [entry])
      else list.push(entry)
    }
    const used = new Set<T>()
    fresh = fresh.filter((entry) => {
      const partner = waiting.get(key(entry))?.find((one) => !used.has(one) && accept(one, entry))
      if (partner === undefined) return true
      used.add(partner)
      keep({ before: partner, after: entry })
      return false
    })
    old = old.filter((entry) => !used.has(entry))
  }

  const texts = new Map<T, string>()
  const content = (entry: T): string => {
    const text = texts.get(entry) ?? rules.content(entry)
    texts.set(entry, text)
    return text
  }
  const id = (entry: T): string => entry.id
  const always = (): boolean => true
  pairBy(
    id,
    (a, b) => content(a) === content(b),
    (pair) => void same.push(pair),
  )
  pairBy(content, always, (pair) => void same.push(pair))
  pairBy(id, rules.revision, (pair) => void changed.push(pair))
  pairBy(rules.subject, always, (pair) => void changed.push(pair))
  // Reports of cases know entries by their identifiers: what keeps one is never told as removed and added.
  pairBy(id, always, (pair) => void changed.push(pair))
  changed.push(...old.map((entry) => ({ before: entry, after: null })))
  changed.push(...fresh.map((entry) => ({ before: null, after: entry })))
  return { same, changed }
}
