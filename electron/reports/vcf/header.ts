import VCFParser from '@gmod/vcf'
import { CaseboardError } from '../../../shared/errors.ts'
import type { BuildVerdict } from '../genomeBuild.ts'
import { buildOfVcfHeader } from '../genomeBuild.ts'
import { percentDecode } from '../../../shared/hgvs.ts'

export interface VcfHeader {
  /** `4.2`; null where the file has no `##fileformat` line. */
  readonly version: string | null
  readonly samples: readonly string[]
  /** Tab-separated columns that every record must have. */
  readonly columns: number
  /** Number of lines, the `#CHROM` line included. */
  readonly lineCount: number
  readonly build: BuildVerdict
  readonly caller: string | null
  readonly annotation: AnnotationFormat | null
  /** INFO keys with `Number` and `Description`, as declared. */
  readonly info: ReadonlyMap<string, { readonly number: string; readonly description: string }>
  /** FORMAT keys with their declared `Type`. */
  readonly format: ReadonlyMap<string, string>
  /** Lines `##key=value` that are neither INFO, FORMAT, FILTER nor contig. */
  readonly lines: readonly string[]
}

/** Where the consequence annotation stands and what its `|`-separated fields are called, upper case. */
export interface AnnotationFormat {
  readonly tool: 'VEP' | 'SnpEff'
  /** INFO key: `CSQ`, `vep`, `ANN`. */
  readonly key: string
  readonly fields: readonly string[]
}

/**
 * Reads a VCF header (4.1 to 4.5). The structured lines are parsed by @gmod/vcf; what it does not know
 * (columns parted by spaces, samples of one name, lines without `=`) is made good before or after.
 *
 * @param text the lines up to and including `#CHROM`
 * @throws CaseboardError `bad-input` where the `#CHROM` line is missing or its fixed columns are wrong
 */
