import { execFileSync } from 'node:child_process'
import { reference } from './reference.mjs'

/** Qualities as a binning sequencer writes them: nearly all high; a wrong base mostly gets a low one. */
const HIGH = 37
const MIDDLE = 25
const LOW = 12
const WRONG_BASE = 0.0008
/** A read must reach this many bases past an insertion or deletion; aligners clip shorter ends. */
const FLANK = 10

/**
 * Draws reads over `regions` and counts the alleles that they show.
 *
 * A region is `{ chrom, from, to, depth, molecules }` (1-based inclusive, depth = reads per base in
 * the middle);
 * molecules are `{ fraction, variants }`: that share of the DNA carries those variants together, the rest is
 * reference. Reads never leave the reference slice. `insert` gives pairs of that mean length, absent: single
 * reads.
 *
 * @returns `{ sam, counts }`; `counts(variant)` is `{ depth, ref, alt, forward, reverse }`
 */
export function simulateReads({ build, readGroup, regions, readLength, insert, random }) {
  const lines = []
  const tallies = new Map()
  let number = 0
  for (const region of regions) {
    const slice = reference(build).slice(region.chrom, region.from, region.to)
    if (slice === null)
      throw new Error(`${build} ${region.chrom}:${region.from}-${region.to}: no reference slice`)
    const variants = [...new Set(region.molecules.flatMap((molecule) => molecule.variants))]
    for (const variant of variants) tallies.set(variant, { depth: 0, ref: 0, alt: 0, forward: 0, reverse: 0 })
    const haplotypes = region.molecules.map(({ fraction, variants: carried }) => ({
      fraction,
      ...applied(slice, carried),
    }))
    const wildType = applied(slice, [])
    const perFragment = insert === undefined ? readLength : 2 * readLength
    const first = Math.max(slice.start, region.from - readLength)
    const last = Math.min(slice.end, region.to + readLength)
    // Starts are drawn evenly, so the depth in the middle is fragments * bases per fragment / possible starts.
    const starts = last - first + 2 - (insert ?? readLength)
    const fragments = Math.round((starts * region.depth) / perFragment)
    for (let i = 0; i < fragments; i++) {
      const haplotype = draw(haplotypes, random) ?? wildType
      const length =
        insert === undefined ? readLength : Math.max(2 * readLength + 2, insert + random.between(-35, 35))
      const low = haplotype.indexOf(first)
      const high = haplotype.indexOf(last) - length + 1
      if (high <= low) throw new Error('the region is shorter than a fragment')
      const start = random.between(low, high)
      const reads = (insert === undefined ? [start] : [start, start + length - readLength]).map((at) =>
        readAt(haplotype, slice, at, readLength),
      )
      if (reads.includes(null)) continue
      number += 1
      const name = `demo:${number}`
      const swap = random.next() < 0.5
      reads.forEach((read, index) => {
        const { bases, qualities } = sequenced(read.bases, random)
        const reverse = insert === undefined ? swap : index === 1
        for (const variant of variants) tally(tallies.get(variant), variant, read, bases, reverse)
        const mate = reads[1 - index]
        const flag =
          insert === undefined
            ? reverse
              ? 16
              : 0
            : 3 + (reverse ? 16 : 32) + ((index === 0) === swap ? 128 : 64)
        const { md, nm } = mismatches(read, bases, slice)
        lines.push([
          name,
          flag,
          `chr${region.chrom}`,
          read.pos,
          60,
          read.cigar,
          ...(mate === undefined
            ? ['*', 0, 0]
            : ['=', mate.pos, (index === 0 ? 1 : -1) * (reads[1].end - reads[0].pos + 1)]),
          bases,
          qualities,
          `NM:i:${nm}`,
          `MD:Z:${md}`,
          `RG:Z:${readGroup}`,
        ])
      })
    }
  }
  return { sam: lines.map((fields) => fields.join('\t')), counts: (variant) => tallies.get(variant) }
}

function draw(haplotypes, random) {
  let at = random.next()
  for (const haplotype of haplotypes) {
    at -= haplotype.fraction
    if (at < 0) return haplotype
  }
  return null
}

