import type { Match, MatchReport } from '../../shared/match.ts'
import { type Markup, html } from './html.ts'
import {
  besideInShort,
  cautionWord,
  cautionsNotAssessed,
  cautionsThatApply,
  escatText,
  priorUseTexts,
} from '../../shared/besideText.ts'
import { joinFindings } from '../../shared/findingText.ts'
import { byWeight, groupByRegimen, levelWords } from '../../shared/regimens.ts'
import type { Regimen } from '../../shared/regimens.ts'
import { diseaseWord } from './packetWords.ts'

/** Rows of the first table: what fits on the packet's first pages. */
const GLANCE_ROWS = 20
/** Regimens in full in each section, and statements named beneath the strongest of each. */
const REGIMENS = 25
const STATEMENTS = 4
/** Resistances told in full for one regimen; the findings behind all of them stand at a glance. */
const RESISTANCES = 2

/** One line for each therapy of this tumor type: what a board reads in its first minute. */
export function atAGlance(match: MatchReport): Markup {
  const here = groupByRegimen(
    match.matches.filter(
      ({ status, diseaseMatch, effect }) =>
        status === 'matched' && diseaseMatch !== 'other' && effect === 'sensitivity',
    ),
  )
  if (here.length === 0)
    return html`<h2>At a glance</h2>
      <p>
        No therapy of the installed knowledge packs matches this case in its own tumor type. This is not proof
        that none exists: see what was not assessed.
      </p>`
  const shown = here.slice(0, GLANCE_ROWS)
  const open = cautionsNotAssessed(shown.flatMap(({ matches }) => matches))
  return html`<h2>At a glance</h2>
    <table>
      <thead>
        <tr>
          <th>Tier</th>
          <th>Therapy</th>
          <th>Because of</th>
          <th>Speaks against it</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(glanceRow)}
      </tbody>
    </table>
    ${here.length > shown.length ? html`<p class="small">and ${here.length - shown.length} more, of lower tier or resisted, in Caseboard.</p>` : null}
    ${open === null ? null : html`<p class="small quiet">Not assessed for one or more of these: ${open}. Each is named in the details.</p>`}`
}

function glanceRow({ label, tier, matches, resistedBy }: Regimen): Markup {
  const [escat = null] = matches.flatMap((one) => escatText(one) ?? [])
  const alterations = matches.flatMap((one) =>
    one.alterations.length > 0 ? one.alterations : [one.biomarkerText],
  )
  const doubts = [...new Set(matches.flatMap(({ originDoubts }) => originDoubts))]
  const resisting = [
    ...new Set(resistedBy.flatMap((one) => (one.alterations.length > 0 ? one.alterations : [one.text]))),
  ]
  return html`<tr>
    <td class="whole">
      <strong>${tier ?? 'none'}</strong>${escat === null ? null : html`<br /><span class="small">${escat}</span>`}
    </td>
    <td>${label}</td>
    <td>${joinFindings([...new Set(alterations)])}</td>
    <td>
      ${doubts.map((text) => html`<div class="resisted">${text}</div>`)}
      ${resisting.length > 0 ? html`<div class="resisted">resistance: ${joinFindings(resisting)}</div>` : null}
      ${[...new Set(matches.flatMap(besideInShort))].map((text) => html`<div class="small">${text}</div>`)}
    </td>
  </tr>`
}

/** The packet's therapies: what matched in this tumor, resistance beside it, other tumor types apart. */
export function therapySection(match: MatchReport): Markup {
  const matched = match.matches.filter(({ status }) => status === 'matched')
  const here = (...effects: readonly Match['effect'][]): readonly Match[] =>
    matched.filter(({ diseaseMatch, effect }) => diseaseMatch !== 'other' && effects.includes(effect))
  return html`${regimens('Therapies in detail', here('sensitivity', 'toxicity'))}
  ${regimens(
    'Resistance',
    matched.filter(({ effect }) => effect === 'resistance'),
  )}
  ${regimens('Diagnosis and prognosis', here('diagnosis', 'prognosis'))}
  ${regimens(
    'Approved or supported in another tumor type',
    matched.filter(({ diseaseMatch, effect }) => diseaseMatch === 'other' && effect !== 'resistance'),
  )}
  ${match.notBorrowed.map((text) => html`<p class="small">${text}</p>`)}`
}

function regimens(title: string, matches: readonly Match[]): Markup | null {
  const groups = groupByRegimen(matches)
  if (groups.length === 0) return null
  const rest = groups.slice(REGIMENS)
  return html`<h2>${title}</h2>
    ${groups.slice(0, REGIMENS).flatMap(regimenSection)}
    ${rest.length === 0 ? null : html`<p class="small">Also, with reasons in Caseboard: ${rest.map(({ label }) => label).join('; ')}.</p>`}`
}

