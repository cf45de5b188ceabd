import type { SmallVariant } from '../../shared/model.ts'
import { caseAddress } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { useCase } from '../case/CaseContext.ts'

/** Other calls within the reach of a read, whether they lie on the same copy, and how that is known. */
export function PhasePartners({ variant }: { readonly variant: SmallVariant }) {
  const { detail } = useCase()
  const caseId = detail.case.id
  const answer = useCall('variant/phase', variant.id === undefined ? null : { caseId, variantId: variant.id })
  if (answer.state === 'failed') return <p className="quiet">Phase: {answer.error.message}</p>
  if (answer.state !== 'ready' || answer.value.partners.length === 0) return null
  return (
    <section aria-label="Phase">
      <h3>Same copy?</h3>
      <ul className="plain-list">
        {answer.value.partners.map((partner) => (
          <li key={partner.variantId}>
            {partner.combined !== null && <strong>Part of {partner.combined}. </strong>}
            <span>{partner.sentence}</span>{' '}
            <a href={caseAddress(caseId, 'genome', { variant: partner.variantId })}>Show in genome view</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
