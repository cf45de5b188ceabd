import type { ReactNode } from 'react'
import type { VariantFlag } from '../../shared/classification.ts'
import type { MatchReport } from '../../shared/match.ts'
import { caseAddress } from '../app/route.ts'
import { useCase } from '../case/CaseContext.ts'
import { otherAlterationOf } from '../case/findAlteration.ts'
import { FlagMarks } from '../classification/FlagMarks.tsx'
import { Term } from '../glossary/Term.tsx'
import { TierBadge } from '../parts/Badge.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Icon } from '../parts/Icon.tsx'
import type { IconName } from '../parts/Icon.tsx'
import { few } from './few.ts'
import { keyFindings } from './keyFindings.ts'
import type { KeyFinding } from './keyFindings.ts'

export function KeyFindings({ report, caseId }: { report: MatchReport; caseId: number }) {
  const findings = keyFindings(report.matches)
  return (
    <section className="sheet" aria-label="Key findings">
      <div className="panel-head">
        <h2>
          Key findings <span className="count">{findings.length}</span>
        </h2>
        <span className="quiet small">
          best <Term name="tier">tier</Term> first
        </span>
      </div>
      {findings.length === 0 ? (
        <Empty title="No finding with consequence in the installed packs">
          Nothing that was found changes therapy, diagnosis or prognosis as far as the packs know. Look at
          what was not assessed, on the right, before calling this case negative.
        </Empty>
      ) : (
        <ul>
          {findings.map((finding) => (
            <Finding
              key={finding.text}
              finding={finding}
              caseId={caseId}
              flags={report.flags.filter(
                (flag) =>
                  flag.alterationId !== undefined && finding.alterationIds.includes(flag.alterationId),
              )}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface FindingProps {
  readonly finding: KeyFinding
  readonly caseId: number
  readonly flags: readonly VariantFlag[]
}

function Finding({ finding, caseId, flags }: FindingProps) {
  const { detail } = useCase()
  const { alterationId } = finding
  const isVariant =
    alterationId !== undefined && otherAlterationOf({ alterationId }, detail.otherAlterations) === null
  return (
    <li className="finding">
      <TierBadge tier={finding.tier} />
      <span className="what">
        {isVariant ? (
          <a href={caseAddress(caseId, 'variants', { variant: alterationId })}>{finding.text}</a>
        ) : (
          finding.text
        )}{' '}
        <FlagMarks flags={flags} />
      </span>
      <div className="do">
        {flags
          .filter(({ kind }) => kind === 'clonal haematopoiesis' || kind === 'override')
          .map((flag) => (
            <Advice key={flag.kind + flag.text} tone="careful" icon="warning">
              {flag.text}
            </Advice>
          ))}
        {finding.pointsTo.map((one) => (
          <Advice key={one.tier} tone="for" icon="up">
            Points to <b>{few(one.labels, namedAtMost)}</b> ({one.tier ?? 'no tier'})
          </Advice>
        ))}
        {finding.resisted.map((one) => (
          <Advice key={one.by} tone="careful" icon="warning">
            Would point to {few(one.labels, namedAtMost)}, but resisted by <b>{one.by}</b>
          </Advice>
        ))}
        {finding.arguesAgainst.length > 0 && (
          <Advice tone="against" icon="stop">
            Resistance to <b>{finding.arguesAgainst.join(', ')}</b>
          </Advice>
        )}
        {finding.toxicity.length > 0 && (
          <Advice tone="careful" icon="warning">
            Toxicity risk with <b>{finding.toxicity.join(', ')}</b>
          </Advice>
        )}
        {finding.says.length > 0 && (
          <Advice tone="" icon="info">
            <Statements says={finding.says} />
          </Advice>
        )}
        {finding.elsewhere.length > 0 && (
          <Advice tone="" icon="info">
            In other tumor types: {few(finding.elsewhere, namedAtMost)}
          </Advice>
        )}
      </div>
    </li>
  )
}

/** Names of therapies in one line of a finding; all of them stand in Therapies. */
const namedAtMost = 7

/** One short statement stands open; several, or a study's whole abstract, wait behind their number. */
function Statements({ says }: { says: KeyFinding['says'] }) {
  const [first = ''] = says
  if (says.length === 1 && first.length <= 200) return first
  const kinds = [...new Set(says.map((text) => text.slice(0, text.indexOf(':'))))]
  return (
    <details className="says">
      <summary>
        {says.length === 1 ? '1 assertion' : `${says.length} assertions`} on {kinds.join(' and ')}
      </summary>
      <ul>
        {says.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  )
}

function Advice({ tone, icon, children }: { tone: string; icon: IconName; children: ReactNode }) {
  return (
    <div>
      <span className={tone}>
        <Icon name={icon} />
      </span>
      <span>{children}</span>
    </div>
  )
}
