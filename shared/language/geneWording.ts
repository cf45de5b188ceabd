import type { Biomarker, Leaf } from '../knowledge.ts'
import type { Origin } from '../model.ts'
import { TERT_HOTSPOTS } from './codingWording.ts'
import { narrowed, otherFinding, reading, withOrigin } from './reading.ts'
import type { Reading } from './reading.ts'
import type { AlterationWording, Vocabulary } from './vocabulary.ts'

/** Words that stand behind a gene and say what happened to it. */

type CopyCall = Extract<Leaf, { leaf: 'copyNumber' }>['call']
type VariantType = Extract<Leaf, { leaf: 'variantType' }>['is']
type Make = (gene: string, origin: Origin | undefined, word: string) => Biomarker
type Row = readonly [RegExp, AlterationWording, Make]

const copy =
  (call: CopyCall): Make =>
  (gene) => ({ leaf: 'copyNumber', gene, call })
const type =
  (is: VariantType): Make =>
  (gene, origin) => ({ leaf: 'variantType', gene, is, ...withOrigin(origin) })
const oncogenic: Make = (gene, origin) => ({ leaf: 'oncogenic', gene, ...withOrigin(origin) })
const lostFunction: Make = (gene, origin) => ({ leaf: 'lossOfFunction', gene, ...withOrigin(origin) })
const level =
  (is: 'expressed' | 'overexpressed' | 'underexpressed'): Make =>
  (gene) => ({ leaf: 'expressionLevel', marker: gene, is })
const other: Make = (gene, _origin, word) => otherFinding(gene, calm(word))

/** Texts in capitals in small letters, but for names with numbers and abbreviations. */
function calm(text: string): string {
  return /[a-z]/.test(text) ? text : text.replace(/\b[A-Z]{4,}\b/g, (word) => word.toLowerCase())
}

/** Optional noun behind an adjective. */
const M = '(?: (?:GENE )?(?:MUTATION|VARIANT|ALTERATION|CHANGE|SUBSTITUTION|POSITIVE|MUT)S?)?'
const words = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)

