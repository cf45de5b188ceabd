import { besideInShort, cautionsNotAssessed, escatText } from '../../shared/besideText.ts'
import { findingName, joinFindings } from '../../shared/findingText.ts'
import type { MatchReport } from '../../shared/match.ts'
import { caseAddress } from '../app/route.ts'
import { Badge, EscatBadge, TierBadge } from '../parts/Badge.tsx'
import { Icon } from '../parts/Icon.tsx'
import { diseaseMatchWord } from '../parts/words.ts'
import { Level } from '../therapies/Level.tsx'
import { firedBy, matchAnchor, therapySections } from '../therapies/regimens.ts'
import { compareTiers } from '../../shared/regimens.ts'
import type { Regimen } from '../../shared/regimens.ts'
import { few } from './few.ts'

/** What a board can take in within its two minutes; the rest is one click away. */
const shownAtMost = 5

/** The best therapies that nothing in this case resists; those resisted in one line, with their tiers. */
export function TopTherapies({ report, caseId }: { report: MatchReport; caseId: number }) {
  const sections = therapySections(report.matches)
  const standing = sections.options.filter(({ resistedBy }) => resistedBy.length === 0)
  const resisted = sections.options.filter(({ resistedBy }) => resistedBy.length > 0)
  const shown = standing.slice(0, shownAtMost)
  const rest = standing.length - shown.length
  const open = cautionsNotAssessed(shown.flatMap(({ matches }) => matches))
  const all = caseAddress(caseId, 'therapies')
  // A better tier that is resisted is the board's first question, before what stands below it.
  const resistedFirst = compareTiers(resisted[0]?.tier ?? null, standing[0]?.tier ?? null) < 0
  const resistedLine = resisted.length > 0 && (
    <p className="therapy-foot against">
      <Icon name="stop" />
      <span>
        <strong>Resisted in this case:</strong>{' '}
        {few(
          resisted.map(({ label, tier }) => `${label} (${tier ?? 'no tier'})`),
          8,
        )}
      </span>
    </p>
  )
  return (
    <section className="sheet" aria-label="Therapies">
      <div className="panel-head">
        <h2>
          Therapies in this tumor type <span className="count">{sections.options.length}</span>
        </h2>
        <a className="small" href={all}>
          All with reasons
        </a>
      </div>
      {resistedFirst && resistedLine}
      {sections.options.length === 0 ? (
        <p className="sheet-body quiet">
          No sensitivity is matched in this tumor type.{' '}
          {sections.otherTumor.length > 0 && 'Evidence from other tumor types stands in Therapies, apart.'}
        </p>
      ) : (
        <ul>
          {shown.map((regimen) => (
            <TopTherapy key={regimen.key} regimen={regimen} caseId={caseId} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <p className="therapy-foot quiet">
          and {rest} more in <a href={all}>Therapies</a>
        </p>
      )}
      {!resistedFirst && resistedLine}
      {open !== null && (
        <p className="therapy-foot quiet small">
          <Icon name="question" />
          <span>
            Not assessed for {shown.length === 1 ? 'it' : 'one or more of these'}: {open}
          </span>
        </p>
      )}
    </section>
  )
}

function TopTherapy({ regimen, caseId }: { regimen: Regimen; caseId: number }) {
  const best = regimen.matches[0]
  if (best === undefined) return null
  const conditions = [...new Set(regimen.matches.flatMap((match) => match.conditions))]
  const [escat = null] = regimen.matches.flatMap((match) => escatText(match) ?? [])
  const beside = [...new Set(regimen.matches.flatMap(besideInShort))]
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
      <p className="why" title={conditions.length > 0 ? `Check: ${conditions.join('; ')}` : undefined}>
        {joinFindings([...new Set(regimen.matches.flatMap(firedBy).map(findingName))])} ·{' '}
        <Level level={best.level} />
        {conditions.length > 0 &&
          ` · check: ${conditions[0]}${conditions.length > 1 ? ` (+${conditions.length - 1})` : ''}`}
      </p>
      {beside.length > 0 && (
        <p className="against mild">
          <Icon name="warning" /> {few(beside, 3, '; ')}
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
