import type { Line } from '../../../shared/knowledge.ts'
import type { LineCheck, PriorUse } from '../../../shared/match.ts'
import type { PriorTherapy } from '../../../shared/model.ts'
import { drugKey, expandDrugs, isDrugOrClass } from './drugNames.ts'
import type { DrugTable } from './drugNames.ts'

/**
 * The sequence of therapies: what the patient has had, beside what a regimen asks for. Nothing is hidden for it:
 * a therapy is marked, and sorted below its equals. What the case sheet does not say cannot be told.
 */

/** `progressed 2025-03`, `stopped for toxicity 2024-11`, `ongoing`: how a therapy ended, as recorded. */
function ending(therapy: PriorTherapy): string {
  const month = therapy.end === null ? '' : ` ${therapy.end.slice(0, 7)}`
  if (progressed(therapy)) return `progressed${month}`
  if (therapy.stopReason !== null) return `stopped for ${therapy.stopReason}${month}`
  return therapy.end === null ? 'no end recorded' : `ended${month}`
}

/** Progression as recorded in words; "before progression" is none. */
export function progressed({ stopReason, bestResponse }: PriorTherapy): boolean {
  const denied = /\b(no|not|without|before|until)\b[^.;,]*(progress|PD\b)/i
  const said = (text: string | null): boolean =>
    text !== null && /progress|\bPD\b|refractory/i.test(text) && !denied.test(text)
  return said(stopReason) || said(bestResponse)
}

function lineName({ line }: PriorTherapy): string {
  return line === null ? 'line not stated' : `line ${line}`
}

/** Drugs of the regimen that were given before, and drugs of the same narrowest class. */
export function priorUse(
  regimen: readonly string[],
  therapies: readonly PriorTherapy[],
  table: DrugTable,
): PriorUse[] {
  const uses: PriorUse[] = []
  for (const drug of regimen) {
    const generic = table.known(drug) ?? drugKey(drug)
    const [narrowest] = table.classesOf(drug)
    for (const therapy of therapies) {
      for (const given of expandDrugs(therapy.drugs)) {
        const same = (table.known(given) ?? drugKey(given)) === generic
        const [givenClass] = table.classesOf(given)
        if (!same && (narrowest === undefined || givenClass !== narrowest)) continue
        const place = `${lineName(therapy)}, ${ending(therapy)}`
        uses.push({
          drug,
          kind: same ? 'already received' : 'same class',
          progressed: progressed(therapy),
          text: same
            ? `already received: ${drug} (${place})`
            : `${progressed(therapy) ? 'progressed on' : 'received'} a drug of the same class as ${drug} (${narrowest ?? ''}): ${given} (${place})`,
        })
      }
    }
  }
  return uses
}

/** How the source's place in the sequence stands to the recorded therapies; the worst part decides. */
export function checkLine(line: Line, therapies: readonly PriorTherapy[], table: DrugTable): LineCheck {
  if (therapies.length === 0) return nothingRecorded(line)
  const parts = [
    ...line.after.map((demand) => checkAfter(demand, therapies, table)),
    ...(line.notAfter.length === 0 ? [] : [checkNotAfter(line.notAfter, therapies, table)]),
    ...(line.priorLines === undefined ? [] : [checkCount(line.priorLines, therapies)]),
  ]
  const status = (['not met', 'cannot be told'] as const).find((one) =>
    parts.some((part) => part.status === one),
  )
  return { status: status ?? 'met', text: parts.map(({ text }) => text).join(' ') }
}

function namesOf(wanted: readonly string[]): string {
  return wanted.join(' or ')
}

/** What a source asks of the sequence of therapies, in words. */
export function lineText({ after, notAfter, priorLines }: Line): string {
  return [
    ...after.map(demandText),
    ...(notAfter.length === 0 ? [] : [`no earlier ${namesOf(notAfter)}`]),
    ...(priorLines === undefined ? [] : [countText(priorLines)]),
  ].join(' and ')
}

