import { useState } from 'react'
import type { Case } from '../../shared/model.ts'
import { call } from '../app/call.ts'
import { useAction } from '../app/useCall.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Field } from '../parts/Field.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import { draftOf, inputOf } from './caseDraft.ts'
import { ClinicalFields } from './ClinicalFields.tsx'
import type { CaseDraft } from './caseDraft.ts'
import './cases.css'
import { OncotreeField } from './OncotreeField.tsx'
import { SpecimenRows } from './SpecimenRows.tsx'
import { TherapyRows } from './TherapyRows.tsx'

interface CaseFormProps {
  readonly existing: Case | null
  readonly onClose: () => void
  readonly onSaved: (caseId: number) => void
}

export function CaseForm({ existing, onClose, onSaved }: CaseFormProps) {
  const [draft, setDraft] = useState<CaseDraft>(() => draftOf(existing))
  const [problem, setProblem] = useState<string | null>(null)
  const { busy, error, run } = useAction()
  const set = (part: Partial<CaseDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const save = (): Promise<void> =>
    run(async () => {
      const checked = inputOf(draft, existing)
      setProblem(checked.ok ? null : `${checked.field}: ${checked.message}`)
      if (!checked.ok) return
      const saved =
        existing === null
          ? await call('case/create', { input: checked.input })
          : await call('case/update', { caseId: existing.id, input: checked.input })
      onSaved(saved.caseId)
    })
  const text = (
    label: string,
    key: 'pseudonym' | 'stage' | 'diagnosisText' | 'yearOfBirth' | 'comedications',
    hint?: string,
  ) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <input
          {...control}
          className="input"
          value={draft[key]}
          required={key === 'pseudonym'}
          inputMode={key === 'yearOfBirth' ? 'numeric' : undefined}
          onChange={(event) => set({ [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <Dialog
      title={existing === null ? 'New case' : `Edit ${existing.pseudonym}`}
      wide
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            form="case-form"
            className="button primary"
            disabled={busy || draft.pseudonym.trim() === ''}
          >
            {existing === null ? 'Create case' : 'Save changes'}
          </button>
        </>
      }
    >
      <form
        id="case-form"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div className="form-grid">
          <div className="span-4">
            {text('Pseudonym', 'pseudonym', 'Local and unique; no name, no hospital number.')}
          </div>
          <div className="span-2">
            <Field label="Sex">
              {(control) => (
                <select
                  {...control}
                  className="input"
                  value={draft.sex}
                  onChange={(event) => set({ sex: event.target.value as CaseDraft['sex'] })}
                >
                  <option value="unknown">unknown</option>
                  <option value="female">female</option>
                  <option value="male">male</option>
                  <option value="other">other</option>
                </select>
              )}
            </Field>
          </div>
          <div className="span-2">{text('Year of birth', 'yearOfBirth')}</div>
          <div className="span-2">{text('Stage', 'stage')}</div>
          <div className="span-2">
            <Field label="ECOG">
              {(control) => (
                <select
                  {...control}
                  className="input"
                  value={draft.performanceStatus}
                  onChange={(event) => set({ performanceStatus: event.target.value })}
                >
                  <option value="">not stated</option>
                  {[0, 1, 2, 3, 4, 5].map((value) => (
                    <option key={value} value={value}>
                      {value}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <div className="span-6">
            <OncotreeField code={draft.diagnosis} onChange={(diagnosis) => set({ diagnosis })} />
          </div>
          <div className="span-6">
            {text('Diagnosis in words', 'diagnosisText', 'As the pathologist wrote it.')}
          </div>
          <div className="span-12">
            <Field label="Question to the board">
              {(control) => (
                <textarea
                  {...control}
                  className="input"
                  rows={2}
                  value={draft.question}
                  onChange={(event) => set({ question: event.target.value })}
                />
              )}
            </Field>
          </div>
        </div>
        <TherapyRows rows={draft.priorTherapies} onChange={(priorTherapies) => set({ priorTherapies })} />
        <SpecimenRows rows={draft.specimens} onChange={(specimens) => set({ specimens })} />
        {text('Comedications', 'comedications', 'Generic names, separated by commas.')}
        <ClinicalFields draft={draft.clinical} onChange={(clinical) => set({ clinical })} />
        <Field
          label="Secondary germline findings"
          hint="Whether the patient agreed to be told germline findings that have nothing to do with the tumor."
        >
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.secondaryFindings}
              onChange={(event) =>
                set({ secondaryFindings: event.target.value as CaseDraft['secondaryFindings'] })
              }
            >
              <option value="unknown">consent not recorded</option>
              <option value="yes">wants to be told</option>
              <option value="no">declined</option>
            </select>
          )}
        </Field>
        {problem !== null && <Notice tone="error">{problem}</Notice>}
        {error !== null && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}
