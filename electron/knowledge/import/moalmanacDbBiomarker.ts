import { parseProteinChange } from '../../../shared/hgvs.ts'
import type { Biomarker } from '../../../shared/knowledge.ts'
import type { Importing } from './importing.ts'
import { armLeaf, copyNumberLeaf, fusionLeaf, geneVariantLeaf } from './variantFields.ts'
import type { FieldsUnderstood } from './variantFields.ts'

/** A biomarker of moalmanac-db: its `extensions` are named values; `_present` false asks for its absence. */
export function biomarkerOfExtensions(
  biomarker: {
    readonly name: string
    readonly genes: readonly { readonly name: string }[]
    readonly extensions: readonly { readonly name: string; readonly value: unknown }[]
  },
  importing: Importing,
): FieldsUnderstood {
  const text = (name: string): string => {
    const value = biomarker.extensions.find((entry) => entry.name === name)?.value
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  }
  const flag = (name: string): boolean =>
    biomarker.extensions.find((entry) => entry.name === name)?.value === true
  const understood = readBiomarker(
    biomarker.name,
    biomarker.genes.map(({ name }) => name),
    text,
    flag,
    importing,
  )
  const absent = biomarker.extensions.some(({ name, value }) => name === '_present' && value === false)
  return understood.ok && absent ? { ...understood, biomarker: { not: understood.biomarker } } : understood
}

function readBiomarker(
  name: string,
  genes: readonly string[],
  text: (name: string) => string,
  flag: (name: string) => boolean,
  importing: Importing,
): FieldsUnderstood {
  const no = (reason: string): FieldsUnderstood => ({ ok: false, reason })
  const yes = (biomarker: Biomarker, conditions: readonly string[] = []): FieldsUnderstood => ({
    ok: true,
    biomarker,
    conditions,
  })
  const gene = genes[0] ?? ''
  switch (text('biomarker_type').toLowerCase()) {
    case 'somatic variant':
    case 'germline variant': {
      if (/internal tandem duplication/i.test(text('variant_annotation'))) {
        const answer = importing.readAlteration('ITD', gene)
        return answer.ok ? yes(answer.biomarker) : no(answer.reason)
      }
      if (/\bTKD\b/.test(name)) {
        return no('the source limits it to a domain whose residues it does not state.')
      }
      const read = geneVariantLeaf(
        {
          gene,
          proteinChange: text('protein_change'),
          codingChange: text('cdna_change'),
          annotation: text('variant_annotation'),
          exon: text('exon'),
          germline: text('biomarker_type').toLowerCase() === 'germline variant',
          anyVariant: !flag('requires_oncogenic') && !flag('requires_pathogenic'),
        },
        importing,
      )
      return read.ok && /^H3/.test(gene) ? bothNumberings(read, name) : read
    }
    case 'rearrangement':
      return fusionLeaf({ genes, type: text('rearrangement_type'), locus: text('locus') }, importing)
    case 'copy number':
      return copyNumberLeaf({ gene, direction: text('direction'), cytoband: text('cytoband') }, importing)
    case 'wild type':
      return gene === ''
        ? no('no gene is named.')
        : yes({ leaf: 'wildType', gene: importing.gene(gene) ?? gene })
    case 'microsatellite stability':
      return /high/i.test(text('status'))
        ? yes({ leaf: 'msi', is: 'MSI-H' })
        : no(`the status "${text('status')}" has no counterpart.`)
    case 'mismatch repair':
      return yes({ leaf: 'mmr', is: /^proficient/i.test(text('status')) ? 'proficient' : 'deficient' })
    case 'homologous recombination':
      return /deficient/i.test(text('status'))
        ? yes({ leaf: 'hrd', is: 'positive' })
        : no(`the status "${text('status')}" has no counterpart.`)
    case 'tumor mutational burden': {
      const atLeast = Number(text('minimum_mutations_per_megabase'))
      return atLeast > 0 ? yes({ leaf: 'tmb', atLeast }) : no('the burden is given without a limit.')
    }
    case 'protein expression':
      return expression(text, yes, no)
    case 'copy number (arm level)':
      return armLeaf(`${text('chromosome')}${text('arm')}`, text('direction'))
    default:
      return no(`the biomarker type "${text('biomarker_type')}" is not known.`)
  }
}