/** The strongest statement in full; the others by level, finding and source, the rest counted. */
function regimenSection({ label, matches }: Regimen): readonly Markup[] {
  const [best, ...others] = matches
  if (best === undefined) return []
  const named = others.slice(0, STATEMENTS)
  const section = html`<section class="therapy">
    ${therapy(best, label, matches)}
    ${
      others.length === 0
        ? null
        : html`<p class="small"><strong>Also:</strong></p>
            <ul class="small">
              ${named.map(
                ({ level, biomarkerText, diseaseText, ampTier, sources }) =>
                  html`<li>
                    ${level.scheme} ${level.value}, ${ampTier === null ? 'no tier' : `tier ${ampTier}`}:
                    ${biomarkerText} in ${diseaseText} (${[...new Set(sources.map(({ id, retrieved }) => `${id}, retrieved ${retrieved}`))].join('; ')})
                  </li>`,
              )}
              ${others.length > named.length ? html`<li>and ${others.length - named.length} more assertions, in Caseboard</li>` : null}
            </ul>`
    }
  </section>`
  return [section]
}

/** `all` are the statements on the same regimen, whose cautions, resistances and doubts count for it too. */
function therapy(match: Match, label: string, all: readonly Match[]): Markup {
  const resistances = new Map(
    all.flatMap(({ resistedBy }) => resistedBy).map((one) => [one.assertionId, one]),
  )
  return html`<header>
      <span class="tier">${match.ampTier === null ? 'no tier' : `Tier ${match.ampTier}`}</span>
      <h3>${label}</h3>
      <span class="effect">${match.effect}</span>
    </header>
    <p>
      <strong>${match.alterations.length > 0 ? joinFindings(match.alterations) : match.biomarkerText}</strong>
      · ${match.diseaseText}${'tumorAgnostic' in match.disease && match.disease.tumorAgnostic === 'any' ? '' : ` (${diseaseWord(match.diseaseMatch)})`} · ${match.level.scheme}:
      ${match.level.value}
    </p>
    <p>${match.statement}</p>
    ${byWeight([...resistances.values()])
      .slice(0, RESISTANCES)
      .map(
        ({ text, alterations, since, level }) =>
          html`<p class="resisted">Resistance: ${text} ${joinFindings(alterations)}${since === undefined ? '' : `, first seen ${since}`}${levelWords(level)}</p>`,
      )}
    ${resistances.size > RESISTANCES ? html`<p class="resisted">and ${resistances.size - RESISTANCES} more assertions of resistance, in Caseboard</p>` : null}
    ${[...new Set(all.flatMap(({ originDoubts }) => originDoubts))].map((doubt) => html`<p class="resisted">Before acting on it: ${doubt}</p>`)}
    ${beside(match, all)}
    ${match.conditions.length === 0 ? null : html`<p><strong>Check by hand:</strong> ${match.conditions.join('; ')}</p>`}
    <p class="small">
      Why:
      ${[...new Set(match.because.map(({ leaf, negated, result, explanation }) => `${negated ? 'not ' : ''}${leaf}: ${result}. ${explanation}`))].join(' ')}
    </p>
    ${match.timeline === null ? null : html`<p class="small">${match.timeline}</p>`}
    <p class="small quiet">${match.ampReason}</p>
    ${match.effect === 'sensitivity' ? html`<p class="small quiet">${match.escatReason}</p>` : null}
    ${devices(match)}
    <p class="small quiet">
      Source:
      ${match.sources.map(({ id, date, retrieved }) => `${id}${date === undefined ? '' : `, ${date}`}, retrieved ${retrieved}`).join('; ')}
      · rule ${match.assertionId} of ${match.pack}
    </p>`
}

/** What speaks against it in this patient: earlier use, line of therapy, comedication, organs, pharmacogenes. */
function beside(match: Match, all: readonly Match[]): Markup {
  const open = cautionsNotAssessed(all)
  return html`${priorUseTexts(all).map((text) => html`<p>${text}</p>`)}
  ${match.line === null ? null : html`<p>Line of therapy ${match.line.status}: ${match.line.text}</p>`}
  ${cautionsThatApply(all).map(
    (caution) =>
      html`<p>
        <strong>${cautionWord(caution)}, ${caution.drugs.join(', ')}:</strong> ${caution.because}.
        ${caution.statement}
        <span class="small quiet"
          >${caution.sources.map(({ id, title }) => (title === undefined ? id : `${id}, ${title}`)).join('; ')}</span
        >
      </p>`,
  )}
  ${open === null ? null : html`<p class="small quiet">Not assessed for this regimen: ${open}</p>`}`
}

function devices(match: Match): Markup | null {
  if (match.effect !== 'sensitivity' || match.companionDiagnostics.length === 0) return null
  const used = match.companionDiagnostics.filter(({ usedHere }) => usedHere)
  const words = (list: Match['companionDiagnostics']): string =>
    list
      .map(({ device, specimen, approval }) => `${device} (${specimen.join(' or ')}, ${approval.id})`)
      .join('; ')
  return used.length > 0
    ? html`<p class="small">Found with an approved companion diagnostic: ${words(used)}.</p>`
    : html`<p class="small">
        Not found with an approved companion diagnostic. These would confirm it:
        ${words(match.companionDiagnostics)}.
      </p>`
}
