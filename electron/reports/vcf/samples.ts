import type { VcfHeader } from './header.ts'

/** Which sample column is the tumor and which its normal, and why. */
export interface SampleVerdict {
  readonly tumor: string | null
  readonly normal: string | null
  /** Empty where the user must choose. */
  readonly evidence: string
}

const UNKNOWN: SampleVerdict = { tumor: null, normal: null, evidence: '' }

/**
 * Finds tumor and normal: what the header says outright, then what the caller was told, then the names. One
 * sample alone is the tumor. Nothing is guessed from column order, except for Strelka, which always writes the
 * normal first (Strelka user guide, "Somatic variant calling outputs").
 */
export function findSamples(header: VcfHeader): SampleVerdict {
  const { samples } = header
  if (samples.length === 0) return { tumor: null, normal: null, evidence: 'the file has no sample columns' }
  const said = saidByHeader(header) ?? saidByCommandLine(header)
  if (said) return said
  if (samples.length === 1)
    return { tumor: samples[0] ?? null, normal: null, evidence: 'the only sample of the file' }
  return saidByNames(samples) ?? strelkaOrder(header) ?? UNKNOWN
}

function saidByHeader({ lines, samples }: VcfHeader): SampleVerdict | null {
  const has = (name: string | undefined): name is string => name !== undefined && samples.includes(name)
  const value = (key: string): string | undefined =>
    lines
      .find((line) => line.startsWith(`##${key}=`))
      ?.slice(key.length + 3)
      .trim()
  const tumor = value('tumor_sample')
  const normal = value('normal_sample')
  if (has(tumor)) return { tumor, normal: has(normal) ? normal : null, evidence: `##tumor_sample=${tumor}` }
  if (has(normal) && samples.length === 2) {
    const other = samples.find((name) => name !== normal)
    if (other !== undefined) return { tumor: other, normal, evidence: `##normal_sample=${normal}` }
  }
  const flagged = (flag: RegExp): string | undefined =>
    lines
      .filter((line) => line.startsWith('##SAMPLE=<') && flag.test(line))
      .map((line) => /[<,]ID=([^,>]+)/.exec(line)?.[1])
      .find(has)
  const isTumor = flagged(/IsTumor=yes/i)
  if (isTumor !== undefined) {
    return {
      tumor: isTumor,
      normal: flagged(/IsTumor=no/i) ?? null,
      evidence: `##SAMPLE=<ID=${isTumor},IsTumor=yes>`,
    }
  }
  const pedigree = lines.find((line) => line.startsWith('##PEDIGREE=<'))
  const derived = /[<,]Derived=([^,>]+)/.exec(pedigree ?? '')?.[1]
  const original = /[<,]Original=([^,>]+)/.exec(pedigree ?? '')?.[1]
  if (has(derived) && has(original)) {
    return {
      tumor: derived,
      normal: original,
      evidence: `##PEDIGREE: ${derived} is derived from ${original}`,
    }
  }
  return null
}

const TUMOR_OPTION =
  /(?:--?tumou?r(?:[-_]?(?:bam|cram|sample|name))?(?:-input)?|tumor_sample_name|--tumor-(?:bam|cram)-input)[= ]+"?([^\s",]+)/gi
const NORMAL_OPTION = /(?:--?normal(?:[-_]?(?:bam|cram|sample|name))?|normal_sample_name)[= ]+"?([^\s",]+)/gi

/** Options such as `--tumorBam /data/S1.bam`, `--normal-sample S2`, `--tumor-cram-input ...` in the header's command lines. */
function saidByCommandLine({ lines, samples }: VcfHeader): SampleVerdict | null {
  // Two columns of one name: the command line cannot mean one of them.
  if (samples.some((name) => /#\d+$/.test(name))) return null
  const named = (pattern: RegExp): string | null => {
    for (const line of lines) {
      for (const match of line.matchAll(pattern)) {
        const base = (match[1] ?? '').split('/').at(-1) ?? ''
        const hits = samples.filter((name) => base === name || base.startsWith(`${name}.`))
        if (hits.length === 1) return hits[0] ?? null
      }
    }
    return null
  }
  const tumor = named(TUMOR_OPTION)
  const normal = named(NORMAL_OPTION)
  const two = samples.length === 2
  if (tumor !== null && tumor !== normal) {
    const other = normal ?? (two ? (samples.find((name) => name !== tumor) ?? null) : null)
    return { tumor, normal: other, evidence: `the caller's command line names ${tumor} as the tumor` }
  }
  if (normal !== null && two) {
    const other = samples.find((name) => name !== normal) ?? null
    return { tumor: other, normal, evidence: `the caller's command line names ${normal} as the normal` }
  }
  return null
}

const TUMOR_NAME =
  /tumou?r|somatic|metasta|primary|cancer|relapse|(?:^|[_.-])(?:T|TD|TUM|cfDNA|ctDNA|plasma)\d*$/i
const NORMAL_NAME =
  /normal|germline|blood|healthy|buffy|pbmc|(?:^|[_-])ref(?:[_-]|$)|(?:^|[_.-])(?:N|ND|NRM|G|BL|WBC)\d*$/i

/** TCGA barcodes carry the sample type: 01 to 09 tumor, 10 to 19 normal (GDC code tables, "Sample Type Codes"). */
const TCGA = /^TCGA-\w{2}-\w{4}-(\d\d)/i

function saidByNames(samples: readonly string[]): SampleVerdict | null {
  const kind = (name: string): 'tumor' | 'normal' | null => {
    const code = TCGA.exec(name)?.[1]
    if (code !== undefined) return Number(code) < 10 ? 'tumor' : Number(code) < 20 ? 'normal' : null
    const normal = NORMAL_NAME.test(name)
    const tumor = TUMOR_NAME.test(name)
    return normal === tumor ? null : normal ? 'normal' : 'tumor'
  }
  const tumors = samples.filter((name) => kind(name) === 'tumor')
  const normals = samples.filter((name) => kind(name) === 'normal')
  const two = samples.length === 2
  const tumor =
    tumors.length === 1
      ? tumors[0]
      : two && normals.length === 1
        ? samples.find((n) => n !== normals[0])
        : undefined
  if (tumor === undefined) return null
  const normal = normals.length === 1 ? normals[0] : undefined
  return {
    tumor,
    normal: normal ?? null,
    evidence: `the sample names ${[tumor, ...(normal === undefined ? [] : [normal])].join(' and ')}`,
  }
}

function strelkaOrder({ caller, samples }: VcfHeader): SampleVerdict | null {
  const [normal, tumor] = samples
  if (caller !== 'Strelka' || samples.length !== 2 || normal === undefined || tumor === undefined) return null
  return { tumor, normal, evidence: 'Strelka writes the normal first and the tumor second' }
}
