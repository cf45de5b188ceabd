import { expect, test } from 'vitest'
import { consequenceOn } from '../../../../electron/reports/consequence/consequenceOn.ts'
import type { TranscriptConsequence } from '../../../../electron/reports/consequence/consequenceOn.ts'
import { translate } from '../../../../shared/geneticCode.ts'
import { parseProteinChange } from '../../../../shared/hgvs.ts'
import type { ProteinChange } from '../../../../shared/hgvs.ts'
import { seeded } from '../../interpret/builders.ts'
import { mirrored, plusGene } from './geneFixture.ts'
import type { Fixture } from './geneFixture.ts'

/**
 * The names, read back: a random change of a random gene is made in the chromosome, the mutated chromosome is spliced
 * and translated by other, plainer code, and applying the computed `c.` and `p.` to the healthy transcript and protein
 * must give just that.
 */

function geneOf(random: () => number): Fixture {
  // Few letters make runs and repeats, which is where shifting happens.
  const letters = random() < 0.5 ? 'ACGT' : 'AACG'
  const some = (count: number): string =>
    Array.from({ length: count }, () => letters[Math.floor(random() * 4)] ?? 'A').join('')
  const codon = (): string => {
    const one = some(3)
    return translate(one) === '*' ? 'GCA' : one
  }
  const codons = Array.from({ length: 24 }, codon).join('')
  const cds = `ATG${codons}TAA`
  const cut = 31
  const chrom = `${some(20)}CCACC${cds.slice(0, cut)}GTAAGT${some(30)}TTTCAG${cds.slice(cut)}${some(40)}${some(20)}`
  const second = 25 + cut + 42
  const exons = [
    [20, 25 + cut],
    [second, second + cds.length - cut + 40],
  ] as const
  return plusGene(chrom, exons, [25, second + cds.length - cut])
}

/** VCF writes an ambiguous change at its left end, which is the other end on the other strand: the region may differ. */
const comparable = (found: TranscriptConsequence | null): TranscriptConsequence | null =>
  found && { ...found, consequence: found.consequence.replace(/&?splice_region_variant&?/, '') }

const peptide = (bases: string): string => {
  const whole = translate(bases) ?? ''
  const stop = whole.indexOf('*')
  return stop === -1 ? whole : whole.slice(0, stop + 1)
}

function applyProtein(change: ProteinChange, protein: string): string | null {
  const { kind, start, end, alt } = change
  if (start === null || end === null) return change.text === '=' ? protein : null
  const before = protein.slice(0, start - 1)
  switch (kind) {
    case 'silent':
      return protein
    case 'substitution':
      return before + (alt ?? '') + protein.slice(start)
    case 'nonsense':
      return `${before}*`
    case 'deletion':
      return before + protein.slice(end)
    case 'duplication':
      return protein.slice(0, end) + protein.slice(start - 1, end) + protein.slice(end)
    case 'insertion':
      return `${protein.slice(0, start)}${alt ?? ''}${protein.slice(start)}`
    case 'delins':
      return before + (alt ?? '') + protein.slice(end)
    default:
      return null
  }
}

const untilStop = (protein: string): string => {
  const stop = protein.indexOf('*')
  return stop === -1 ? protein : protein.slice(0, stop + 1)
}

/** Applies a coding change of the CDS without intron parts. */
function applyCoding(text: string, cds: string): string | null {
  const found = /^c\.(\d+)(?:_(\d+))?(del|dup|inv|delins|ins)?([ACGT]*)(?:>([ACGT]))?$/.exec(text)
  if (!found) return null
  const start = Number(found[1])
  const end = found[2] === undefined ? start : Number(found[2])
  const complement: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' }
  const [kind, bases] = [found[3] ?? '', found[4] ?? '']
  if (found[5] !== undefined) {
    expect(cds[start - 1]).toBe(bases)
    return cds.slice(0, start - 1) + found[5] + cds.slice(start)
  }
  const stretch = cds.slice(start - 1, end)
  if (kind === 'del') return cds.slice(0, start - 1) + cds.slice(end)
  if (kind === 'dup') return cds.slice(0, end) + stretch + cds.slice(end)
  if (kind === 'inv') {
    const turned = [...stretch].reverse().map((base) => complement[base] ?? 'N')
    return cds.slice(0, start - 1) + turned.join('') + cds.slice(end)
  }
  if (kind === 'delins') return cds.slice(0, start - 1) + bases + cds.slice(end)
  return kind === 'ins' ? cds.slice(0, start) + bases + cds.slice(start) : null
}