/** The slice with `variants` in it: bases, and the reference position of each (0 for an inserted base). */
function applied(slice, variants) {
  const bases = [...slice.bases]
  const places = bases.map((_, i) => slice.start + i)
  for (const { pos, ref, alt } of [...variants].sort((a, b) => b.pos - a.pos)) {
    const at = pos - slice.start
    if (bases.slice(at, at + ref.length).join('') !== ref)
      throw new Error(`reads: REF ${ref} is not at ${pos}`)
    bases.splice(at, ref.length, ...alt)
    places.splice(at, ref.length, ...[...alt].map((_, i) => (i < ref.length ? pos + i : 0)))
  }
  return { bases, places, indexOf: (pos) => places.indexOf(pos) }
}

/** The read of `length` bases from haplotype index `at`; null where an indel lies too near one of its ends. */
function readAt(haplotype, slice, at, length) {
  const places = haplotype.places.slice(at, at + length)
  if (places.length < length || places[0] === 0 || places.at(-1) === 0) return null
  const operations = []
  const add = (operation, count) => {
    const last = operations.at(-1)
    if (last?.operation === operation) last.count += count
    else operations.push({ operation, count })
  }
  let previous = places[0] - 1
  for (const place of places) {
    if (place === 0) add('I', 1)
    else {
      if (place !== previous + 1) add('D', place - previous - 1)
      add('M', 1)
      previous = place
    }
  }
  if (operations.length > 1 && (operations[0].count < FLANK || operations.at(-1).count < FLANK)) return null
  return {
    pos: places[0],
    end: places.at(-1),
    places,
    bases: haplotype.bases.slice(at, at + length),
    cigar: operations.map(({ operation, count }) => `${count}${operation}`).join(''),
  }
}

function sequenced(trueBases, random) {
  let qualities = ''
  let bases = ''
  for (const base of trueBases) {
    const wrong = random.next() < WRONG_BASE
    bases += wrong ? random.pick([...'ACGT'].filter((other) => other !== base)) : base
    qualities += String.fromCharCode(
      33 + (wrong ? random.pick([LOW, LOW, MIDDLE]) : random.next() < 0.01 ? MIDDLE : HIGH),
    )
  }
  return { bases, qualities }
}

function tally(counts, { pos, ref, alt }, read, bases, reverse) {
  const at = read.places.indexOf(pos)
  const substitution = ref.length === alt.length
  if (at === -1 || (!substitution && read.end < pos + ref.length)) return
  const shown = substitution
    ? bases.slice(at, at + alt.length)
    : read.places[at + alt.length] === pos + ref.length
      ? alt
      : ref
  counts.depth += 1
  if (shown === ref) counts.ref += 1
  if (shown === alt) {
    counts.alt += 1
    counts[reverse ? 'reverse' : 'forward'] += 1
  }
}

/** SAM tags MD and NM of a read. */
function mismatches(read, bases, slice) {
  let md = ''
  let nm = 0
  let same = 0
  let previous = read.pos - 1
  read.places.forEach((place, i) => {
    if (place === 0) {
      nm += 1
      return
    }
    if (place !== previous + 1) {
      const deleted = slice.bases.slice(previous + 1 - slice.start, place - slice.start)
      md += `${same}^${deleted}`
      same = 0
      nm += deleted.length
    }
    const base = slice.bases[place - slice.start]
    if (base === bases[i]) same += 1
    else {
      md += `${same}${base}`
      same = 0
      nm += 1
    }
    previous = place
  })
  return { md: `${md}${same}`, nm }
}

/** Writes a sorted, indexed BAM (`path` and `path.bai`) through samtools. */
export function writeBam(path, { build, sam, readGroup, sample, library, comment }) {
  const header = [
    '@HD\tVN:1.6\tSO:coordinate',
    ...reference(build).contigs.map(({ name, length }) => `@SQ\tSN:chr${name}\tLN:${length}\tAS:${build}`),
    `@RG\tID:${readGroup}\tSM:${sample}\tLB:${library}\tPL:ILLUMINA`,
    `@CO\t${comment}`,
  ]
  execFileSync('samtools', ['sort', '--no-PG', '-l', '9', '-o', path, '-'], {
    input: `${header.join('\n')}\n${sam.join('\n')}\n`,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  execFileSync('samtools', ['index', path])
}
