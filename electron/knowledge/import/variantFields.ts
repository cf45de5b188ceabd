import type { Biomarker } from '../../../shared/knowledge.ts'
import { GENE_LEVEL_CONDITION, germlineOnly } from './entry.ts'
import type { Importing } from './importing.ts'

/** Alterations that a source gives in fields (gene, exon, annotation), as the Molecular Oncology Almanac does. */
export type FieldsUnderstood =
  | { readonly ok: true; readonly biomarker: Biomarker; readonly conditions: readonly string[] }
  | { readonly ok: false; readonly reason: string }

const SYMBOL = /^[A-Z0-9][A-Za-z0-9-]*$/

function symbolOf(name: string, importing: Importing): string | null {
  const symbol = importing.gene(name) ?? name
  return SYMBOL.test(symbol) ? symbol : null
}

/** A rearrangement by its genes; '' stands for a gene that the source does not name. */
export function fusionLeaf(
  fields: { readonly genes: readonly string[]; readonly type: string; readonly locus: string },
  importing: Importing,
): FieldsUnderstood {
  const genes = fields.genes.filter((name) => name !== '').map((name) => symbolOf(name, importing))
  if (genes.includes(null)) return { ok: false, reason: 'a gene of the rearrangement has no symbol.' }
  const [first, second] = genes
  if (first === undefined || first === null)
    return { ok: false, reason: 'no gene of the rearrangement is named.' }
  if (fields.locus !== '' && second === undefined) {
    return {
      ok: false,
      reason: `the translocation ${fields.locus} is given by bands, and its partner gene is not named.`,
    }
  }
  const conditions = /^fusion$/i.test(fields.type)
    ? []
    : ['The source speaks of a rearrangement; that it makes a fusion is read into it.']
  return second === undefined || second === null
    ? { ok: true, biomarker: { leaf: 'fusion', gene: first }, conditions }
    : { ok: true, biomarker: { leaf: 'fusion', gene: second, partner: first }, conditions }
}

export function copyNumberLeaf(
  fields: { readonly gene: string; readonly direction: string; readonly cytoband: string },
  importing: Importing,
): FieldsUnderstood {
  if (/^\d{1,2}[pq]?$|^[XY][pq]?$/.test(fields.cytoband)) {
    return armLeaf(fields.cytoband, fields.direction)
  }
  const gene = symbolOf(fields.gene, importing)
  if (gene === null) return { ok: false, reason: `"${fields.gene}" is no gene symbol.` }
  if (/^amplification$/i.test(fields.direction)) {
    return { ok: true, biomarker: { leaf: 'copyNumber', gene, call: 'amplification' }, conditions: [] }
  }
  if (/^deletion$/i.test(fields.direction)) {
    return {
      ok: true,
      biomarker: { leaf: 'copyNumber', gene, call: 'homozygous deletion' },
      conditions: ['The source says "deletion"; only a homozygous deletion is matched.'],
    }
  }
  return { ok: false, reason: `the direction "${fields.direction}" is not known.` }
}

/** `arm`: a chromosome (`13`) or one of its arms (`5q`). */
export function armLeaf(arm: string, direction: string): FieldsUnderstood {
  const is = /^(deletion|loss)$/i.test(direction)
    ? 'loss'
    : /^(amplification|gain)$/i.test(direction)
      ? 'gain'
      : null
  return is === null
    ? { ok: false, reason: `the direction "${direction}" is not known.` }
    : { ok: true, biomarker: { leaf: 'chromosomeArm', arm, is }, conditions: [] }
}

export interface VariantFields {
  readonly gene: string
  readonly proteinChange: string
  readonly codingChange: string
  readonly annotation: string
  /** `19`, or `18/20` as annotators write. */
  readonly exon: string
  readonly germline: boolean
  /** True where the source says that any variant counts, oncogenic or not. */
  readonly anyVariant: boolean
}

/** A small variant, from the most exact field that is filled to the gene alone. */
export function geneVariantLeaf(fields: VariantFields, importing: Importing): FieldsUnderstood {
  const gene = symbolOf(fields.gene, importing)
  if (gene === null) return { ok: false, reason: `"${fields.gene}" is no gene symbol.` }
  const somatic = somaticLeaf(gene, fields, importing)
  if (!somatic.ok || !fields.germline) return somatic
  const biomarker = germlineOnly(somatic.biomarker)
  return biomarker === null
    ? { ok: false, reason: 'a germline finding of this kind cannot be told from a somatic one.' }
    : {
        ok: true,
        biomarker,
        // What a somatic reading decided does not hold for the germline one.
        conditions: 'leaf' in biomarker && biomarker.leaf === 'germlinePathogenic' ? [] : somatic.conditions,
      }
}

function somaticLeaf(gene: string, fields: VariantFields, importing: Importing): FieldsUnderstood {
  const read = (text: string): FieldsUnderstood => {
    const answer = importing.readAlteration(text, gene)
    return answer.ok
      ? { ok: true, biomarker: answer.biomarker, conditions: [] }
      : { ok: false, reason: answer.reason }
  }
  const yes = (biomarker: Biomarker, condition?: string): FieldsUnderstood => ({
    ok: true,
    biomarker,
    conditions: condition === undefined ? [] : [condition],
  })
  if (fields.proteinChange !== '') return read(fields.proteinChange)
  const annotation = fields.annotation.toLowerCase()
  const exon = fields.exon.split('/')[0] ?? ''
  if (exon !== '') {
    // MOAlmanac's two ways to write skipping of the exon: the splice site, or the whole exon deleted.
    if (annotation === 'splice site') return yes({ leaf: 'exonSkipping', gene, exon: Number(exon) })
    if (gene === 'MET' && exon === '14' && annotation === 'deletion') {
      return yes({ leaf: 'exonSkipping', gene, exon: 14 })
    }
    if (annotation === '') return read(`exon ${exon} mutation`)
    return read(`exon ${exon} ${annotation}`)
  }
  if (fields.codingChange !== '') return read(fields.codingChange)
  switch (annotation) {
    case '':
      return fields.anyVariant
        ? yes({ leaf: 'anyMutation', gene }, GENE_LEVEL_CONDITION)
        : yes(
            { leaf: 'oncogenic', gene },
            'The source names the gene without a change: only (likely) oncogenic changes are matched.',
          )
    case 'activating mutation':
      return yes({ leaf: 'oncogenic', gene })
    case 'nonsense':
    case 'frameshift':
    case 'splice site':
    case 'truncating':
    case 'missense':
      return yes({ leaf: 'variantType', gene, is: annotation })
    default:
      return read(fields.annotation)
  }
}
