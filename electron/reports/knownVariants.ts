import { formatProteinChange, parseProteinChange } from '../../shared/hgvs.ts'
import type { ProteinChange } from '../../shared/hgvs.ts'
import type { GenomeBuild } from '../../shared/model.ts'
import { normaliseChrom } from './chromosomes.ts'
import { normaliseAllele } from './normalise.ts'

export interface KnownVariant {
  readonly gene: string
  /** Three-letter HGVS, e.g. `p.His1047Arg`; '' for promoter variants. */
  readonly hgvsP: string
  readonly hgvsC: string
  readonly transcript: string
  readonly consequence: string
  /** The same change on our own gene model, three-letter; '' where the model does not code there. */
  readonly modelP: string
}

/** Recognition by exact place and alleles, for files without annotation. */
export interface KnownVariants {
  find(chrom: string, pos: number, ref: string, alt: string): KnownVariant | null
}

/** One row of known-variants.tsv as far as readers and matching need it. */
export interface KnownVariantRow {
  readonly gene: string
  /** One-letter `p.V600E`, or `c.` for a promoter change: the numbering that the field uses. */
  readonly change: string
  /** The same change on our gene model; '' where that does not code there. */
  readonly modelChange: string
  readonly place: Readonly<Record<GenomeBuild, { chrom: string; pos: number; ref: string; alt: string }>>
}

/**
 * Rows of `resources/genes/known-variants.tsv`: `#` comments, a header row, one variant a line in both builds,
 * 1-based, VCF style. FGFR1 is listed there in a superseded numbering (`NM_001174067`), so that its change on
 * our model is taken, which is the one in use (N546K).
 */
export function knownVariantRows(text: string): readonly KnownVariantRow[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const titles = (lines[0] ?? '').split('\t')
  return lines.slice(1).flatMap((line) => {
    const cells = line.split('\t')
    const cell = (title: string): string => cells[titles.indexOf(title)] ?? ''
    const place = (suffix: string): KnownVariantRow['place'][GenomeBuild] => ({
      chrom: cell(`chrom${suffix}`),
      pos: Number(cell(`pos${suffix}`)),
      ref: cell(`ref${suffix}`),
      alt: cell(`alt${suffix}`),
    })
    const change = cell('gene') === 'FGFR1' ? cell('model_protein') : cell('protein')
    if (change === '') return []
    return [
      {
        gene: cell('gene'),
        change,
        modelChange: cell('model_protein'),
        place: { GRCh37: place('37'), GRCh38: place('38') },
      },
    ]
  })
}

/** @param text known-variants.tsv */
export function parseKnownVariants(text: string, build: GenomeBuild): KnownVariants {
  // By position: most rows that are looked up have none, and a number is found without building a key.
  const table = new Map<number, { chrom: string; ref: string; alt: string; known: KnownVariant }[]>()
  for (const { gene, change, modelChange, place } of knownVariantRows(text)) {
    const at = place[build]
    const chrom = normaliseChrom(at.chrom)
    if (chrom === null || at.pos === 0) continue
    const allele = { pos: 0, ref: '', alt: '', check: 'unchecked' as const }
    normaliseAllele(null, chrom, at.pos, at.ref, at.alt, allele)
    const there = table.get(allele.pos) ?? []
    // The last of several rows of one place and allele counts.
    there.unshift({ chrom, ref: allele.ref, alt: allele.alt, known: known(gene, change, modelChange) })
    table.set(allele.pos, there)
  }
  return {
    find: (chrom, pos, ref, alt) =>
      table.get(pos)?.find((one) => one.chrom === chrom && one.ref === ref && one.alt === alt)?.known ?? null,
  }
}

function known(gene: string, change: string, modelChange: string): KnownVariant {
  if (change.startsWith('c.')) {
    return {
      gene,
      hgvsP: '',
      hgvsC: change,
      transcript: '',
      consequence: 'upstream_gene_variant',
      modelP: '',
    }
  }
  const protein = parseProteinChange(change)
  return {
    gene,
    hgvsP: formatProteinChange(protein, 'three'),
    hgvsC: '',
    transcript: '',
    consequence: consequenceOf(protein),
    modelP: modelChange === '' ? '' : formatProteinChange(parseProteinChange(modelChange), 'three'),
  }
}

/** Sequence Ontology's word for a listed protein change. */
function consequenceOf({ kind }: ProteinChange): string {
  switch (kind) {
    case 'nonsense':
      return 'stop_gained'
    case 'silent':
      return 'synonymous_variant'
    case 'deletion':
    case 'delins':
      return 'inframe_deletion'
    case 'insertion':
    case 'duplication':
      return 'inframe_insertion'
    default:
      return 'missense_variant'
  }
}
