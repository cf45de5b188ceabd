import type { Match, MatchReport } from '../../shared/match.ts'
import { type Markup, html } from './html.ts'
import { diseaseWord, regimen, truthWord } from './packetWords.ts'

/** The packet's therapies: what matched in this tumor, resistance beside it, other tumor types apart. */
export function therapySection(match: MatchReport): Markup {
  const matched = match.matches.filter(({ status }) => status === 'matched')
  const here = matched.filter(({ diseaseMatch, effect }) => diseaseMatch !== 'other' && effect !== 'resistance')
  const resistance = matched.filter(({ effect }) => effect === 'resistance')
  const elsewhere = matched.filter(({ diseaseMatch, effect }) => diseaseMatch === 'other' && effect !== 'resistance')
  return html`<h2>Therapies</h2>
${here.length === 0 ? html`<p>No therapy of the installed knowledge packs matches this case in its own tumor type. This is not proof that none exists: see what was not assessed.</p>` : here.map(therapy)}
${resistance.length === 0 ? null : html`<h2>Resistance</h2>${resistance.map(therapy)}`}
${elsewhere.length === 0 ? null : html`<h2>Approved or supported in another tumor type</h2>${elsewhere.map(therapy)}`}`
}

function therapy(match: Match): Markup {
  return html`<section class="therapy"><header><span class="tier">${match.ampTier === null ? 'no tier' : `Tier ${match.ampTier}`}</span>
<h3>${regimen(match)}</h3><span class="effect">${match.effect}</span></header>
<p><strong>${match.alterations.join(', ')}</strong> · ${match.diseaseText} (${diseaseWord(match.diseaseMatch)}) · ${match.level.scheme}: ${match.level.value}</p>
<p>${match.statement}</p>
${match.resistedBy.map(({ text, alterations }) => html`<p class="resisted">Resistance: ${text} (${alterations.join(', ')})</p>`)}
${match.conditions.length === 0 ? null : html`<p><strong>Check by hand:</strong> ${match.conditions.join('; ')}</p>`}
<p class="small">Why: ${match.because
    .map(({ leaf, negated, result, explanation }) => `${negated ? 'not ' : ''}${leaf}: ${truthWord(result)} (${explanation})`)
    .join(' ')}</p>
<p class="small quiet">${match.ampReason}</p>
${devices(match)}
<p class="small quiet">Source: ${match.sources.map(({ id, date, retrieved }) => `${id}${date === undefined ? '' : `, ${date}`}, retrieved ${retrieved}`).join('; ')} · rule ${match.assertionId} of ${match.pack}</p>
</section>`
}

function devices(match: Match): Markup | null {
  if (match.effect !== 'sensitivity' || match.companionDiagnostics.length === 0) return null
  const used = match.companionDiagnostics.filter(({ usedHere }) => usedHere)
  const words = (list: Match['companionDiagnostics']): string =>
    list.map(({ device, specimen, approval }) => `${device} (${specimen.join(' or ')}, ${approval.id})`).join('; ')
  return used.length > 0
    ? html`<p class="small">Found with an approved companion diagnostic: ${words(used)}.</p>`
    : html`<p class="small">Not found with an approved companion diagnostic. These would confirm it: ${words(match.companionDiagnostics)}.</p>`
}
