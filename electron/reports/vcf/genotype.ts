/** What a GT says of one alternative allele. */
export interface GenotypeVerdict {
  /** `absent`: called without this allele; `uncalled`: all alleles are `.`, or the file gives no GT. */
  readonly carries: 'allele' | 'absent' | 'uncalled'
  readonly zygosity: '' | 'heterozygous' | 'homozygous' | 'hemizygous'
  /** Genotype for the split record: 1 is this allele, 0 any other; empty unless phased (`|`). */
  readonly phased: string
}

const cache = new Map<string, GenotypeVerdict>()
let lastGt = ''
let lastK = 0
let last: GenotypeVerdict = { carries: 'uncalled', zygosity: '', phased: '' }

/** @param k 1-based index of the alternative allele */
export function readGenotype(gt: string, k: number): GenotypeVerdict {
  // Neighbouring records mostly share a genotype.
  if (gt === lastGt && k === lastK) return last
  const key = `${gt} ${k}`
  const verdict = cache.get(key) ?? judge(gt, k)
  if (cache.size < 4096) cache.set(key, verdict)
  lastGt = Buffer.from(gt).toString()
  lastK = k
  last = verdict
  return verdict
}

function judge(gt: string, k: number): GenotypeVerdict {
  const alleles = gt.split(/[/|]/).filter((allele) => allele !== '')
  const mine = alleles.filter((allele) => allele === String(k)).length
  const called = alleles.filter((allele) => allele !== '.')
  if (called.length === 0) return { carries: 'uncalled', zygosity: '', phased: '' }
  if (mine === 0) return { carries: 'absent', zygosity: '', phased: '' }
  const zygosity =
    called.length < alleles.length
      ? ''
      : alleles.length === 1
        ? 'hemizygous'
        : mine === alleles.length
          ? 'homozygous'
          : 'heterozygous'
  const phased = gt.includes('|')
    ? alleles.map((allele) => (allele === '.' ? '.' : allele === String(k) ? '1' : '0')).join('|')
    : ''
  return { carries: 'allele', zygosity, phased }
}
