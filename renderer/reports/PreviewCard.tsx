import { genomeBuildSchema } from '../../shared/model.ts'
import type { Assay, Specimen } from '../../shared/model.ts'
import { baseName } from '../files/paths.ts'
import { Field } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { bytes } from '../parts/numbers.ts'
import { openChoices } from './importChoices.ts'
import type { Candidate } from './importChoices.ts'

interface PreviewCardProps {
  readonly candidate: Candidate
  readonly assays: readonly Assay[]
  readonly specimens: readonly Specimen[]
  readonly onChange: (candidate: Candidate) => void
}

export function PreviewCard({ candidate, assays, specimens, onChange }: PreviewCardProps) {
  const { preview, error } = candidate
  const name = preview?.fileName ?? baseName(candidate.path)
  return (
    <section className="preview" aria-label={`File ${name}`}>
      <div className="row between">
        <h3>{name}</h3>
        {preview !== null && <span className="quiet small">{bytes(preview.bytes)}</span>}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {error === null && preview === null && (
        <p className="quiet" role="status">
          Looking at the file …
        </p>
      )}
      {preview !== null && (
        <>
          <dl className="facts">
            <dt>Format</dt>
            <dd>
              {preview.format}
              {preview.formatVersion !== null && ` ${preview.formatVersion}`}
              {preview.compressed && ', compressed'}
              {preview.caller !== null && `, from ${preview.caller}`}
              {preview.annotation !== null && `, annotated by ${preview.annotation}`}
            </dd>
            <dt>Build</dt>
            <dd>
              {preview.build ?? 'not stated'} <span className="quiet">{preview.buildEvidence}</span>
            </dd>
            {preview.format !== 'biomarker sheet' && (
              <>
                <dt>Samples</dt>
                <dd>
                  {preview.samples.length === 0 ? 'none named' : preview.samples.join(', ')}{' '}
                  <span className="quiet">{preview.sampleEvidence}</span>
                </dd>
              </>
            )}
          </dl>
          <Choices candidate={candidate} assays={assays} specimens={specimens} onChange={onChange} />
          {openChoices(candidate).length > 0 && (
            <p className="badge warn" style={{ justifySelf: 'start' }}>
              <Icon name="warning" />
              Choose {openChoices(candidate).join(' and ')}: the file does not say.
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Choices({ candidate, assays, specimens, onChange }: PreviewCardProps) {
  const { preview } = candidate
  if (preview === null) return null
  const choices = (
    label: string,
    key: 'build' | 'tumorSample' | 'assay' | 'specimen',
    options: readonly { value: string; label: string }[],
    none: string,
    hint?: string,
  ) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={candidate[key] ?? ''}
          onChange={(event) => {
            const value = event.target.value === '' ? null : event.target.value
            if (key !== 'build') onChange({ ...candidate, [key]: value })
            else onChange({ ...candidate, build: value === null ? null : genomeBuildSchema.parse(value) })
          }}
        >
          <option value="">{none}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const same = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))
  const genomic = preview.format !== 'biomarker sheet'
  return (
    <div className="preview-choices">
      {genomic && choices('Genome build', 'build', same(genomeBuildSchema.options), 'choose …')}
      {preview.samples.length > 0 &&
        choices(
          'Tumor sample',
          'tumorSample',
          same(preview.samples),
          preview.samples.length > 1 ? 'choose …' : 'none',
        )}
      {choices(
        'Assay',
        'assay',
        same(assays.map((assay) => assay.name)),
        'not named',
        candidate.assay === null ? 'Without an assay nothing of this file counts as negative.' : undefined,
      )}
      {choices(
        'Specimen',
        'specimen',
        specimens.map((specimen) => ({ value: specimen.name, label: `${specimen.name} (${specimen.kind})` })),
        'not named',
      )}
    </div>
  )
}
