import type { BatchAnnotation, BatchCall } from './batch.ts'

/** Numbers for what repeats from row to row of one file; see batch.ts. */
export interface Numbers<Key, Entry> {
  numberOf(key: Key): number
  /** Entries numbered since the last call, in order. */
  takeNew(): Entry[]
}

/**
 * Entries remembered at a time. An unsorted file with more of them announces some again, which costs a few
 * bytes of disk and changes no answer; a sorted one never does.
 */
const REMEMBERED = 4096

/** The entries last used are compared before a key is built: neighbours in a sorted file mostly share theirs. */
const RECENT = 4

/** A text of its own: a slice would keep the whole block of the file that it was cut from in memory. */
function copy(text: string): string {
  return text === '' ? '' : Buffer.from(text).toString()
}

export function createChromNumbers(): Numbers<{ readonly chrom: string }, string> {
  const known = new Map<string, number>()
  let fresh: string[] = []
  let last = ''
  let lastNumber = NaN
  return {
    numberOf({ chrom }) {
      if (chrom === last) return lastNumber
      let number = known.get(chrom)
      if (number === undefined) {
        number = known.size
        const own = copy(chrom)
        known.set(own, number)
        fresh.push(own)
      }
      last = chrom
      lastNumber = number
      return number
    },
    takeNew() {
      const entries = fresh
      fresh = []
      return entries
    },
  }
}

export function createAnnotationNumbers(): Numbers<BatchAnnotation, BatchAnnotation> {
  type Known = BatchAnnotation & { readonly number: number }
  const known = new Map<string, Known>()
  const recent: Known[] = []
  let fresh: BatchAnnotation[] = []
  let oldest = 0
  let next = 0
  return {
    numberOf({ gene, transcript }) {
      if (gene === '' && transcript === '') return NaN
      for (let i = 0; i < recent.length; i++) {
        const entry = recent[i]
        if (entry !== undefined && entry.gene === gene && entry.transcript === transcript) return entry.number
      }
      const key = `${gene}\t${transcript}`
      let entry = known.get(key)
      if (entry === undefined) {
        if (known.size === REMEMBERED) known.clear()
        entry = { gene: copy(gene), transcript: copy(transcript), number: next++ }
        known.set(copy(key), entry)
        fresh.push({ gene: entry.gene, transcript: entry.transcript })
      }
      recent[oldest] = entry
      oldest = (oldest + 1) % RECENT
      return entry.number
    },
    takeNew() {
      const entries = fresh
      fresh = []
      return entries
    },
  }
}

export function createCallNumbers(): Numbers<BatchCall, BatchCall> {
  type Known = BatchCall & { readonly number: number }
  const known = new Map<string, Known[]>()
  let fresh: BatchCall[] = []
  let next = 0
  let size = 0
  return {
    numberOf({ filter, origin, zygosity, consequence, annotationSource, present }) {
      // Consequence first: it differs most, so the lists behind it are short.
      let list = known.get(consequence)
      if (list !== undefined) {
        for (let i = 0; i < list.length; i++) {
          const entry = list[i]
          if (
            entry !== undefined &&
            entry.filter === filter &&
            entry.present === present &&
            entry.origin === origin &&
            entry.zygosity === zygosity &&
            entry.annotationSource === annotationSource
          ) {
            return entry.number
          }
        }
      }
      // Lists are searched from end to end, so they are kept short even for a file of odd filters.
      if (size === REMEMBERED || (list !== undefined && list.length === MOST_PER_CONSEQUENCE)) {
        known.clear()
        size = 0
        list = undefined
      }
      if (list === undefined) {
        list = []
        known.set(copy(consequence), list)
      }
      const entry: Known = {
        filter: copy(filter),
        origin,
        zygosity,
        consequence: copy(consequence),
        annotationSource,
        present,
        number: next++,
      }
      list.push(entry)
      size++
      const { number, ...call } = entry
      fresh.push(call)
      return number
    },
    takeNew() {
      const entries = fresh
      fresh = []
      return entries
    },
  }
}

const MOST_PER_CONSEQUENCE = 256