test('c. and p. of 5,000 random changes give the mutated transcript and protein, alike on both strands', () => {
  const seen = new Map<string, number>()
  for (let seed = 1; seed <= 125; seed++) {
    const random = seeded(seed)
    const gene = geneOf(random)
    const other = mirrored(gene)
    const [first = [0, 0], second = [0, 0]] = gene.model.exons
    const spliced = (chrom: string, grown1: number, grown2: number): string =>
      chrom.slice(gene.model.cdsStart, first[1] + grown1) +
      chrom.slice(second[0] + grown1, second[1] + grown1 + grown2)
    const healthy = spliced(gene.chrom, 0, 0)
    const cdsLength = 26 * 3
    const protein = peptide(healthy)
    for (let n = 0; n < 40; n++) {
      // Inside one of the two coding exons, away from its edge by the length of the change.
      const inFirst = random() < 0.4
      const [low, high] = inFirst ? [gene.model.cdsStart + 3, first[1]] : [second[0], gene.model.cdsEnd - 3]
      const removed = Math.floor(random() * 7)
      const added = Math.floor(random() * 7)
      if (removed + added === 0) continue
      const start = low + 1 + Math.floor(random() * (high - low - removed - 2))
      const ref = gene.chrom.slice(start - 1, start + removed)
      const random4 = (): string => 'ACGT'[Math.floor(random() * 4)] ?? 'A'
      const fresh =
        random() < 0.2
          ? gene.chrom.slice(start - added, start)
          : Array.from({ length: added }, random4).join('')
      const alt = (ref[0] ?? '') + fresh
      if (alt === ref) continue
      const found = consequenceOn(gene.model, start, ref, alt, gene.bases)
      const flipped = gene.chrom.length - start - removed + 1
      const reverse = (text: string): string =>
        [...text]
          .reverse()
          .map((base) => ({ A: 'T', C: 'G', G: 'C', T: 'A' })[base] ?? 'N')
          .join('')
      const place = `seed ${seed}, ${start} ${ref}>${alt}`
      const backward = consequenceOn(other.model, flipped, reverse(ref), reverse(alt), other.bases)
      expect(comparable(backward), place).toEqual(comparable(found))
      if (!found) throw new Error(`nothing at ${place}`)
      const mutated = gene.chrom.slice(0, start - 1) + alt + gene.chrom.slice(start + removed)
      const grown = added - removed
      const transcript = spliced(mutated, inFirst ? grown : 0, inFirst ? 0 : grown)
      const coded = applyCoding(found.hgvsC, healthy)
      if (coded !== null) expect(coded, `${place}: ${found.hgvsC}`).toBe(transcript)
      const made = peptide(transcript)
      const change = parseProteinChange(found.hgvsP)
      seen.set(change.kind, (seen.get(change.kind) ?? 0) + 1)
      const told = `${place}: ${found.hgvsC} ${found.hgvsP} ${found.consequence}`
      if (change.kind === 'frameshift') {
        const at = change.start ?? 0
        expect(made.slice(0, at - 1), told).toBe(protein.slice(0, at - 1))
        expect(protein[at - 1], told).toBe(change.refStart)
        expect(made[at - 1], told).toBe(change.alt)
        if (change.newStop !== null) {
          expect(made.endsWith('*'), told).toBe(true)
          expect(made.length, told).toBe(at + change.newStop - 1)
        } else expect(made.endsWith('*'), told).toBe(false)
      } else {
        const applied = applyProtein(change, protein)
        if (applied !== null) expect(untilStop(applied), told).toBe(made)
      }
      const terms = found.consequence.split('&')
      if (transcript.length === healthy.length && made === protein && removed === added) {
        expect(terms, told).toContain('synonymous_variant')
      }
      if (
        (added - removed) % 3 !== 0 &&
        !terms.some((term) => term.startsWith('splice_a') || term.startsWith('splice_d'))
      ) {
        expect(terms, told).toContain('frameshift_variant')
      }
      expect(healthy.length).toBeGreaterThan(cdsLength)
    }
  }
  console.log(`read back: ${[...seen].map(([kind, n]) => `${kind} ${n}`).join(', ')}`)
  for (const kind of [
    'substitution',
    'deletion',
    'insertion',
    'duplication',
    'delins',
    'frameshift',
    'nonsense',
  ]) {
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(20)
  }
}, 60_000)