export function parseVcfHeader(text: string, file: string): VcfHeader {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const columnLine = lines.findIndex((line) => !line.startsWith('##'))
  const titles = (lines[columnLine] ?? '').split(/\t/)
  const columns = titles.length >= 8 ? titles : (lines[columnLine] ?? '').trim().split(/\s+/)
  const expected = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO']
  const wrong = expected.findIndex((title, i) => columns[i] !== title)
  if (columnLine === -1 || wrong !== -1) {
    throw new CaseboardError({
      code: 'bad-input',
      message:
        columnLine === -1
          ? 'The VCF has no #CHROM line.'
          : !columns[0]?.startsWith('#CHROM')
            ? `The line "${(lines[columnLine] ?? '').slice(0, 40)}" stands where the #CHROM line or a ## line must stand.`
            : `The #CHROM line has "${columns[wrong] ?? ''}" where ${expected[wrong] ?? ''} must stand.`,
      remedy:
        'Export the VCF again; its header must end with the line #CHROM POS ID REF ALT QUAL FILTER INFO ...',
      file,
      line: (columnLine === -1 ? lines.length : columnLine) + 1,
    })
  }
  const metaLines = lines.slice(0, columnLine)
  const parser = new VCFParser({
    header: [...metaLines.filter((line) => line.includes('=')), expected.join('\t')].join('\n'),
    strict: false,
  })
  const info = declared(metaLines, 'INFO', parser)
  const lowSpec = metaLines.filter((line) => !/^##(?:INFO|FORMAT|FILTER|contig|ALT)=/.test(line))
  const version = /^##fileformat=VCFv?([\d.]+)/.exec(metaLines[0] ?? '')?.[1] ?? null
  return {
    version,
    samples: distinct(columns.slice(9)),
    columns: columns.length,
    lineCount: columnLine + 1,
    build: buildOfVcfHeader(metaLines),
    caller: callerOf(lowSpec, info),
    annotation: annotationOf(info),
    info,
    format: new Map([...declared(metaLines, 'FORMAT', parser)].map(([id, { type }]) => [id, type])),
    lines: lowSpec,
  }
}

/** Two columns of one name are told apart by their place: `NAME`, `NAME#2`. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  })
}

/** The keys that this file declares; @gmod/vcf also knows the reserved ones, which are not wanted here. */
function declared(
  metaLines: readonly string[],
  section: 'INFO' | 'FORMAT',
  parser: VCFParser,
): Map<string, { number: string; type: string; description: string }> {
  const found = new Map<string, { number: string; type: string; description: string }>()
  for (const line of metaLines) {
    if (!line.startsWith(`##${section}=<`)) continue
    const id = /[<,]\s*ID=([^,>]+)/.exec(line)?.[1]
    if (id === undefined) continue
    const part = (name: string): string => String(parser.getMetadata(section, id, name) ?? '')
    found.set(id, { number: part('Number'), type: part('Type'), description: part('Description') })
  }
  return found
}

/** VEP names its fields behind `Format:` in the description of CSQ, SnpEff and Jannovar between quotes in that of ANN. */
function annotationOf(info: ReadonlyMap<string, { description: string }>): AnnotationFormat | null {
  for (const key of ['CSQ', 'vep', 'VEP', 'BCSQ_VEP']) {
    const description = info.get(key)?.description ?? ''
    const format = /Format:\s*(\S[^"']*)/.exec(description)?.[1]
    if (format !== undefined) return { tool: 'VEP', key, fields: fieldNames(format) }
  }
  const ann = info.get('ANN')?.description
  if (ann === undefined) return null
  const format = /'([^']*\|[^']*)'/.exec(ann)?.[1] ?? SNPEFF_FIELDS
  return { tool: 'SnpEff', key: 'ANN', fields: fieldNames(format) }
}

/** The field order of the ANN specification 1.0 (Cingolani et al., "Variant annotations in VCF format", 2015). */
const SNPEFF_FIELDS =
  'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p | cDNA.pos / cDNA.length | CDS.pos / CDS.length | AA.pos / AA.length | Distance | ERRORS / WARNINGS / INFO'

function fieldNames(format: string): string[] {
  return percentDecode(format)
    .split('|')
    .map((name) => name.trim().toUpperCase())
}

/** Traces of variant callers in header lines, most specific first. */
const CALLERS: readonly (readonly [RegExp, string])[] = [
  [/^##DRAGEN(?:CommandLine|Version)|^##source=DRAGEN/i, 'DRAGEN'],
  [/^##deepsomatic|deepsomatic/i, 'DeepSomatic'],
  [/^##DeepVariant/i, 'DeepVariant'],
  [/^##(?:source=|.*ID=)Mutect2|^##Mutect ?Version|MutectVersion/i, 'Mutect2'],
  [/^##MuTect=|^##source=MuTect\b/i, 'MuTect'],
  [/^##(?:source=strelka|content=strelka|cmdline=.*strelka)/i, 'Strelka'],
  [/^##source=.*VarDict/i, 'VarDict'],
  [/^##source=VarScan/i, 'VarScan'],
  [/^##source="?(?:tvc|Torrent)|IonReporter|^##source=.*Ion Torrent/i, 'Ion Torrent'],
  [/^##source=freeBayes/i, 'FreeBayes'],
  [/^##source=.*Pisces/i, 'Pisces'],
  [/^##source=LoFreq/i, 'LoFreq'],
  [/^##source=Platypus/i, 'Platypus'],
  [/pindel/i, 'Pindel'],
  [/^##source=(?:manta|GenerateSVCandidates)/i, 'Manta'],
  [/^##source=.*delly|EMBL\.DELLY/i, 'Delly'],
  [/^##(?:esvee|gridss|purple)Version/i, 'GRIDSS/PURPLE'],
  [/^##source=Sniffles/i, 'Sniffles'],
  [/^##source=LUMPY/i, 'LUMPY'],
  [/^##source=HaplotypeCaller|ID=HaplotypeCaller/i, 'HaplotypeCaller'],
]

function callerOf(lines: readonly string[], info: ReadonlyMap<string, unknown>): string | null {
  for (const [pattern, name] of CALLERS) if (lines.some((line) => pattern.test(line))) return name
  if (info.has('TLOD')) return 'Mutect2'
  const source = lines.find((line) => line.startsWith('##source='))?.slice('##source='.length)
  return source === undefined || source === '' ? null : source.slice(0, 60)
}
