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
import { diseaseWord, regimen } from './packetWords.ts'

/** One line for each therapy of this tumor type: what a board reads in its first minute. */
export function atAGlance(match: MatchReport): Markup {
  const here = match.matches.filter(
    ({ status, diseaseMatch, effect }) =>
      status === 'matched' && diseaseMatch !== 'other' && effect === 'sensitivity',
  )
  if (here.length === 0)
    return html`<h2>At a glance</h2>
      <p>
        No therapy of the installed knowledge packs matches this case in its own tumor type. This is not proof
        that none exists: see what was not assessed.
      </p>`
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
        ${here.map(
          (entry) =>
            html`<tr>
              <td>
                <strong>${entry.ampTier ?? 'none'}</strong>${entry.escat === null ? null : html`<br /><span class="small">${escatText(entry)}</span>`}
              </td>
              <td>${regimen(entry)}</td>
              <td>${entry.alterations.length > 0 ? joinFindings(entry.alterations) : entry.biomarkerText}</td>
              <td class="${entry.resistedBy.length > 0 || entry.originDoubts.length > 0 ? 'resisted' : ''}">
                ${entry.originDoubts.join(' ')}
                ${entry.resistedBy.length > 0 ? `resistance: ${joinFindings([...new Set(entry.resistedBy.flatMap(({ alterations }) => alterations))])}` : ''}
                ${besideInShort(entry).map((text) => html`<div class="small">${text}</div>`)}
                ${cautionsNotAssessed([entry]) === null ? null : html`<div class="small quiet">not assessed: ${cautionsNotAssessed([entry])}</div>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`
}

/** The packet's therapies: what matched in this tumor, resistance beside it, other tumor types apart. */
export function therapySection(match: MatchReport): Markup {
  const matched = match.matches.filter(({ status }) => status === 'matched')
  const here = matched.filter(
    ({ diseaseMatch, effect }) => diseaseMatch !== 'other' && effect !== 'resistance',
  )
  const resistance = matched.filter(({ effect }) => effect === 'resistance')
  const elsewhere = matched.filter(
    ({ diseaseMatch, effect }) => diseaseMatch === 'other' && effect !== 'resistance',
  )
  return html`${here.length === 0 ? null : html`<h2>Therapies in detail</h2>`} ${here.map(therapy)}
  ${
    resistance.length === 0
      ? null
      : html`<h2>Resistance</h2>
          ${resistance.map(therapy)}`
  }
  ${
    elsewhere.length === 0
      ? null
      : html`<h2>Approved or supported in another tumor type</h2>
          ${elsewhere.map(therapy)}`
  }
  ${match.notBorrowed.map((text) => html`<p class="small">${text}</p>`)}`
}

function therapy(match: Match): Markup {
  return html`<section class="therapy">
    <header>
      <span class="tier">${match.ampTier === null ? 'no tier' : `Tier ${match.ampTier}`}</span>
      <h3>${regimen(match)}</h3>
      <span class="effect">${match.effect}</span>
    </header>
    <p>
      <strong>${match.alterations.length > 0 ? joinFindings(match.alterations) : match.biomarkerText}</strong>
      · ${match.diseaseText}${'tumorAgnostic' in match.disease && match.disease.tumorAgnostic === 'any' ? '' : ` (${diseaseWord(match.diseaseMatch)})`} · ${match.level.scheme}:
      ${match.level.value}
    </p>
    <p>${match.statement}</p>
    ${match.resistedBy.map(({ text, alterations, since }) => html`<p class="resisted">Resistance: ${text} ${joinFindings(alterations)}${since === undefined ? '' : `, first seen ${since}`}</p>`)}
    ${match.originDoubts.map((doubt) => html`<p class="resisted">Before acting on it: ${doubt}</p>`)}
    ${beside(match)}
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
    </p>
  </section>`
}

/** What speaks against it in this patient: earlier use, line of therapy, comedication, organs, pharmacogenes. */
function beside(match: Match): Markup {
  const open = cautionsNotAssessed([match])
  return html`${priorUseTexts([match]).map((text) => html`<p>${text}</p>`)}
  ${match.line === null ? null : html`<p>Line of therapy ${match.line.status}: ${match.line.text}</p>`}
  ${cautionsThatApply([match]).map(
    (caution) =>
      html`<p>
        <strong>${cautionWord(caution)}, ${caution.drugs.join(', ')}:</strong> ${caution.because}.
        ${caution.statement}
        <span class="small quiet"
          >${caution.sources.map(({ id, title }) => (title === undefined ? id : `${id}, ${title}`)).join('; ')}</span
        >
      </p>`,
  )}
  ${open === null ? null : html`<p class="quiet">Not assessed for this regimen: ${open}</p>`}`
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
