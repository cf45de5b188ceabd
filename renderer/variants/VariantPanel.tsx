import { useState } from 'react'
import type { SmallVariant } from '../../shared/model.ts'
import { caseAddress } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'
import { smallVariantText } from '../case/alterationText.ts'
import { Classification } from '../classification/Classification.tsx'
import { termOfLabel } from '../glossary/explain.ts'
import { Term } from '../glossary/Term.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Notice } from '../parts/Notice.tsx'
import { percent } from '../parts/numbers.ts'
import { ReportLineDialog } from '../reports/ReportLineDialog.tsx'
import { groupByRegimen } from '../../shared/regimens.ts'
import { firedBy, matchAnchor } from '../therapies/regimens.ts'
import { PhasePartners } from './PhasePartners.tsx'
import { consequenceText, positionText, qualityProblem } from './variantText.ts'

interface VariantPanelProps {
  readonly variant: SmallVariant
  readonly reportName: string | null
  readonly onClose: () => void
  readonly onLollipop: (gene: string) => void
}

/** Everything known of one small variant, down to the line of the report it was read from. */
export function VariantPanel({ variant, reportName, onClose, onLollipop }: VariantPanelProps) {
  const { detail } = useCase()
  const caseId = detail.case.id
  const title = smallVariantText(variant)
  const problem = qualityProblem(variant)
  return (
    <aside className="sheet variant-panel" aria-label={`Variant ${title}`}>
      <div className="row between" style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
        <h2>{title}</h2>
        <button
          type="button"
          className="button plain small"
          aria-label="Close variant details"
          onClick={onClose}
        >
          <Icon name="cross" />
        </button>
      </div>
      <div className="row">
        {variant.id !== undefined && (
          <a className="button small" href={caseAddress(caseId, 'genome', { variant: variant.id })}>
            Genome (g)
          </a>
        )}
        {variant.gene !== null && (
          <button type="button" className="button small" onClick={() => onLollipop(variant.gene ?? '')}>
            Lollipop (l)
          </button>
        )}
      </div>
      {problem !== null && <Notice tone="warning">Not counted as passed: {problem}</Notice>}
      <Consequences variant={variant} />
      <PhasePartners variant={variant} />
      <Classification variant={variant} />
      <Facts variant={variant} reportName={reportName} />
      <OriginalLine variant={variant} />
    </aside>
  )
}

const regimensShown = 6

function Consequences({ variant }: { variant: SmallVariant }) {
  const { detail, matches } = useCase()
  if (matches.state !== 'ready' || variant.id === undefined) return null
  // A change put together from several calls names each of them.
  const isPartOf = (ids: readonly number[]): boolean => variant.id !== undefined && ids.includes(variant.id)
  const own = matches.value.matches.filter(
    (match) =>
      match.status === 'matched' &&
      (isPartOf(match.alterationIds) ||
        match.because.some(
          (reason) =>
            reason.alterationId === variant.id &&
            reason.reportId === variant.reportId &&
            reason.result === 'true',
        )) &&
      firedBy(match).some((text) => variant.gene === null || text.startsWith(variant.gene)),
  )
  if (own.length === 0)
    return <p className="quiet">No assertion of the installed packs rests on this variant.</p>
  // Several sources on one regimen are one line here, under its best tier in this tumor type.
  const regimens = [
    ...groupByRegimen(own.filter(({ diseaseMatch }) => diseaseMatch !== 'other')),
    ...groupByRegimen(own.filter(({ diseaseMatch }) => diseaseMatch === 'other')).map((one) => ({
      ...one,
      key: `other ${one.key}`,
    })),
  ]
  return (
    <section aria-label="Assertions">
      <h3>
        Assertions <span className="count">{own.length}</span>
      </h3>
      <ul className="plain-list">
        {regimens
          .slice(0, regimensShown)
          .flatMap(({ key, effect, label, tier, diseaseMatch, matches: [best] }) =>
            best === undefined
              ? []
              : [
                  <li key={key}>
                    <a href={caseAddress(detail.case.id, 'therapies', { assertion: matchAnchor(best) })}>
                      {effect}: {label}
                    </a>{' '}
                    <span className="quiet">
                      {tier ?? 'no tier'}
                      {diseaseMatch === 'other' && ', another tumor type'}
                    </span>
                  </li>,
                ],
          )}
        {regimens.length > regimensShown && (
          <li className="quiet">and {regimens.length - regimensShown} more regimens in Therapies</li>
        )}
      </ul>
    </section>
  )
}

