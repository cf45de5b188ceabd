import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { importFileSchema } from '../../../shared/api.ts'
import { assaySchema, caseInputSchema, genomeBuildSchema } from '../../../shared/model.ts'
import type { GenomeBuild } from '../../../shared/model.ts'

const RESOURCES = join(import.meta.dirname, '../../../resources')
const DEMO = join(RESOURCES, 'demo')

const manifest = z
  .strictObject({
    assays: z.array(z.string()),
    trials: z.array(z.string()),
    cases: z.array(
      z.strictObject({
        case: caseInputSchema.strict(),
        reports: z.array(importFileSchema.strict()),
        tracks: z.array(
          z.strictObject({ path: z.string(), build: genomeBuildSchema, specimen: z.string().nullable() }),
        ),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(DEMO, 'demonstration.json'), 'utf8')))

const assays = manifest.assays.map((path) =>
  assaySchema.strict().parse(JSON.parse(readFileSync(join(DEMO, path), 'utf8'))),
)

/** A small variant as it stands in a report file: position 1-based, alleles as written. */
interface Written {
  readonly file: string
  readonly build: GenomeBuild
  readonly specimen: string | null
  readonly chrom: string
  readonly pos: number
  readonly ref: string
  readonly alt: string
  readonly depth: number
  readonly altDepth: number
}

const written = manifest.cases.map((entry) => ({
  pseudonym: entry.case.pseudonym,
  tracks: entry.tracks,
  variants: entry.reports.flatMap(({ path, build, specimen }) =>
    build === null ? [] : smallVariants(path).map((variant) => ({ ...variant, file: path, build, specimen })),
  ),
}))

function smallVariants(path: string): Omit<Written, 'file' | 'build' | 'specimen'>[] {
  const rows = readFileSync(join(DEMO, path), 'utf8').split('\n')
  if (path.endsWith('.maf')) return mafVariants(rows)
  return path.endsWith('.vcf') ? vcfVariants(rows) : []
}

function mafVariants(rows: readonly string[]): Omit<Written, 'file' | 'build' | 'specimen'>[] {
  const table = rows.filter((row) => row !== '' && !row.startsWith('#')).map((row) => row.split('\t'))
  const titles = table[0] ?? []
  return table.slice(1).map((cells) => {
    const cell = (title: string): string => cells[titles.indexOf(title)] ?? ''
    return {
      chrom: cell('Chromosome'),
      pos: Number(cell('Start_Position')),
      ref: cell('Reference_Allele'),
      alt: cell('Tumor_Seq_Allele2'),
      depth: Number(cell('t_depth')),
      altDepth: Number(cell('t_alt_count')),
    }
  })
}

/** The tumor is the last sample column in every file here; Strelka counts bases, the others write AD. */
function vcfVariants(rows: readonly string[]): Omit<Written, 'file' | 'build' | 'specimen'>[] {
  return rows
    .filter((row) => row !== '' && !row.startsWith('#'))
    .map((row) => row.split('\t'))
    .filter((cells) => /^[ACGT]+$/.test(cells[4] ?? ''))
    .map((cells) => {
      const [chrom = '', pos = '', , ref = '', alt = '', , , , format = ''] = cells
      const keys = format.split(':')
      const values = (cells.at(-1) ?? '').split(':')
      const value = (key: string): string => values[keys.indexOf(key)] ?? ''
      const altDepth = keys.includes('AD') ? value('AD').split(',')[1] : value(`${alt}U`).split(',')[0]
      return { chrom, pos: Number(pos), ref, alt, depth: Number(value('DP')), altDepth: Number(altDepth) }
    })
}

function hasSamtools(): boolean {
  try {
    execFileSync('samtools', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('skipped: samtools is not installed')
    return false
  }
}

/** Reads at a variant's position as samtools counts them: all, and those that show the alternative allele. */
function readsAt(bam: string, { chrom, pos, ref, alt }: Written): { depth: number; altDepth: number } {
  const place = `chr${chrom.replace(/^chr/, '')}:${pos}-${pos}`
  const pileup = execFileSync(
    'samtools',
    ['mpileup', '-d', '0', '-Q', '0', '-A', '-B', '-x', '-r', place, bam],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const [, , , depth = '0', bases = ''] = pileup.trim().split('\t')
  const deletion = ref.length - alt.length
  const plain = bases.toUpperCase().replaceAll(/\^./g, '')
  const altDepth =
    deletion > 0
      ? plain.split(`-${deletion}`).length - 1
      : [...plain.replaceAll(/[+-]\d+[ACGTN]*/g, '')].filter((base) => base === alt).length
  return { depth: Number(depth), altDepth }
}

/** The reference slices of a build: bases of a 1-based inclusive range, null where no slice holds all of it. */
function slices(build: GenomeBuild): (chrom: string, start: number, end: number) => string | null {
  const records = readFileSync(join(RESOURCES, 'genome', build, 'slices.fa'), 'utf8')
    .split('>')
    .slice(1)
    .map((record) => {
      const [header = '', ...lines] = record.split('\n')
      const place = /^(\S+):(\d+)-(\d+)/.exec(header)
      return {
        chrom: place?.[1],
        start: Number(place?.[2]),
        end: Number(place?.[3]),
        bases: lines.join('').toUpperCase(),
      }
    })
  return (chrom, start, end) => {
    const record = records.find((one) => one.chrom === chrom && one.start <= start && one.end >= end)
    return record === undefined ? null : record.bases.slice(start - record.start, end - record.start + 1)
  }
}

describe('the demonstration folder', () => {
  test('holds every file that its manifest names, and the index of every BAM', () => {
    for (const { reports, tracks } of manifest.cases) {
      for (const { path } of [...reports, ...tracks]) expect(existsSync(join(DEMO, path)), path).toBe(true)
      for (const { path } of tracks) expect(existsSync(join(DEMO, `${path}.bai`)), `${path}.bai`).toBe(true)
    }
  })

  test('holds no file of a case that the manifest forgets', () => {
    const named = new Set(
      manifest.cases.flatMap(({ reports, tracks }) => [
        ...reports.map(({ path }) => path),
        ...tracks.flatMap(({ path }) => [path, `${path}.bai`]),
      ]),
    )
    const folders = new Set([...named].map((path) => path.split('/')[0] ?? ''))
    const found = [...folders].flatMap((folder) =>
      readdirSync(join(DEMO, folder)).map((name) => `${folder}/${name}`),
    )
    expect(found.filter((path) => !named.has(path))).toEqual([])
  })

  test('says of every report that it is invented', () => {
    for (const { reports } of manifest.cases) {
      for (const { path } of reports)
        expect(readFileSync(join(DEMO, path), 'utf8'), path).toMatch(/invented/i)
    }
  })

  test('stays small enough to ship: no BAM above 150 kB', () => {
    for (const { path } of manifest.cases.flatMap(({ tracks }) => tracks)) {
      expect(statSync(join(DEMO, path)).size, path).toBeLessThan(150_000)
    }
  })
})

describe('the demonstration assays', () => {
  test('never pretend to be a device or its companion diagnostic', () => {
    for (const assay of assays) {
      expect(assay.name).toMatch(/^Demonstration /)
      expect(assay.regulatoryStatus).toBe('demonstration, not a real device')
      expect(assay.companionDiagnostics).toEqual([])
    }
  })

  test('are all described, and every report names a specimen of its case', () => {
    const names = new Set(assays.map(({ name }) => name))
    for (const { case: input, reports, tracks } of manifest.cases) {
      const specimens = input.specimens.map(({ name }) => name)
      for (const report of reports) {
        expect(names, report.path).toContain(report.assay)
        expect(specimens, report.path).toContain(report.specimen)
      }
      for (const { specimen } of tracks) if (specimen !== null) expect(specimens).toContain(specimen)
    }
  })

  test('tell the three ways of silence apart: RAS tested in colon, KRAS missing in rectum, NRAS 61 missing in melanoma', () => {
    const covers = (pseudonym: string, gene: string, codon: number): boolean => {
      const used = manifest.cases
        .find((entry) => entry.case.pseudonym === pseudonym)
        ?.reports.map(({ assay }) => assay)
      return assays
        .filter(({ name }) => used?.includes(name))
        .flatMap(({ genes }) => genes)
        .filter((entry) => entry.gene === gene && entry.kinds.includes('smallVariant'))
        .some(
          ({ codons }) => codons === undefined || codons.some(([from, to]) => from <= codon && codon <= to),
        )
    }
    expect(covers('DEMO-COLON-1', 'KRAS', 12)).toBe(true)
    expect(covers('DEMO-COLON-1', 'NRAS', 61)).toBe(true)
    expect(covers('DEMO-RECTUM-1', 'KRAS', 12)).toBe(false)
    expect(covers('DEMO-MELANOMA-1', 'NRAS', 61)).toBe(false)
  })
})

describe('the demonstration variants', () => {
  test('carry the base of the human reference wherever a slice of it is at hand', () => {
    const known = { GRCh37: slices('GRCh37'), GRCh38: slices('GRCh38') }
    let checked = 0
    for (const variant of written.flatMap(({ variants }) => variants)) {
      const chrom = `chr${variant.chrom.replace(/^chr/, '')}`
      const bases = known[variant.build](chrom, variant.pos, variant.pos + variant.ref.length - 1)
      if (bases === null) continue
      expect(`${chrom}:${variant.pos} ${bases}`, variant.file).toBe(`${chrom}:${variant.pos} ${variant.ref}`)
      checked++
    }
    expect(checked).toBeGreaterThan(40)
  })

  test('show in the reads exactly as often as the report says', () => {
    if (!hasSamtools()) return
    const compared: string[] = []
    for (const { tracks, variants } of written) {
      for (const variant of variants) {
        const track = tracks.find(({ specimen }) => specimen === variant.specimen)
        if (track === undefined) continue
        const reads = readsAt(join(DEMO, track.path), variant)
        if (reads.depth === 0) continue
        if (variant.ref.length === variant.alt.length) {
          expect(reads, `${variant.file} ${variant.pos}`).toEqual({
            depth: variant.depth,
            altDepth: variant.altDepth,
          })
        } else expect(reads.altDepth, `${variant.file} ${variant.pos}`).toBe(variant.altDepth)
        compared.push(`${variant.file} ${variant.pos}`)
      }
    }
    expect(compared).toEqual([
      'lung-1/tissue-panel.vcf 55249063',
      'lung-1/tissue-panel.vcf 55259515',
      'lung-1/plasma-panel.vcf 55249063',
      'lung-1/plasma-panel.vcf 55249071',
      'lung-1/plasma-panel.vcf 55259515',
      'lung-2/tissue-panel.vcf 55174771',
      'lung-2/plasma-2024.vcf 55174771',
      'lung-2/plasma-2024.vcf 55181378',
      'lung-2/plasma-2026.vcf 55174771',
      'lung-2/plasma-2026.vcf 55181378',
      'lung-2/plasma-2026.vcf 55181398',
      'colon-1/somatic.maf 140453136',
      'breast-1/liver-metastasis.vcf 179234297',
      'melanoma-1/somatic-snvs.vcf 140453136',
    ])
  })

  test('put EGFR C797S on the same molecules as T790M, as the phase set of the report says', () => {
    if (!hasSamtools()) return
    const bam = join(DEMO, 'lung-2/plasma-2026.bam')
    const reads = execFileSync('samtools', ['view', bam, 'chr7:55181378-55181398'], { encoding: 'utf8' })
      .split('\n')
      .map((line) => line.split('\t'))
      .filter((fields) => /^\d+M$/.test(fields[5] ?? ''))
      .map((fields) => {
        const base = (pos: number): string => (fields[9] ?? '').charAt(pos - Number(fields[3]))
        return { at790: base(55181378), at797: base(55181398) }
      })
      .filter(({ at790, at797 }) => at790 !== '' && at797 !== '')
    const mutated = reads.filter(({ at797 }) => at797 === 'A')
    expect(mutated.length).toBeGreaterThan(30)
    // Not all: the reads have sequencing errors.
    expect(mutated.filter(({ at790 }) => at790 === 'T').length).toBeGreaterThan(mutated.length * 0.95)
    expect(reads.filter(({ at790, at797 }) => at790 === 'T' && at797 === 'T').length).toBeGreaterThan(3)
    const report = readFileSync(join(DEMO, 'lung-2/plasma-2026.vcf'), 'utf8')
    const phases = report
      .split('\n')
      .filter((line) => /\t0\|1:/.test(line))
      .map((line) => line.split(':').at(-1))
    expect(phases).toEqual(['55181378', '55181378'])
  })
})
