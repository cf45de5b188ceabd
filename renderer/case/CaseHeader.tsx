import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CaseDetail } from '../../shared/api.ts'
import { caseAddress } from '../app/route.ts'
import { CaseForm } from '../cases/CaseForm.tsx'
import { ExportDialog } from '../export/ExportDialog.tsx'
import { Term } from '../glossary/Term.tsx'
import { Icon } from '../parts/Icon.tsx'
import { RecordDialog } from '../presentations/RecordDialog.tsx'
import { useCase } from './CaseContext.ts'
import {
  clinicalText,
  headline,
  testedLines,
  specimenText,
  therapiesInOrder,
  therapyText,
} from './caseText.ts'
import { notAssessed, reportsWithoutAssay } from './coverage.ts'

/** Who, which tumor, what was done, what was tested and what was not: on every tab of the case. */
export function CaseHeader({ children }: { children: ReactNode }) {
  const { detail, reload } = useCase()
  const [open, setOpen] = useState<'edit' | 'record' | 'export' | null>(null)
  const one = detail.case
  const who = headline(one, new Date())
  return (
    <header className="case-head" aria-label={`Case ${one.pseudonym}`}>
      <div className="case-title">
        <span className="case-actions desk-only">
          <button type="button" className="button small" onClick={() => setOpen('edit')}>
            Edit case
          </button>
          <button type="button" className="button small" onClick={() => setOpen('record')}>
            Record presentation
          </button>
          <button type="button" className="button small" onClick={() => setOpen('export')}>
            <Icon name="export" />
            Board packet
          </button>
        </span>
        <div className="case-who">
          <h1>{one.pseudonym}</h1>
          <Diagnosis detail={detail} />
          {one.stage !== null && (
            <span className="fact">
              Stage <b>{one.stage}</b>
            </span>
          )}
          <span className="fact">{who === '' ? 'sex and age not stated' : who}</span>
          <span className="fact">
            ECOG <b>{one.performanceStatus ?? 'not stated'}</b>
          </span>
          {one.comedications.length > 0 && (
            <span className="fact">
              Comedication <b>{one.comedications.join(', ')}</b>
            </span>
          )}
          {clinicalText(one.clinical) !== '' && <span className="fact">{clinicalText(one.clinical)}</span>}
        </div>
      </div>
      <dl className="case-facts">
        <Therapies detail={detail} />
        <div>
          <dt className="caps">
            Specimens <span>{one.specimens.length}</span>
          </dt>
          <dd>
            <ul>
              {one.specimens.slice(0, linesAtMost).map((specimen) => (
                <li key={specimen.name} className="line" title={specimenText(specimen)}>
                  <b>{specimen.name}</b> {specimenText(specimen)}
                </li>
              ))}
              <More caseId={one.id} left={one.specimens.length - linesAtMost} />
              {one.specimens.length === 0 && <li className="quiet">none recorded</li>}
            </ul>
          </dd>
        </div>
        <Tested detail={detail} />
        <NotTested />
      </dl>
      {children}
      {open === 'edit' && (
        <CaseForm
          existing={one}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null)
            reload()
          }}
        />
      )}
      {open === 'record' && <RecordDialog onClose={() => setOpen(null)} />}
      {open === 'export' && <ExportDialog onClose={() => setOpen(null)} />}
    </header>
  )
}

function Diagnosis({ detail }: { detail: CaseDetail }) {
  const { diagnosis, diagnosisText } = detail.case
  if (detail.diagnosisName !== null) {
    return (
      <span className="diagnosis" title={diagnosisText ?? undefined}>
        {detail.diagnosisName} <span className="mono quiet">{diagnosis}</span>
      </span>
    )
  }
  return (
    <span className="row" style={{ gap: '0.5rem' }}>
      <span className="diagnosis">{diagnosisText ?? diagnosis ?? 'No diagnosis'}</span>
      <Term name="unresolved">
        <span className="badge warn">
          <Icon name="warning" />
          diagnosis unresolved: no tier I
        </span>
      </Term>
    </span>
  )
}

function Therapies({ detail }: { detail: CaseDetail }) {
  const therapies = therapiesInOrder(detail.case.priorTherapies)
  return (
    <div>
      <dt className="caps">
        Therapies so far <span>{therapies.length}</span>
      </dt>
      <dd>
        <ul>
          {therapies.map((therapy, index) => (
            <li key={index} title={therapyText(therapy)}>
              <b>{therapy.line === null ? '–' : `L${therapy.line}`}</b> {therapyText(therapy)}
            </li>
          ))}
          {therapies.length === 0 && <li className="quiet">none recorded</li>}
        </ul>
      </dd>
    </div>
  )
}

/** Lines of a fact that the header shows; the rest is counted and one click away, never cut off silently. */
const linesAtMost = 4

function More({ caseId, left }: { caseId: number; left: number }) {
  if (left <= 0) return null
  return (
    <li>
      <a href={caseAddress(caseId, 'reports')}>and {left} more</a>
    </li>
  )
}

/** One line for each assay and specimen, however many files it came in. */
function Tested({ detail }: { detail: CaseDetail }) {
  const lines = testedLines(detail.reports, detail.assays)
  return (
    <div>
      <dt className="caps">
        Tested <span>{lines.length}</span>
      </dt>
      <dd>
        <ul>
          {lines.slice(0, linesAtMost).map((line) => (
            <li key={line.key} className="line" title={`${line.name}: ${line.text}`}>
              {line.specimen !== null && <b>{line.specimen} </b>}
              {line.name} <span className="quiet">{line.text}</span>
            </li>
          ))}
          <More caseId={detail.case.id} left={lines.length - linesAtMost} />
          {lines.length === 0 && <li className="quiet">no report imported</li>}
        </ul>
      </dd>
    </div>
  )
}

/** More names than this are no headline; the summary has them all. */
const namedAtMost = 6

function NotTested() {
  const { detail, matches } = useCase()
  const open = notAssessed(detail, matches.state === 'ready' ? matches.value : null)
  const unnamed = reportsWithoutAssay(detail)
  return (
    <div>
      <dt className="caps">
        <Term name="notAssessed">Not assessed</Term> <span>{open.length}</span>
      </dt>
      <dd>
        <ul>
          {open.length > 0 && (
            <li
              className={open.length > namedAtMost ? 'open-item' : 'open-item wrap'}
              title={open.join(' · ')}
            >
              <Icon name="question" />
              {open.slice(0, namedAtMost).join(' · ')}
            </li>
          )}
          {open.length > namedAtMost && (
            <li className="line">
              <a href={caseAddress(detail.case.id, 'summary')}>all {open.length}</a>
            </li>
          )}
          {unnamed > 0 && (
            <li className="open-item wrap">
              <Icon name="warning" />
              {unnamed === 1 ? '1 report names no assay' : `${unnamed} reports name no assay`}
            </li>
          )}
          {open.length === 0 && unnamed === 0 && (
            <li className="quiet">nothing known to be open for this tumor type</li>
          )}
        </ul>
      </dd>
    </div>
  )
}
