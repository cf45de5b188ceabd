/** A small seeded generator (mulberry32), so that every run of the build writes the same files. */
export function createRandom(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    /** Whole number from `low` to `high`, both included. */
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    /** Successes in `trials` draws of probability `p`. */
    binomial: (trials, p) => {
      let hits = 0
      for (let i = 0; i < trials; i++) if (next() < p) hits++
      return hits
    },
  }
}
