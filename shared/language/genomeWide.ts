import type { Biomarker } from '../knowledge.ts'
import { otherFinding, reading } from './reading.ts'
import type { Reading } from './reading.ts'

/** Findings without a gene: instability, burden, repair deficiency, chromosome arms, signatures, ploidy. */

type Row = readonly [RegExp, Biomarker]

const TABLE: readonly Row[] = [
  [
    /^(?:msi|microsatellite instability)[ -]*(?:h|high|unstable|\(msi-h\))?$|^microsatellite (?:unstable|instability[ -]high)(?: \(msi-h\))?$/i,
    { leaf: 'msi', is: 'MSI-H' },
  ],
  [
    /^(?:mss|microsatellite[ -]stable|microsatellite stability|msi[ -]?l|msi[ -]low|microsatellite instability[ -]low)(?: \(ms[sil-]+\))?$/i,
    { leaf: 'msi', is: 'MSS' },
  ],
  [
    /^(?:dmmr|mmr[ -]?d|mmr[ -]deficien(?:t|cy)|mismatch[ -]repair[ -]deficien(?:t|cy)|deficient mismatch repair)(?: \(dmmr\))?$/i,
    { leaf: 'mmr', is: 'deficient' },
  ],
  [
    /^(?:pmmr|mmr[ -]?p|mmr[ -]proficient|mismatch[ -]repair[ -]proficien(?:t|cy)|proficient mismatch repair)(?: \(pmmr\))?$/i,
    { leaf: 'mmr', is: 'proficient' },
  ],
  [
    /^(?:hrd|hrd[ -+]*(?:positive|\+)|homologous recombination[ -](?:repair )?deficien(?:t|cy)|hr[ -]deficien(?:t|cy))(?: \(hrd\))?$/i,
    { leaf: 'hrd', is: 'positive' },
  ],
  [
    /^(?:hrd[ -]*negative|homologous recombination[ -]proficien(?:t|cy)|hrp|hr[ -]proficient)$/i,
    { leaf: 'hrd', is: 'negative' },
  ],
  [
    /^(?:tmb[ -]?(?:h|high)?|high (?:tumou?r )?mutational burden|tumou?r mutational burden[ -](?:high|h)|high tmb|hypermutat(?:ed|ion|or))$/i,
    { leaf: 'tmbHigh' },
  ],
]

export function genomeWideWording(text: string): Reading | null {
  const row = TABLE.find(([pattern]) => pattern.test(text))
  if (row) {
    const notes = /low|msi[ -]?l$/i.test(text) ? ['MSI-low counts as not MSI-high.'] : []
    return reading('signature', null, row[1], ...notes)
  }
  const burden =
    /^(?:tmb|tumou?r mutational burden|high mutational burden)(?:[ -]?(?:h|high))? ?\(? ?>=? ?(\d+(?:\.\d+)?) ?(?:mut(?:ation)?s?)? ?(?:\/|per) ?(?:mb|megabase)s?\)?$/i.exec(
      text,
    )
  if (burden) return reading('signature', null, { leaf: 'tmb', atLeast: Number(burden[1]) })
  if (
    /^cosmic (?:mutational )?signature |^(?:sbs|dbs|id)\d+\w*(?: signature)?$|^mutational signature /i.test(
      text,
    )
  ) {
    return reading('signature', null, otherFinding(null, text))
  }
  if (/^(?:whole[ -]genome (?:doubling|duplication)|wgd|aneuploidy|polyploidy|chromothripsis)$/i.test(text)) {
    return reading('chromosome', null, otherFinding(null, text.toLowerCase()))
  }
  return armWording(text)
}

const GAIN = /^(?:gain|amplification|amp|duplication|dup|polysomy|trisomy|\+)s?$/i
const LOSS = /^(?:loss|deletion|del|monosomy|co-?deletion|-)s?$/i

/** `5q deletion`, `del(17p)`, `8p amplification`, `trisomy 12`, `+7`, `1p/19q codeletion`. */
function armWording(text: string): Reading | null {
  const both = /^(\d+[pq])\/(\d+[pq]) (?:co-?)?(?:deletion|loss|deleted)$/i.exec(text)
  if (both) {
    const arms = [both[1] ?? '', both[2] ?? '']
    return reading('chromosome', null, { all: arms.map((arm) => armLeaf(arm, 'loss')) })
  }
  const found =
    /^(?:chr(?:omosome)? ?)?(\d{1,2}|X|Y)([pq])? (?:arm )?([a-z-]+)$/i.exec(text) ??
    turned(/^([a-z-]+|\+|-) ?\(?(?:chr(?:omosome)? ?)?(\d{1,2}|X|Y)([pq])?\)?$/i.exec(text))
  if (found) {
    const [, chrom = '', arm = '', word = ''] = found
    const is = GAIN.test(word) ? 'gain' : LOSS.test(word) ? 'loss' : null
    if (is === null || !(/^[XY]$/i.test(chrom) || (Number(chrom) >= 1 && Number(chrom) <= 22))) return null
    return reading('chromosome', null, armLeaf(`${chrom}${arm}`, is))
  }
  // A band or a stretch of bands is smaller than an arm.
  return /^(?:chr)?(?:\d{1,2}|X|Y)[pq]\d[\d.]*(?:-[pq]?\d[\d.]*)? .*(?:del|deletion|loss|gain|amplification|dup|duplication)$/i.test(
    text,
  )
    ? reading('chromosome', null, otherFinding(null, text))
    : null
}

function turned(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found === null ? null : [found[0], found[2], found[3], found[1]]
}

function armLeaf(arm: string, is: 'gain' | 'loss'): Biomarker {
  const name = `${arm.slice(0, -1).toUpperCase()}${arm.slice(-1)}`
  return {
    leaf: 'chromosomeArm',
    arm: /[pq]$/i.test(arm) ? name.replace(/[PQ]$/, (end) => end.toLowerCase()) : arm.toUpperCase(),
    is,
  }
}
