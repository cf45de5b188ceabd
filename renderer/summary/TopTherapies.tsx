import { besideInShort, cautionsNotAssessed, escatText } from '../../shared/besideText.ts'
import { joinFindings } from '../../shared/findingText.ts'
import type { MatchReport } from '../../shared/match.ts'
import { caseAddress } from '../app/route.ts'
import { Badge, EscatBadge, TierBadge } from '../parts/Badge.tsx'
import { Icon } from '../parts/Icon.tsx'
import { diseaseMatchWord } from '../parts/words.ts'
import { Level } from '../therapies/Level.tsx'
import { firedBy, matchAnchor, therapySections } from '../therapies/regimens.ts'
import type { Regimen } from '../therapies/regimens.ts'

const shownAtMost = 8

export function TopTherapies({ report, caseId }: { report: MatchReport; caseId: number }) {
  const sections = therapySections(report.matches)
  const options = sections.options.slice(0, shownAtMost)
  const rest = sections.options.length - options.length
  return (
    <section className="sheet" aria-label="Therapies">
      <div className="panel-head">
        <h2>
          Therapies in this tumor type <span className="count">{sections.options.length}</span>
        </h2>
        <a className="small" href={caseAddress(caseId, 'therapies')}>
          All with reasons
        </a>
      </div>
      {options.length === 0 ? (
        <p className="sheet-body quiet">
          No sensitivity is matched in this tumor type.{' '}
          {sections.otherTumor.length > 0 && 'Evidence from other tumor types stands in Therapies, apart.'}
        </p>
      ) : (
        <ul>
          {options.map((regimen) => (
            <TopTherapy key={regimen.key} regimen={regimen} caseId={caseId} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <p className="sheet-body quiet">
          and {rest} more in <a href={caseAddress(caseId, 'therapies')}>Therapies</a>
        </p>
      )}
    </section>
  )
}

function TopTherapy({ regimen, caseId }: { regimen: Regimen; caseId: number }) {
  const best = regimen.matches[0]
  if (best === undefined) return null
  const conditions = [...new Set(regimen.matches.flatMap((match) => match.conditions))]
  const escat = escatText(best)
  const beside = [...new Set(regimen.matches.flatMap(besideInShort))]
  const open = cautionsNotAssessed(regimen.matches)
  return (
    <li className="top-therapy">
      <TierBadge tier={regimen.tier} />
      <a className="name" href={caseAddress(caseId, 'therapies', { assertion: matchAnchor(best) })}>
        {regimen.label}
      </a>
      <span className="marks">
        {escat !== null && <EscatBadge text={escat} />}
        <Badge said={diseaseMatchWord(regimen.diseaseMatch)} />
      </span>
      <p className="why">
        {joinFindings([...new Set(regimen.matches.flatMap(firedBy))])} · <Level level={best.level} />
        {conditions.length > 0 &&
          ` · check: ${conditions[0]}${conditions.length > 1 ? ` (+${conditions.length - 1})` : ''}`}
      </p>
      {regimen.resistedBy.map((one) => (
        <p key={one.assertionId} className="against">
          <Icon name="stop" /> <strong>Resistance:</strong> {one.text}
        </p>
      ))}
      {beside.map((text) => (
        <p key={text} className="against mild">
          <Icon name="warning" /> {text}
        </p>
      ))}
      {open !== null && (
        <p className="against open">
          <Icon name="question" /> Not assessed: {open}
        </p>
      )}
      {[...new Set(regimen.matches.flatMap((match) => match.originDoubts))].map((caution) => (
        <p key={caution} className="against">
          <Icon name="warning" /> <strong>Before acting on it:</strong> {caution}
        </p>
      ))}
    </li>
  )
}
