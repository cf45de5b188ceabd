import { caseAddress } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { openAddress } from '../app/useRoute.ts'
import { useCase } from '../case/CaseContext.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Empty, Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { percent } from '../parts/numbers.ts'
import { LollipopPlot } from './LollipopPlot.tsx'

const plotWidth = 1040

export function LollipopDialog({ gene, onClose }: { gene: string; onClose: () => void }) {
  const { detail } = useCase()
  const caseId = detail.case.id
  const plot = useCall('gene/lollipop', { caseId, gene })
  const choose = (variantId: number): void => {
    onClose()
    openAddress(caseAddress(caseId, 'variants', { variant: variantId }))
  }
  return (
    <Dialog title={`${gene}: changes on the protein`} wide onClose={onClose}>
      {plot.state === 'loading' && <Waiting what="Placing the changes" />}
      {plot.state === 'failed' && <ErrorNotice error={plot.error} />}
      {plot.state === 'ready' && (
        <div className="stack">
          {plot.value.changes.length === 0 && plot.value.domains.length === 0 ? (
            <Empty title="Nothing to draw">
              No change of {gene} in this case has a residue, and no protein model of {gene} is installed.
            </Empty>
          ) : (
            <LollipopPlot plot={plot.value} width={plotWidth} onChoose={choose} />
          )}
          <p className="quiet small">
            {plot.value.transcript !== null && `Transcript ${plot.value.transcript}. `}
            {plot.value.length === null
              ? 'The protein’s length is not known: the bar ends at the last change.'
              : `${plot.value.length} residues. `}
            The head grows with the VAF; a filled head is a truncating change. {plot.value.source}
          </p>
          <table className="table">
            <caption>
              Changes <span className="count">{plot.value.changes.length + plot.value.unplaced.length}</span>
            </caption>
            <thead>
              <tr>
                <th scope="col">Change</th>
                <th scope="col" className="number">
                  Residue
                </th>
                <th scope="col">Consequence</th>
                <th scope="col" className="number">
                  VAF
                </th>
                <th scope="col">Reports</th>
              </tr>
            </thead>
            <tbody>
              {plot.value.changes.map((change) => (
                <tr key={change.variantId}>
                  <th scope="row">
                    <button type="button" className="link-button" onClick={() => choose(change.variantId)}>
                      {change.label}
                    </button>
                  </th>
                  <td className="number">{change.residue}</td>
                  <td>{(change.consequence ?? '').replaceAll('_', ' ')}</td>
                  <td className="number">{percent(change.vaf)}</td>
                  <td>{change.reports.join(', ')}</td>
                </tr>
              ))}
              {plot.value.unplaced.map((change) => (
                <tr key={change.variantId}>
                  <th scope="row">
                    <button type="button" className="link-button" onClick={() => choose(change.variantId)}>
                      {change.label}
                    </button>
                  </th>
                  <td className="number quiet">none</td>
                  <td className="quiet" colSpan={3}>
                    no residue: splice, promoter or intron
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  )
}
