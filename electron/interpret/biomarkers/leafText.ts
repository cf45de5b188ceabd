import type { Biomarker, Leaf } from '../../../shared/knowledge.ts'

/** A leaf of a biomarker expression in words, e.g. `EGFR exon 19 in-frame deletion`. */
export function leafText(leaf: Leaf): string {
  switch (leaf.leaf) {
    case 'proteinChange':
      return `${originWord(leaf.origin)}${leaf.gene} ${leaf.change}`
    case 'codon':
      return `${leaf.gene} substitution at codon ${leaf.codon}${exceptWords(leaf.except)}`
    case 'exon':
      return `${leaf.gene} exon ${leaf.exon} ${leaf.change === 'any mutation' ? 'mutation' : leaf.change}${exceptWords(leaf.except)}`
    case 'exonSkipping':
      return `${leaf.gene} exon ${leaf.exon} skipping`
    case 'region': {
      const change = { 'any mutation': 'mutation', missense: 'missense change', 'in-frame': 'in-frame indel' }
      return `${leaf.gene} ${change[leaf.change]} in codons ${rangeText(leaf.codons)}${exceptWords(leaf.except)}`
    }
    case 'codingChange':
      return `${leaf.gene} ${leaf.change}`
    case 'oncogenic':
      return `${originWord(leaf.origin)}${leaf.gene} (likely) oncogenic mutation${leaf.codons === undefined ? '' : ` in codons ${rangeText(leaf.codons)}`}`
    case 'lossOfFunction':
      return `${originWord(leaf.origin)}${leaf.gene} loss of function`
    case 'germlinePathogenic':
      return `germline ${leaf.gene} (likely) pathogenic variant`
    case 'anyMutation':
      return `any ${leaf.gene} mutation`
    case 'copyNumber':
      return `${leaf.gene} ${leaf.call}${leaf.minimumCopies === undefined ? '' : ` (at least ${leaf.minimumCopies} copies)`}`
    case 'fusion':
      return `${leaf.gene} fusion${leaf.partner === undefined ? '' : ` with ${leaf.partner}`}${leaf.exons === undefined ? '' : ` (exon ${leaf.exons[0]} to exon ${leaf.exons[1]})`}`
    case 'msi':
      return leaf.is
    case 'mmr':
      return leaf.is === 'deficient' ? 'mismatch repair deficient (IHC)' : 'mismatch repair proficient (IHC)'
    case 'tmb':
      return `TMB at least ${leaf.atLeast} mut/Mb`
    case 'hrd':
      return `HRD ${leaf.is}`
    case 'expression':
      return expressionText(leaf)
    case 'methylation':
      return `${leaf.gene} promoter ${leaf.is}`
    case 'wildType':
      return leaf.codons === undefined
        ? `${leaf.gene} wild type`
        : `${leaf.gene} wild type (codons ${leaf.codons.map(rangeText).join(', ')})`
    case 'variantType': {
      const exon = leaf.exon === undefined ? '' : ` in exon ${leaf.exon}`
      const codons =
        leaf.codons === undefined || leaf.exon !== undefined ? '' : ` in codons ${rangeText(leaf.codons)}`
      return `${originWord(leaf.origin)}${leaf.gene} ${leaf.is} change${exon}${codons}`
    }
    case 'expressionLevel':
      return `${leaf.marker} ${leaf.is}`
    case 'tmbHigh':
      return "TMB high by the assay's own cut-off"
    case 'chromosomeArm':
      return `${leaf.is} of chromosome ${/[pq]$/.test(leaf.arm) ? 'arm ' : ''}${leaf.arm}`
    case 'dbsnp':
      return `${leaf.gene} ${leaf.id}${leaf.homozygous === true ? ', both copies' : ''}`
    case 'starAllele':
      return `${leaf.gene} ${leaf.alleles.join('/')}`
    case 'otherFinding':
      return leaf.about === undefined ? leaf.finding : `${leaf.about} ${leaf.finding}`
    case 'phenotype':
      return `${leaf.gene} ${phenotypeWords(leaf)}`
    default: {
      const never: never = leaf
      return never
    }
  }
}

