import type { Biomarker } from '../../../shared/knowledge.ts'
import type { Importing } from './importing.ts'

export type CgiUnderstood =
  | { readonly ok: true; readonly biomarker: Biomarker; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/**
 * CGI's own notation: `GENE:alterations`, alterations separated by commas. A dot is any oncogenic mutation, `V600.`
 * any change of the codon, `788-828` residues, `amp` / `del` copy number, `over` / `under` expression, `wt` wild
 * type, `A__B` a fusion, `consequence::inframe_deletion:729-761` a class of change. Parts separated by a
 * semicolon are a combination only where the biomarker's name joins them by a plus sign or `and`.
 */
export function cgiAlteration(text: string, biomarker: string, importing: Importing): CgiUnderstood {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) return { ok: false, reason: 'the cell is empty.' }
  if (parts.length > 1 && !/\+| and /i.test(biomarker)) {
    return { ok: false, reason: 'it is not said whether several alterations are needed together.' }
  }
  const all: Biomarker[] = []
  const notes: string[] = []
  for (const part of parts) {
    const read = readPart(part, importing)
    if (!read.ok) return read
    all.push(read.biomarker)
    notes.push(...read.notes)
  }
  const [only] = all
  return { ok: true, biomarker: all.length === 1 && only !== undefined ? only : { all }, notes }
}

function readPart(part: string, importing: Importing): CgiUnderstood {
  const fusion = /^([A-Za-z0-9-]+)?__([A-Za-z0-9-]+)?$/.exec(part)
  if (fusion !== null) return readFusion(fusion[1] ?? '', fusion[2] ?? '', importing)
  const match = /^([A-Za-z0-9-]+)::?(.*)$/.exec(part)
  const gene = match === null ? null : importing.gene(match[1] ?? '')
  if (match === null || gene === null) return { ok: false, reason: 'it does not begin with a known gene.' }
  const any: Biomarker[] = []
  const notes: string[] = []
  let consequence = ''
  for (const raw of (match[2] ?? '').split(',')) {
    let item = raw.trim()
    const named = /^:*(?:consequence)?:*([a-z_]+):(.*)$/.exec(item)
    if (named !== null) {
      consequence = named[1] ?? ''
      item = (named[2] ?? '').trim()
    }
    const read = readItem(gene, item, consequence, importing)
    if (!read.ok) return read
    any.push(read.biomarker)
    notes.push(...read.notes)
  }
  const [only] = any
  if (only === undefined) return { ok: false, reason: 'no alteration stands behind the gene.' }
  return { ok: true, biomarker: any.length === 1 ? only : { any }, notes }
}

function readFusion(a: string, b: string, importing: Importing): CgiUnderstood {
  const genes = [a, b].filter((name) => name !== '').map((name) => importing.gene(name))
  const [first, second] = genes
  if (first === undefined || genes.includes(null) || first === null) {
    return { ok: false, reason: 'a gene of the fusion is not known.' }
  }
  return second === undefined || second === null
    ? { ok: true, biomarker: { leaf: 'fusion', gene: first }, notes: [] }
    : { ok: true, biomarker: { leaf: 'fusion', gene: first, partner: second }, notes: [] }
}

const CLASSES: Readonly<
  Record<
    string,
    | 'in-frame deletion'
    | 'in-frame insertion'
    | 'truncating'
    | 'splice site'
    | 'missense'
    | 'frameshift'
    | 'nonsense'
  >
> = {
  inframe_deletion: 'in-frame deletion',
  inframe_insertion: 'in-frame insertion',
  frameshift_variant: 'frameshift',
  stop_gained: 'nonsense',
  missense_variant: 'missense',
  splice_donor_variant: 'splice site',
  splice_acceptor_variant: 'splice site',
}

function readItem(gene: string, item: string, consequence: string, importing: Importing): CgiUnderstood {
  const yes = (biomarker: Biomarker, notes: readonly string[] = []): CgiUnderstood => ({
    ok: true,
    biomarker,
    notes,
  })
  const range = /^(\d+)-(\d+)$/.exec(item)
  const codons = range === null ? null : ([Number(range[1]), Number(range[2])] as [number, number])
  if (consequence !== '') {
    const is = CLASSES[consequence]
    if (is === undefined) return { ok: false, reason: `the consequence "${consequence}" is not known.` }
    if (codons !== null) return yes({ leaf: 'variantType', gene, is, codons })
    if (item === '.' || item === '') return yes({ leaf: 'variantType', gene, is })
    return { ok: false, reason: `"${item}" does not say which residues the ${is} concerns.` }
  }
  if (codons !== null) return yes({ leaf: 'region', gene, codons, change: 'any mutation', except: [] })
  switch (item.toLowerCase()) {
    case '.':
      return yes({ leaf: 'oncogenic', gene })
    case 'amp':
      return yes({ leaf: 'copyNumber', gene, call: 'amplification' })
    case 'del':
      return yes({ leaf: 'copyNumber', gene, call: 'homozygous deletion' })
    case 'over':
      return yes({ leaf: 'expressionLevel', marker: gene, is: 'overexpressed' })
    case 'under':
      return yes({ leaf: 'expressionLevel', marker: gene, is: 'underexpressed' })
    case 'wt':
    case 'wildtype':
      return yes({ leaf: 'wildType', gene })
    default: {
      const codon = /^([A-Z])(\d+)\.$/.exec(item)
      const read = importing.readAlteration(codon === null ? item : `${codon[1]}${codon[2]}`, gene)
      return read.ok ? yes(read.biomarker, read.notes) : { ok: false, reason: read.reason }
    }
  }
}
