import type { GenomeBuild } from '../../shared/model.ts'
import { buildOfLength, normaliseChrom, refseqChrom } from './chromosomes.ts'

/** The build of a file with its evidence in words; `build` is null where nothing or contradictory things are said. */
export interface BuildVerdict {
  readonly build: GenomeBuild | null
  readonly evidence: string
  /** True where sequence lengths or accession versions say it, which outweighs any name. */
  readonly certain: boolean
}

const NAMES_37 =
  /grch37|hg19|(?<![a-z0-9])b37(?![0-9])|hs37|g1k_v37|ncbi[ _]?(?:build)?[ _.]?37(?![0-9])|build ?37/i
const NAMES_38 = /grch38|hg38|(?<![a-z0-9])b38(?![0-9])|hs38|ncbi[ _]?(?:build)?[ _.]?38(?![0-9])|build ?38/i

/** The build that a free text names: a reference path, `assembly="GRCh38.p13"`, `hg19`, NCBI_Build `37`. */
export function buildOfText(text: string): GenomeBuild | 'both' | null {
  const names37 = NAMES_37.test(text)
  const names38 = NAMES_38.test(text)
  if (names37 && names38) return 'both'
  return names37 ? 'GRCh37' : names38 ? 'GRCh38' : null
}

/** NCBI_Build of a MAF: `37`, `GRCh37`, `hg19`, `38`, `GRCh38`, `hg38`. */
export function buildOfMafValue(value: string): GenomeBuild | null {
  if (/^(?:grch)?37(?:\.p?\d+)?$|^hg19$/i.test(value)) return 'GRCh37'
  if (/^(?:grch)?38(?:\.p?\d+)?$|^hg38$/i.test(value)) return 'GRCh38'
  return null
}

/** Header keys whose text names the reference that the calls were made or annotated on. */
const TELLING_KEY =
  /^(?:reference|assembly|VEP|VEP-command-line|SnpEffCmd|SnpEffVersion|new_reference_genome|source_GENOME_REFERENCE|DRAGENCommandLine|cmdline|commandline|GATKCommandLine\S*|jannovarCommand|contig_assembly|genome_build|genome|annotation|INFO_CSQ)$/i

/**
 * The build from a VCF header. Chromosome lengths and RefSeq accessions decide, unless `##reference`, `##VEP` or
 * an `assembly=` attribute contradicts them; without them the names in those and in command lines do. A lift-over names its target
 * (`hg19Tohg38`, `##new_reference_genome`). The prefix "chr" is no evidence.
 */
export function buildOfVcfHeader(headerLines: readonly string[]): BuildVerdict {
  const byLength = new Map<GenomeBuild, string>()
  const byName = new Map<GenomeBuild, string>()
  /** Names whose contradiction to the lengths must be asked about: the reference itself, not some option of a tool. */
  const byReference = new Map<GenomeBuild, string>()
  const note = (map: Map<GenomeBuild, string>, build: GenomeBuild | null, words: string): void => {
    if (build && !map.has(build)) map.set(build, words)
  }
  for (const line of headerLines) {
    const equals = line.indexOf('=')
    if (!line.startsWith('##') || equals === -1) continue
    const key = line.slice(2, equals)
    const value = line.slice(equals + 1)
    if (key === 'contig') {
      const id = /[<,]ID=([^,>]+)/.exec(value)?.[1] ?? ''
      const chrom = normaliseChrom(id)
      const length = Number(/[<,]length=(\d+)/.exec(value)?.[1] ?? NaN)
      if (chrom !== null && Number.isFinite(length)) {
        note(byLength, buildOfLength(chrom, length), `contig ${id} is ${length.toLocaleString('en-US')} long`)
      }
      note(byLength, refseqChrom(id)?.build ?? null, `contig ${id}`)
      const assembly = /[<,]assembly="?([^,>"]+)/.exec(value)?.[1] ?? ''
      const named = buildOfText(assembly)
      if (named !== 'both') {
        note(byName, named, `contig ${id} has assembly=${assembly}`)
        note(byReference, named, `contig ${id} has assembly=${assembly}`)
      }
    } else if (/^liftOver/i.test(key)) {
      const target = /To(hg\d+|grch\d+)/i.exec(value)?.[1]
      if (target) {
        const named = buildOfText(target)
        if (named !== 'both') note(byName, named, `##${key} lifts over to ${target}`)
      }
    } else if (TELLING_KEY.test(key)) {
      const named =
        key === 'VEP' ? buildOfText(/assembly="([^"]*)"/.exec(value)?.[1] ?? value) : buildOfText(value)
      if (named !== 'both') {
        note(byName, named, `##${key} names ${shortName(value)}`)
        if (/^(?:reference|assembly|VEP)$/i.test(key))
          note(byReference, named, `##${key} names ${shortName(value)}`)
      }
    }
  }
  if (byLength.size > 1) return conflict(byLength)
  if (byLength.size === 1) {
    const [other] = [...byReference].filter(([build]) => !byLength.has(build))
    return other ? conflict(new Map([...byLength, other])) : verdict(byLength, true)
  }
  if (byName.size === 1) return verdict(byName, false)
  if (byName.size > 1) return conflict(byName)
  return {
    build: null,
    evidence: 'the header names no genome build and no chromosome lengths',
    certain: false,
  }
}

function verdict(found: ReadonlyMap<GenomeBuild, string>, certain: boolean): BuildVerdict {
  const [entry] = found
  if (!entry) throw new Error('verdict needs one finding')
  return { build: entry[0], evidence: entry[1], certain }
}

function conflict(found: ReadonlyMap<GenomeBuild, string>): BuildVerdict {
  const sides = [...found].map(([build, words]) => `${build} (${words})`)
  return {
    build: null,
    evidence: `the header contradicts itself: ${sides.join(' against ')}`,
    certain: false,
  }
}

function shortName(value: string): string {
  const found = NAMES_37.exec(value) ?? NAMES_38.exec(value)
  return found ? found[0] : value.slice(0, 60)
}