const TABLE: readonly Row[] = [
  [
    words('WILD[ -]?TYPE|WT|UNMUTATED|NOT MUTATED|NO MUTATIONS?|MUTATION[ -]NEGATIVE'),
    'wild type',
    (gene) => ({ leaf: 'wildType', gene }),
  ],

  [
    words('(?:NON|NO)[ -]AMPLIFI(?:ED|CATION)|NOT AMPLIFIED'),
    'copy number',
    (gene) => ({ not: { leaf: 'copyNumber', gene, call: 'amplification' } }),
  ],
  [
    words('(?:GENE |FOCAL |HIGH[ -]LEVEL )?(?:AMP|AMPLIFIED|AMPLIFICATIONS?)'),
    'copy number',
    copy('amplification'),
  ],
  [words('(?:COPY[ -]NUMBER )?GAINS?|INCREASED COPY NUMBER|COPY GAIN'), 'copy number', copy('gain')],
  [
    words(
      '(?:HOMOZYGOUS |DEEP |BIALLELIC |GENE |WHOLE[ -]GENE )?(?:DELETIONS?|DELETED|DEL|CO-?DELETION|HOMDEL)',
    ),
    'copy number',
    copy('homozygous deletion'),
  ],
  [
    words(
      '(?:HETEROZYGOUS|HEMIZYGOUS|SHALLOW|SINGLE[ -]COPY) (?:DELETION|LOSS)|COPY[ -]NUMBER LOSS|COPY LOSS',
    ),
    'copy number',
    copy('loss'),
  ],
  [
    words('(?:COPY[ -]NEUTRAL )?(?:LOH|LOSS OF HETEROZYGOSITY)|CN-?LOH'),
    'copy number',
    copy('loss of heterozygosity'),
  ],
  [
    words('COPY[ -]NUMBER (?:VARIATION|ALTERATION|CHANGE|ABERRATION)S?|CNV|CNA'),
    'copy number',
    (gene) => ({
      any: [
        { leaf: 'copyNumber', gene, call: 'gain' },
        { leaf: 'copyNumber', gene, call: 'loss' },
      ],
    }),
  ],

  [
    words(
      `(?:LIKELY )?ONCOGENIC${M}|(?:ACTIVATING|ACTIVATED|DRIVER|SENSITIZING|SENSITISING|HOT ?-?SPOT|RECURRENT|GAIN[ -]OF[ -]FUNCTION|GOF)${M}`,
    ),
    'oncogenic',
    oncogenic,
  ],
  [
    words(
      `(?:(?:INACTIVATING|DELETERIOUS|LOSS[ -]OF[ -]FUN[C]?TION|LOF|DAMAGING|DISRUPTIVE)${M})|INACTIVATION|INACTIVATED|LOSS|LOST`,
    ),
    'loss of function',
    lostFunction,
  ],
  [
    words(`BI-?ALLELIC (?:INACTIVATION|LOSS|MUTATION)S?`),
    'loss of function',
    (gene, origin) => narrowed(lostFunction(gene, origin, ''), gene, 'inactivation of both copies'),
  ],

  [
    words(
      'INTERNAL (?:TANDEM )?DUPLICATIONS?|ITD|TANDEM DUPLICATIONS?|INTERNAL TANDEM DUPLICATION \\(ITD\\)',
    ),
    'variant type',
    internalDuplication,
  ],
  [
    words(`TRUNCATING${M}|TRUNCATIONS?|TRUNCATED|PROTEIN[ -]TRUNCATING${M}`),
    'variant type',
    type('truncating'),
  ],
  [words(`FRAME ?-?SHIFT(?: TRUNCATION| ELONGATION)?${M}|FS`), 'variant type', type('frameshift')],
  [words(`NONSENSE${M}|STOP[ -]?GAIN(?:ED)?${M}`), 'variant type', type('nonsense')],
  [words(`(?:MISSENSE|NON-?SYNONYMOUS)${M}`), 'variant type', type('missense')],
  [words(`SPLICE(?:[ -]SITE)?${M}|SPLICING${M}`), 'variant type', type('splice site')],
  [words(`IN-?FRAME DEL(?:ETION)?S?${M}`), 'variant type', type('in-frame deletion')],
  [words(`IN-?FRAME INS(?:ERTION)?S?${M}`), 'variant type', type('in-frame insertion')],
  [
    words('DEL/FS'),
    'variant type',
    (gene, origin) => ({
      any: [type('in-frame deletion')(gene, origin, ''), type('frameshift')(gene, origin, '')],
    }),
  ],
  [
    words(`[NC][ -]TERMINAL FRAME ?-?SHIFT${M}`),
    'variant type',
    (gene, origin, word) =>
      narrowed(
        type('frameshift')(gene, origin, word),
        gene,
        word.toLowerCase().replace(/ frame.*$/, ' part'),
      ),
  ],

  [
    words('ANY (?:SOMATIC )?(?:MUTATION|VARIANT|ALTERATION)S?'),
    'mutation',
    (gene) => ({ leaf: 'anyMutation', gene }),
  ],
  [
    words(
      'MUTATIONS?|MUTATED|MUTANT|MUTS?|MUTATION[ -]POSITIVE|SOMATIC (?:MUTATION|VARIANT)S?|VARIANTS?|GENE MUTATIONS?',
    ),
    'mutation',
    oncogenic,
  ],
  [
    words('ALTERATIONS?|ALTERED|ABERRATIONS?'),
    'mutation',
    (gene, origin) => ({
      any: [
        oncogenic(gene, origin, ''),
        { leaf: 'lossOfFunction', gene },
        { leaf: 'copyNumber', gene, call: 'amplification' },
        { leaf: 'fusion', gene },
      ],
    }),
  ],

  [
    words(
      '(?:PROTEIN |MRNA |RNA |GENE )?(?:OVER-?EXPRESSION|OVER-?EXPRESSED|HIGH EXPRESSION|EXPRESSION HIGH|UP-?REGULATION|UPREGULATED|INCREASED EXPRESSION)',
    ),
    'expression',
    level('overexpressed'),
  ],
  [
    words(
      '(?:PROTEIN |MRNA |RNA |GENE )?(?:UNDER-?EXPRESSION|UNDER-?EXPRESSED|LOW EXPRESSION|EXPRESSION LOW|DOWN-?REGULATION|DOWNREGULATED|LOSS OF EXPRESSION|PROTEIN LOSS|EXPRESSION LOSS|DECREASED EXPRESSION|NO EXPRESSION)',
    ),
    'expression',
    level('underexpressed'),
  ],
  [words('(?:PROTEIN |MRNA |RNA |GENE )?EXPRESSION|EXPRESSED'), 'expression', level('expressed')],
  [
    words('(?:NUCLEAR|CYTOPLASMIC|MEMBRANOUS|MEMBRANE|STROMAL|SURFACE) (?:EXPRESSION|STAINING)'),
    'expression',
    (gene, origin, word) => narrowed(level('expressed')(gene, origin, ''), gene, word.toLowerCase()),
  ],
  [
    words(
      'ISOFORM EXPRESSION|SERUM LEVELS?|PLASMA LEVELS?|(?:NUCLEAR|CYTOPLASMIC) (?:MISLOCALI[SZ]ATION|LOCALI[SZ]ATION)',
    ),
    'expression',
    other,
  ],
  [
    words('(?:[A-Z]\\d+ )?PHOSPHORYLATION|(?:NUCLEAR|CYTOPLASMIC) TRANSLOCATION|AUTOCRINE ACTIVATION'),
    'other',
    other,
  ],

  [
    words('(?:PROMOTER )?(?:HYPER-?)?METHYLATION|(?:PROMOTER[ -])?(?:HYPER)?METHYLATED|EPIGENETIC SILENCING'),
    'methylation',
    (gene) => ({ leaf: 'methylation', gene, is: 'methylated' }),
  ],
  [
    words('(?:PROMOTER )?(?:DE-?|HYPO-?|UN)METHYLATION|(?:PROMOTER[ -])?(?:UN|HYPO|NON-?)METHYLATED'),
    'methylation',
    (gene) => ({ leaf: 'methylation', gene, is: 'unmethylated' }),
  ],

  [words(`PROMOTER${M}`), 'coding change', promoter],
  [
    words(
      "(?:NULL(?: .*)?|PARTIAL DELETION(?: OF .*)?|LARGE DELETION|COMPLETE DELETION|EXON1? .*NT DEL|ALU INSERTION|(?:3'|5') EXON DELETION)",
    ),
    'structural',
    other,
  ],
  [words('KNOCK-?DOWN(?: .*)?|KNOCK-?OUT(?: .*)?'), 'other', other],
  [
    words('(?:SPLICE VARIANT|ISOFORM) ?\\d+\\w*|ALTERNATIVE TRANSCRIPT(?: .*)?|EXON JUNCTION .*'),
    'other',
    other,
  ],
  [
    words('(?:DELETION |INSERTION |PROMOTER )?POLYMORPHISMS?|SNPS?|SNP ?\\d+|COMMON VARIANTS?'),
    'other',
    other,
  ],
  [
    words(`(?:RARE|UNCOMMON|ATYPICAL)(?: [A-Z0-9-]+)*? (?:MUT|MUTATION)S?`),
    'mutation',
    (gene, origin, word) => narrowed(oncogenic(gene, origin, ''), gene, word.toLowerCase()),
  ],
]

