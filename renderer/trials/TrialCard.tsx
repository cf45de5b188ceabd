import type { ReactNode } from 'react'
import type { CohortMatch, CriterionResult, TrialMatch } from '../../shared/trialMatch.ts'
import { Badge } from '../parts/Badge.tsx'
import { Icon } from '../parts/Icon.tsx'
import type { IconName } from '../parts/Icon.tsx'
import { plural } from '../parts/numbers.ts'
import { outcomeWord, trialStatusWord, truthWord } from '../parts/words.ts'
import { CopyText } from './CopyText.tsx'
import { whyText } from './trialFilter.ts'

const sitesShown = 4

export function TrialCard({ trial }: { trial: TrialMatch }) {
  const [best, ...others] = trial.cohorts
  if (best === undefined) return null
  return (
    <article className="sheet trial" aria-label={`${trial.id}, ${trial.outcome}`}>
      <div className="trial-head">
        <div className="trial-title">
          <h3>{trial.title}</h3>
          <p className="quiet">
            <span className="mono">{trial.id}</span>
            {trial.phase !== null && ` · phase ${trial.phase}`}
            {trial.drugs.length > 0 && ` · ${trial.drugs.join(', ')}`}
            {trial.sponsor !== null && ` · ${trial.sponsor}`}
          </p>
        </div>
        <div className="regimen-marks">
          <Badge said={outcomeWord(trial.outcome)} />
          <Badge said={trialStatusWord(trial.status)} />
        </div>
      </div>
      <Cohort cohort={best} trialStatus={trial.status} />
      {others.length > 0 && (
        <details className="trial-more">
          <summary>
            <span className="turn">
              <Icon name="right" />
            </span>
            {plural(others.length, 'other cohort')}: {others.map(({ outcome }) => outcome).join(', ')}
          </summary>
          {others.map((cohort, index) => (
            <Cohort key={index} cohort={cohort} trialStatus={trial.status} />
          ))}
        </details>
      )}
      <div className="trial-foot">
        <Sites trial={trial} />
        <Source trial={trial} />
      </div>
    </article>
  )
}

function Cohort({ cohort, trialStatus }: { cohort: CohortMatch; trialStatus: TrialMatch['status'] }) {
  return (
    <section
      className="trial-cohort"
      aria-label={cohort.name === null ? 'Criteria' : `Cohort ${cohort.name}`}
    >
      {cohort.name !== null && (
        <p>
          <strong>Cohort {cohort.name}</strong>
          {cohort.drugs.length > 0 && <span className="quiet"> · {cohort.drugs.join(', ')}</span>}{' '}
          {cohort.status !== trialStatus && <Badge said={trialStatusWord(cohort.status)} />}
        </p>
      )}
      <p>{whyText(cohort)}</p>
      <Lines icon="stop" tone="against" title="Excluded by" lines={cohort.excludedBy} />
      <Lines icon="question" tone="careful" title="Missing" lines={cohort.missing} />
      <details className="trial-more">
        <summary>
          <span className="turn">
            <Icon name="right" />
          </span>
          All criteria ({cohort.criteria.length}
          {cohort.byHand.length > 0 && `, and ${cohort.byHand.length} to check by hand`})
        </summary>
        <ol className="trail">
          {cohort.criteria.map((criterion, index) => (
            <Criterion key={index} criterion={criterion} />
          ))}
        </ol>
        {cohort.byHand.length > 0 && (
          <>
            <h4>To check by hand</h4>
            <ul className="plain-list dotted">
              {cohort.byHand.map((text, index) => (
                <li key={index}>{text}</li>
              ))}
            </ul>
          </>
        )}
      </details>
    </section>
  )
}

function Criterion({ criterion }: { criterion: CriterionResult }) {
  return (
    <li>
      <Badge said={truthWord(criterion.result)} />
      <div>
        <strong>{criterion.asks}</strong>
        <div className="quiet">{criterion.explanation}</div>
        {criterion.sentence !== null && (
          <div className="small">
            Read from free text, check: <q>{criterion.sentence}</q>
          </div>
        )}
      </div>
    </li>
  )
}

interface LinesProps {
  readonly icon: IconName
  readonly tone: string
  readonly title: string
  readonly lines: readonly string[]
}

function Lines({ icon, tone, title, lines }: LinesProps): ReactNode {
  if (lines.length === 0) return null
  return (
    <div className={`trial-lines ${tone}`}>
      <Icon name={icon} />
      <div>
        <strong>{title}:</strong>
        <ul className="plain-list">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Sites({ trial }: { trial: TrialMatch }) {
  const line = (site: TrialMatch['sites'][number]): string =>
    [site.name, site.city, site.country, site.contact].filter((part) => part !== null).join(', ')
  return (
    <section aria-label="Sites">
      <h4>Sites {trial.sites.length > 0 && <span className="count">{trial.sites.length}</span>}</h4>
      {trial.sites.length === 0 && <p className="quiet">The list names no site.</p>}
      <ul className="plain-list">
        {trial.sites.slice(0, sitesShown).map((site, index) => (
          <li key={index}>
            {line(site)}
            {site.status !== null && site.status !== trial.status && (
              <span className="quiet"> · {site.status}</span>
            )}
          </li>
        ))}
      </ul>
      {trial.sites.length > sitesShown && (
        <details className="trial-more">
          <summary>
            <span className="turn">
              <Icon name="right" />
            </span>
            {plural(trial.sites.length - sitesShown, 'more site')}
          </summary>
          <ul className="plain-list">
            {trial.sites.slice(sitesShown).map((site, index) => (
              <li key={index}>{line(site)}</li>
            ))}
          </ul>
        </details>
      )}
      {trial.contact !== null && <p className="quiet">Contact: {trial.contact}</p>}
    </section>
  )
}

function Source({ trial }: { trial: TrialMatch }) {
  const { source } = trial
  return (
    <section aria-label="Source">
      <h4>Source</h4>
      <p>
        {source.id}
        <span className="quiet">
          {trial.lastUpdated !== null && `, last updated ${trial.lastUpdated}`}, retrieved {source.retrieved},
          list {trial.pack}
        </span>
      </p>
      {source.url !== undefined && <CopyText text={source.url} />}
    </section>
  )
}
