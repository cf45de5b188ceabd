import { useState } from 'react'
import { escatText } from '../../shared/besideText.ts'
import { joinFindings } from '../../shared/findingText.ts'
import type { MatchReport } from '../../shared/match.ts'
import { Badge, EscatBadge, TierBadge } from '../parts/Badge.tsx'
import { Icon } from '../parts/Icon.tsx'
import { diseaseMatchWord, effectWord } from '../parts/words.ts'
import { Besides } from './Besides.tsx'
import { Evidence } from './Evidence.tsx'
import { firedBy, matchAnchor, openLeaves } from './regimens.ts'
import { byWeight, levelWords } from '../../shared/regimens.ts'
import type { Regimen } from '../../shared/regimens.ts'

interface RegimenCardProps {
  readonly regimen: Regimen
  readonly report: MatchReport
  /** Anchor of the assertion that a link wants to see. */
  readonly wished: string | null
}

export function RegimenCard({ regimen, report, wished }: RegimenCardProps) {
  const open = regimen.matches.every((match) => match.status === 'not assessed')
  const why = open
    ? `Waits for: ${[...new Set(regimen.matches.flatMap(openLeaves))].join('; ')}`
    : `Because of ${joinFindings([...new Set(regimen.matches.flatMap(firedBy))])}`
  const folds = regimen.matches.length > shownAtMost + 1
  const [unfolded, setUnfolded] = useState(() =>
    regimen.matches.slice(shownAtMost).some((match) => matchAnchor(match) === wished),
  )
  const evidence = (matches: Regimen['matches']) =>
    matches.map((match) => (
      <Evidence
        key={matchAnchor(match)}
        match={match}
        report={report}
        startOpen={wished === matchAnchor(match)}
      />
    ))
  const escats = [...new Set(regimen.matches.flatMap((match) => escatText(match) ?? []))].slice(0, 1)
  return (
    <article className="sheet regimen" aria-label={`${regimen.label}, ${regimen.effect}`}>
      <div className="regimen-head">
        <TierBadge tier={regimen.tier} />
        <h3>{regimen.label}</h3>
        <div className="regimen-marks">
          {escats.map((text) => (
            <EscatBadge key={text} text={text} />
          ))}
          <Badge said={effectWord(regimen.effect)} />
          <Badge said={diseaseMatchWord(regimen.diseaseMatch, regimen.matches.every(isOfThePatient))} />
          {open && <Badge said={{ word: 'not assessed', icon: 'question', tone: 'open' }} />}
        </div>
        <p className="regimen-why">{why}</p>
        <Resistances list={regimen.resistedBy} />
        <Besides matches={regimen.matches} />
        {[...new Set(regimen.matches.flatMap((match) => match.originDoubts))].map((doubt) => (
          <div key={doubt} className="resisted">
            <Icon name="warning" />
            <span>
              <strong>Before acting on it:</strong> {doubt}
            </span>
          </div>
        ))}
      </div>
      {evidence(regimen.matches.slice(0, folds ? shownAtMost : undefined))}
      {folds && (
        <details
          className="more-evidence"
          open={unfolded}
          onToggle={(event) => setUnfolded(event.currentTarget.open)}
        >
          <summary>and {regimen.matches.length - shownAtMost} more assertions</summary>
          {unfolded && evidence(regimen.matches.slice(shownAtMost))}
        </details>
      )}
    </article>
  )
}

/** Assertions on one regimen that stand open, strongest first; a rich pack has dozens for one drug. */
const shownAtMost = 3

function isOfThePatient({ disease }: Regimen['matches'][number]): boolean {
  return 'tumorAgnostic' in disease && disease.tumorAgnostic === 'any'
}

/** Resistances told in full; a rich pack gives a study's abstract for each of a dozen. */
const resistancesAtMost = 2

/** The strongest in full, the rest folded; every one of them can be read. */
function Resistances({ list }: { list: Regimen['resistedBy'] }) {
  const ordered = byWeight(list)
  const folds = ordered.length > resistancesAtMost + 1
  const lines = (some: Regimen['resistedBy']) =>
    some.map((resistance) => (
      <div key={resistance.assertionId} className="resisted">
        <Icon name="stop" />
        <span>
          <strong>Resistance in this case:</strong> {resistance.text}
          {resistance.alterations.length > 0 && ` ${joinFindings(resistance.alterations)}`}
          {resistance.since !== undefined && `, first seen ${resistance.since}`}
          {levelWords(resistance.level)}
        </span>
      </div>
    ))
  return (
    <>
      {lines(folds ? ordered.slice(0, resistancesAtMost) : ordered)}
      {folds && (
        <details className="more-resistance">
          <summary>
            and {ordered.length - resistancesAtMost} more assertions of resistance, by{' '}
            {joinFindings([...new Set(ordered.slice(resistancesAtMost).flatMap((one) => one.alterations))])}
          </summary>
          {lines(ordered.slice(resistancesAtMost))}
        </details>
      )}
    </>
  )
}