/**
 * Juxtamembrane domain and first part of the kinase domain of FLT3 (exons 14 and 15), where internal tandem
 * duplications lie; reports give them as an in-frame duplication or insertion.
 */
const FLT3_ITD: [number, number] = [572, 630]
/** "TKD" of FLT3 means the activation loop, D835 and I836 (the companion diagnostic's words). */
const FLT3_TKD: Biomarker = {
  any: [
    { leaf: 'codon', gene: 'FLT3', codon: 835, except: [] },
    { leaf: 'codon', gene: 'FLT3', codon: 836, except: [] },
    { leaf: 'region', gene: 'FLT3', codons: [835, 836], change: 'in-frame', except: [] },
  ],
}

function internalDuplication(gene: string, origin: Origin | undefined): Biomarker {
  return gene === 'FLT3'
    ? { leaf: 'region', gene, codons: FLT3_ITD, change: 'in-frame', except: [] }
    : { leaf: 'variantType', gene, is: 'tandem duplication', ...withOrigin(origin) }
}

function promoter(gene: string): Biomarker {
  return gene === 'TERT'
    ? { any: TERT_HOTSPOTS.map((change): Biomarker => ({ leaf: 'codingChange', gene, change })) }
    : otherFinding(gene, 'promoter mutation')
}