/** An empty list may mean "none" as well as "not filled in": nothing can be told from it. */
function nothingRecorded(line: Line): LineCheck {
  const { after, priorLines } = line
  const none = after.length === 0 && (priorLines?.min ?? 0) === 0 ? '; met if that means none' : ''
  return {
    status: 'cannot be told',
    text: `Asks for ${lineText(line)}: no therapy is recorded in the case${none}.`,
  }
}

function demandText({ anyOf, progressed: wanted }: Line['after'][number]): string {
  return `${wanted ? 'progression on' : 'treatment with'} ${namesOf(anyOf)}`
}

function countText({ min, max }: NonNullable<Line['priorLines']>): string {
  if (max === 0) return 'first line'
  const bounds = [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
  ]
  return `${bounds.join(' and ')} earlier ${(max ?? min) === 1 ? 'line' : 'lines'}`
}

function checkAfter(
  demand: Line['after'][number],
  therapies: readonly PriorTherapy[],
  table: DrugTable,
): LineCheck {
  const wanted = demandText(demand)
  const had = therapies.filter((therapy) =>
    expandDrugs(therapy.drugs).some((drug) => demand.anyOf.some((one) => isDrugOrClass(table, drug, one))),
  )
  const fitting = demand.progressed ? had.filter(progressed) : had
  const [first] = fitting
  if (first !== undefined) {
    return {
      status: 'met',
      text: `Asks for ${wanted}: met (${first.drugs.join(' + ')}, ${lineName(first)}, ${ending(first)}).`,
    }
  }
  const [given] = had
  if (given !== undefined) {
    return {
      status: 'cannot be told',
      text: `Asks for ${wanted}: ${given.drugs.join(' + ')} was given (${lineName(given)}), but no progression is recorded.`,
    }
  }
  const strangers = unknownDrugs(therapies, table)
  return strangers.length > 0
    ? {
        status: 'cannot be told',
        text: `Asks for ${wanted}: the class of ${strangers.join(', ')} is not in the drug table.`,
      }
    : { status: 'not met', text: `Asks for ${wanted}: not among the recorded therapies.` }
}

function checkNotAfter(
  wanted: readonly string[],
  therapies: readonly PriorTherapy[],
  table: DrugTable,
): LineCheck {
  const ask = `Not after ${namesOf(wanted)}`
  const had = therapies.find((therapy) =>
    expandDrugs(therapy.drugs).some((drug) => wanted.some((one) => isDrugOrClass(table, drug, one))),
  )
  if (had !== undefined) {
    return { status: 'not met', text: `${ask}: ${had.drugs.join(' + ')} was given (${lineName(had)}).` }
  }
  const strangers = unknownDrugs(therapies, table)
  return strangers.length > 0
    ? {
        status: 'cannot be told',
        text: `${ask}: the class of ${strangers.join(', ')} is not in the drug table.`,
      }
    : { status: 'met', text: `${ask}: met.` }
}

function unknownDrugs(therapies: readonly PriorTherapy[], table: DrugTable): string[] {
  return [...new Set(therapies.flatMap(({ drugs }) => expandDrugs(drugs)))].filter(
    (drug) => table.known(drug) === null,
  )
}

function checkCount(bounds: NonNullable<Line['priorLines']>, therapies: readonly PriorTherapy[]): LineCheck {
  const { min, max } = bounds
  const lines = therapies.flatMap(({ line }) => (line === null ? [] : [line]))
  const count = Math.max(0, ...lines)
  const unnumbered = therapies.some(({ line }) => line === null)
  const ask = `Asks for ${countText(bounds)}`
  const recorded = count === 0 ? 'no numbered line' : `${count} ${count === 1 ? 'line' : 'lines'}`
  if (max !== undefined && count > max) {
    return { status: 'not met', text: `${ask}: ${recorded} recorded.` }
  }
  if (min !== undefined && count < min && !unnumbered) {
    return { status: 'not met', text: `${ask}: ${recorded} recorded.` }
  }
  if (unnumbered && !(max === undefined && count >= (min ?? 0))) {
    return { status: 'cannot be told', text: `${ask}: a recorded therapy has no line number.` }
  }
  return { status: 'met', text: `${ask}: met (${recorded} recorded).` }
}