/** A whole expression in words; brackets only where `and` and `or` meet. */
export function biomarkerText(biomarker: Biomarker): string {
  return write(biomarker, false)
}

function write(biomarker: Biomarker, inside: boolean): string {
  if ('leaf' in biomarker) return leafText(biomarker)
  if ('not' in biomarker) return `no ${write(biomarker.not, true)}`
  const [parts, word] = 'all' in biomarker ? [biomarker.all, ' and '] : [biomarker.any, ' or ']
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return write(only, inside)
  const text = parts.map((part) => write(part, true)).join(word)
  return inside ? `(${text})` : text
}

/** The test that would settle a leaf, for the list of missing tests. */
export function testText(leaf: Leaf): string {
  switch (leaf.leaf) {
    case 'germlinePathogenic':
      return `${leaf.gene} germline test`
    case 'proteinChange':
    case 'oncogenic':
    case 'lossOfFunction':
      return leaf.origin === 'germline' ? `${leaf.gene} germline test` : `${leaf.gene} mutation test`
    case 'codon':
    case 'exon':
    case 'region':
    case 'anyMutation':
    case 'wildType':
      return `${leaf.gene} mutation test`
    case 'codingChange':
      return `${leaf.gene} ${leaf.change} test`
    case 'exonSkipping':
      return `${leaf.gene} exon ${leaf.exon} skipping`
    case 'copyNumber':
      return `${leaf.gene} copy number`
    case 'fusion':
      return `${leaf.gene} fusion`
    case 'msi':
      return 'microsatellite instability'
    case 'mmr':
      return 'mismatch-repair immunohistochemistry'
    case 'tmb':
      return 'tumor mutational burden (tissue)'
    case 'hrd':
      return 'homologous recombination deficiency'
    case 'expression':
      return leaf.score === undefined || leaf.score === 'IHC'
        ? `${leaf.marker} immunohistochemistry`
        : `${leaf.marker} ${leaf.score}`
    case 'methylation':
      return `${leaf.gene} promoter methylation`
    case 'variantType':
      return leaf.origin === 'germline' ? `${leaf.gene} germline test` : `${leaf.gene} mutation test`
    case 'expressionLevel':
      return `${leaf.marker} expression`
    case 'tmbHigh':
      return 'tumor mutational burden (tissue)'
    case 'chromosomeArm':
      return `chromosome ${leaf.arm} copy number`
    case 'dbsnp':
      return `${leaf.id} genotype`
    case 'starAllele':
      return `${leaf.gene} genotype`
    case 'otherFinding':
      return leafText(leaf)
    case 'phenotype':
      return `${leaf.gene} pharmacogenetic test (germline)`
    default: {
      const never: never = leaf
      return never
    }
  }
}

function expressionText(leaf: Extract<Leaf, { leaf: 'expression' }>): string {
  const score = leaf.score === undefined ? '' : ` ${leaf.score}`
  const bounds = [
    ...(leaf.atLeast === undefined ? [] : [`at least ${leaf.atLeast}`]),
    ...(leaf.below === undefined ? [] : [`below ${leaf.below}`]),
  ]
  const alternatives = [...(bounds.length > 0 ? [bounds.join(' and ')] : []), ...(leaf.categories ?? [])]
  return `${leaf.marker}${score} ${alternatives.length > 0 ? alternatives.join(' or ') : 'expression'}`
}

function phenotypeWords(leaf: Extract<Leaf, { leaf: 'phenotype' }>): string {
  const { min, max } = leaf.activityScore ?? {}
  const score =
    min === undefined || max === undefined
      ? []
      : [min === max ? `activity score ${min}` : `activity score ${min} to ${max}`]
  return [...(leaf.phenotypes ?? []), ...score].join(' or ')
}

function rangeText([from, to]: readonly [number, number]): string {
  return from === to ? String(from) : `${from}–${to}`
}

function exceptWords(except: readonly string[]): string {
  return except.length > 0 ? ` except ${except.join(', ')}` : ''
}

function originWord(origin: string | undefined): string {
  return origin === 'germline' || origin === 'somatic' ? `${origin} ` : ''
}