/**
 * `Kinase domain mutation`, `TKD activating variants`, `DNA binding domain mutation`: an oncogenic change
 * within the domain where its residues are known, else one that the board must place.
 */
export function domainWording(text: string, gene: string, vocabulary: Vocabulary): Reading | null {
  const found =
    /^(non-)?(p-loop|tkd|lbd|[a-z0-9 -]+ domain)( activating)?(?: (?:mutation|variant|alteration|mut)s?)?$/i.exec(
      text,
    )
  if (!found) return null
  const [, outside, name = ''] = found
  const domain = /^tkd$/i.test(name)
    ? 'tyrosine kinase domain'
    : /^lbd$/i.test(name)
      ? 'ligand-binding domain'
      : calm(name)
  if (gene === 'FLT3' && /kinase/.test(domain)) return reading('variant type', gene, FLT3_TKD)
  const kind = found[3] === undefined ? 'variant type' : 'oncogenic'
  const codons = outside === undefined ? (vocabulary.domainCodons?.(gene, domain) ?? null) : null
  if (codons !== null) {
    return reading(kind, gene, { leaf: 'oncogenic', gene, codons: [codons[0], codons[1]] })
  }
  const place = outside === undefined ? `in the ${domain}` : `outside the ${domain}`
  return reading(kind, gene, narrowed({ leaf: 'oncogenic', gene }, gene, place))
}

/** Words on a gene; `text` stands after the gene. */
export function geneWording(text: string, gene: string, origin: Origin | undefined): Reading | null {
  const word = text
    .toUpperCase()
    .replace(/_/g, ' ')
    .replace(/^(?:GENE|PROTEIN) (?=MUT)/, '')
    .trim()
  const row = TABLE.find(([pattern]) => pattern.test(word))
  if (!row) return null
  const [, kind, make] = row
  return reading(kind, gene, make(gene, origin, text), ...notesOf(kind, word, gene))
}

function notesOf(kind: AlterationWording, word: string, gene: string): string[] {
  if (kind === 'mutation' && !word.startsWith('ANY ')) {
    return ['Counts (likely) oncogenic changes; a variant of unknown significance does not match.']
  }
  if (word === 'LOSS' || word === 'LOST') {
    return ['Loss: a truncating change or a homozygous deletion; the loss of one copy does not match.']
  }
  return gene === 'TERT' && word.startsWith('PROMOTER') ? ['The two hot spots of the promoter.'] : []
}

/** `rs1234`, `UGT1A1*28`, `*1/*28`, `DPYD*2A HOMOZYGOSITY`, `A*02:01`: named variants and alleles. */
export function namedWording(text: string, gene: string): Reading | null {
  const snp = /^(rs\d+)(?:[ :,-]+(?:[ACGT]+[>/][ACGT]+|[ACGT]))?( homozyg\w+)?$/i.exec(text)
  if (snp) {
    return reading('dbSNP', gene, {
      leaf: 'dbsnp',
      gene,
      id: (snp[1] ?? '').toLowerCase(),
      ...(snp[2] === undefined ? {} : { homozygous: true }),
    })
  }
  const star = /^(\*[0-9A-Z:.]+)(?: ?\/ ?(\*[0-9A-Z:.]+))?( homozyg\w+)?$/i.exec(text)
  // `*757L` is a lost stop codon.
  if (!star || /^\*\d{3,}[A-Z]$/i.test(star[1] ?? '')) return null
  const first = (star[1] ?? '').toUpperCase()
  const second = star[3] === undefined ? star[2]?.toUpperCase() : first
  const alleles = second === undefined ? [first] : [first, second]
  return reading('haplotype', gene, { leaf: 'starAllele', gene, alleles })
}
