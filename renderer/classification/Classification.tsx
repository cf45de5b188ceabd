import { useState } from 'react'
import type { SmallVariant } from '../../shared/model.ts'
import { useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { Notice } from '../parts/Notice.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { ClassSection } from './Criteria.tsx'
import { ClinvarFacts, PopulationFacts } from './Facts.tsx'
import { OverrideForm, OverrideHistory } from './Override.tsx'
import './classification.css'

/** What is said of a variant beyond its report; for the side panel. */
export function Classification({ variant }: { variant: SmallVariant }) {
  const { detail, revision } = useCase()
  const [saved, setSaved] = useState(0)
  const { id } = variant
  const told = useCall(
    'variant/classification',
    id === undefined ? null : { caseId: detail.case.id, variantId: id },
    revision * 1000 + saved,
  )
  if (told.state === 'failed') return <ErrorNotice error={told.error} />
  if (told.state !== 'ready' || id === undefined) return <p className="quiet">Weighing the evidence …</p>
  const { oncogenicity, germline, flags, countsAsOncogenic, judgements } = told.value
  return (
    <div className="classification stack">
      {flags
        .filter(({ kind }) => kind !== 'override')
        .map((flag) => (
          <Notice key={flag.kind + flag.text} tone="warning">
            <p>{flag.text}</p>
            <p className="quiet small">Source: {flag.source}</p>
          </Notice>
        ))}
      <ClassSection title="Oncogenicity" term="oncogenicity" result={oncogenicity} />
      <p className="small">
        {countsAsOncogenic === null
          ? 'Matching does not count it as (likely) oncogenic.'
          : `Matching counts it as (likely) oncogenic: ${countsAsOncogenic}.`}
      </p>
      <ClassSection title="Germline class" term="acmg" result={germline} />
      <ClinvarFacts classification={told.value} />
      <PopulationFacts classification={told.value} />
      <OverrideForm key={id} variantId={id} onSaved={() => setSaved((before) => before + 1)} />
      <OverrideHistory judgements={judgements} />
    </div>
  )
}