/** Histone genes are numbered with and without the first methionine: p.K28M is the field's K27M. */
function bothNumberings(read: Extract<FieldsUnderstood, { ok: true }>, name: string): FieldsUnderstood {
  const { biomarker } = read
  if (!('leaf' in biomarker) || biomarker.leaf !== 'proteinChange') return read
  const written = / p\.(\S+)$/.exec(name)?.[1]
  if (written === undefined || written === biomarker.change) return read
  const [a, b] = [parseProteinChange(biomarker.change), parseProteinChange(written)]
  if (a.start === null || b.start === null || Math.abs(a.start - b.start) !== 1) return read
  return { ...read, biomarker: { any: [biomarker, { ...biomarker, change: written }] } }
}

/**
 * IHC 3+, or 2+ with amplification (ASCO/CAP 2018, PMID 29846122). An amplification seen by sequencing alone is
 * another finding, for which the database has statements of its own.
 */
const HER2_POSITIVE: Biomarker = {
  any: [
    { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['3+', 'positive'] },
    {
      all: [
        { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['2+'] },
        { leaf: 'copyNumber', gene: 'ERBB2', call: 'amplification' },
      ],
    },
  ],
}
/**
 * IHC 0 or 1+, or 2+ without amplification (ASCO/CAP 2018, PMID 29846122): a score of 0 or 1+ needs no test of
 * copies.
 */
const HER2_NEGATIVE: Biomarker = {
  any: [
    { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['0', '1+', 'negative'] },
    {
      all: [
        { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['2+'] },
        { not: { leaf: 'copyNumber', gene: 'ERBB2', call: 'amplification' } },
      ],
    },
  ],
}
const HER2_LOW: Biomarker = {
  any: [
    { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['1+'] },
    {
      all: [
        { leaf: 'expression', marker: 'HER2', score: 'IHC', categories: ['2+'] },
        { not: { leaf: 'copyNumber', gene: 'ERBB2', call: 'amplification' } },
      ],
    },
  ],
}

/** Scores as moalmanac-db names them, and as reports write them; fractions of cells become percent. */
const SCORES: readonly (readonly [RegExp, string, number])[] = [
  [/\(TPS\)/, 'TPS', 100],
  [/\(CPS\)/, 'CPS', 1],
  [/\(TAP\)/, 'TAP', 100],
  [/\(TIIC\)/, 'IC', 100],
]

function expression(
  text: (name: string) => string,
  yes: (biomarker: Biomarker, conditions?: readonly string[]) => FieldsUnderstood,
  no: (reason: string) => FieldsUnderstood,
): FieldsUnderstood {
  const marker = /\(([^)]+)\)\s*$/.exec(text('marker'))?.[1] ?? text('marker')
  const value = text('value')
  const unit = text('unit')
  const equality = text('equality')
  if (marker === '') return no('no marker is named.')
  if (marker === 'HER2') {
    switch (value.toLowerCase()) {
      case 'positive':
        return yes(HER2_POSITIVE)
      case 'negative':
        return yes(HER2_NEGATIVE)
      case 'low':
        return yes(HER2_LOW)
      case 'ultralow':
        return yes({ leaf: 'expression', marker, score: 'IHC', categories: ['ultralow'] })
      default:
        return no(`HER2 "${value}" has no counterpart.`)
    }
  }
  if (equality === '=' && /^(positive|negative)$/i.test(value)) {
    return yes({ leaf: 'expression', marker, categories: [value.toLowerCase()] })
  }
  const amount = Number(value)
  if (value === '' || !Number.isFinite(amount) || (equality !== '>=' && equality !== '<')) {
    return no(`the criterion ${marker} ${equality} ${value} has no counterpart.`)
  }
  const score = SCORES.find(([pattern]) => pattern.test(unit))
  // A fraction of cells where no score is named; CPS is a count of its own.
  const scaled = Math.round(amount * (score?.[2] ?? (amount <= 1 ? 100 : 1)) * 1000) / 1000
  return yes({
    leaf: 'expression',
    marker: marker === 'c-Met' ? 'MET' : marker,
    ...(score === undefined ? {} : { score: score[1] }),
    ...(equality === '<' ? { below: scaled } : { atLeast: scaled }),
  })
}
