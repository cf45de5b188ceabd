import type { CohortMatch, TrialMatch, TrialReport } from '../../shared/trialMatch.ts'
import { type Markup, html } from './html.ts'

const SHOWN = 8

/** Trials that nothing on file excludes, the nearest first; nothing where no trial list is installed. */
export function trialSection(report: TrialReport): Markup | null {
  if (report.lists.length === 0) return null
  const open = report.matches.filter(({ outcome }) => outcome !== 'excluded')
  const excluded = report.matches.length - open.length
  const lists = report.lists.map(
    ({ title, version, retrieved, trials }) =>
      `${title}, version ${version}, retrieved ${retrieved} (${trials} trials)`,
  )
  return html`<h2>Trials</h2>
    ${
      open.length === 0
        ? html`<p>Every trial of the installed lists is excluded by a criterion on file.</p>`
        : html`<table>
            <thead>
              <tr>
                <th>Trial</th>
                <th>Status</th>
                <th>On file</th>
                <th>Because of, and what is missing</th>
                <th>Sites</th>
              </tr>
            </thead>
            <tbody>
              ${open.slice(0, SHOWN).map(trialRow)}
            </tbody>
          </table>`
    }
    <p class="quiet small">
      ${open.length > SHOWN ? `${open.length - SHOWN} more may fit; ` : ''}${excluded} of
      ${report.matches.length} are excluded by a criterion on file. Matched for ${report.asOf} against
      ${lists.join('; ')}. Every criterion, and whether a place is open, must be confirmed with the trial.
    </p>`
}

function trialRow(trial: TrialMatch): Markup {
  const [best] = trial.cohorts
  const sites = trial.sites.slice(0, 3).map(({ name, city }) => (city === null ? name : `${name}, ${city}`))
  return html`<tr>
    <td>
      <strong>${trial.id}</strong> ${trial.title}<br /><span class="quiet small"
        >${trial.phase === null ? '' : `phase ${trial.phase}, `}${trial.drugs.join(', ')}; source
        ${trial.source.id}${trial.lastUpdated === null ? '' : `, updated ${trial.lastUpdated}`}, retrieved
        ${trial.source.retrieved}</span
      >
    </td>
    <td>${best?.status ?? trial.status}</td>
    <td>${trial.outcome}</td>
    <td>${best === undefined ? '' : cohortText(best)}</td>
    <td>${sites.join('; ')}${trial.sites.length > 3 ? `; ${trial.sites.length - 3} more` : ''}</td>
  </tr>`
}

function cohortText(cohort: CohortMatch): Markup {
  const because =
    cohort.alterations.length > 0
      ? cohort.alterations.join(', ')
      : cohort.biomarker === null
        ? 'disease only'
        : cohort.criteria
            .filter(({ kind }) => kind === 'biomarker')
            .map(({ asks, result }) => `${asks}: ${result === 'true' ? 'met' : result}`)
            .join('; ')
  return html`${cohort.name === null ? '' : `Cohort ${cohort.name}: `}${because}
  ${cohort.missing.length === 0 ? null : html`<br /><span class="small">Missing: ${cohort.missing.join('; ')}</span>`}
  ${cohort.byHand.length === 0 ? null : html`<br /><span class="small">${cohort.byHand.length} criteria to check by hand.</span>`}`
}