function Facts({ variant, reportName }: { variant: SmallVariant; reportName: string | null }) {
  const raw = [variant.rawPos, variant.rawRef, variant.rawAlt]
  const facts: readonly (readonly [React.ReactNode, string | null])[] = [
    [
      <Term key="p" name="hgvs">
        Protein
      </Term>,
      variant.hgvsP,
    ],
    ['Coding', variant.hgvsC],
    ['Consequence', consequenceText(variant.consequence) || null],
    ['Transcript', variant.transcript],
    ['Exon', variant.exon],
    ['Other product', otherProductText(variant)],
    ['Annotated by', annotatedBy(variant)],
    ['Build', variant.build],
    ['Position', positionText(variant)],
    ['Ref', variant.ref],
    ['Alt', variant.alt],
    ['As in the file', raw.every((part) => part === null) ? null : raw.map((part) => part ?? '=').join(' ')],
    [
      <Term key="v" name="vaf">
        VAF
      </Term>,
      percent(variant.vaf) || null,
    ],
    ['Reads', variant.depth === null ? null : `${variant.altDepth ?? '?'} of ${variant.depth}`],
    [
      'Normal',
      variant.normalVaf === null
        ? null
        : `${percent(variant.normalVaf)} of ${variant.normalDepth ?? '?'} reads`,
    ],
    [
      <Term key="f" name="populationFrequency">
        Population
      </Term>,
      variant.populationFrequency === null ? 'not stated' : percent(variant.populationFrequency),
    ],
    ['Filter', variant.filter],
    ['Origin', variant.origin],
    ['Zygosity', variant.zygosity],
    ['Phase', variant.phase],
    ['Class in file', variant.clinicalSignificance],
    ['Identifiers', variant.externalIds],
    ['Report', reportName],
  ]
  return (
    <dl className="facts">
      {facts.map(
        ([name, value], index) =>
          value !== null && (
            <div key={index} style={{ display: 'contents' }}>
              <dt>{typeof name === 'string' ? <Fact label={name} /> : name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Fact({ label }: { label: string }) {
  const term = termOfLabel(label)
  return term === null ? label : <Term name={term}>{label}</Term>
}

const SOURCES: Readonly<Record<string, string>> = {
  computed: 'Caseboard, computed from gene model and reference sequence',
  coordinate: 'Caseboard, from the coordinate',
}

function annotatedBy({ annotationSource }: SmallVariant): string | null {
  return annotationSource === null ? null : (SOURCES[annotationSource] ?? annotationSource)
}

function otherProductText({ otherProduct }: SmallVariant): string | null {
  if (otherProduct === undefined) return null
  const { product, hgvsP, hgvsC, consequence, transcript } = otherProduct
  return `${product}: ${hgvsP ?? hgvsC ?? ''} ${consequenceText(consequence)} (${transcript})`
}

function OriginalLine({ variant }: { variant: SmallVariant }) {
  const [whole, setWhole] = useState(false)
  const { reportId, line } = variant
  const read = useCall('report/line', reportId === undefined || line === null ? null : { reportId, line })
  if (reportId === undefined || line === null) return null
  return (
    <section aria-label="Report line">
      <h3>Line {line.toLocaleString('en')} of the report</h3>
      {read.state === 'ready' && (
        <pre className="report-line" tabIndex={0} aria-label="Original line">
          {read.value.text}
        </pre>
      )}
      {read.state === 'failed' && <p className="quiet">{read.error.message}</p>}
      <button type="button" className="link-button small" onClick={() => setWhole(true)}>
        Show field by field
      </button>
      {whole && <ReportLineDialog reportId={reportId} line={line} onClose={() => setWhole(false)} />}
    </section>
  )
}
