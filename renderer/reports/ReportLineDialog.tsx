import { useCall } from '../app/useCall.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Waiting } from '../parts/Empty.tsx'
import { ErrorNotice } from '../parts/Notice.tsx'
import { count } from '../parts/numbers.ts'
import { lineFields } from './lineFields.ts'

/** The very line of the laboratory's file that a finding was read from. */
export function ReportLineDialog({
  reportId,
  line,
  onClose,
}: {
  reportId: number
  line: number
  onClose: () => void
}) {
  const read = useCall('report/line', { reportId, line })
  return (
    <Dialog title="Report line" wide onClose={onClose}>
      {read.state === 'loading' && <Waiting what="Reading the original file" />}
      {read.state === 'failed' && <ErrorNotice error={read.error} />}
      {read.state === 'ready' && (
        <div className="stack">
          <p>
            <strong>{read.value.fileName}</strong>, line {count(read.value.line)}
          </p>
          <LineText text={read.value.text} header={read.value.header} />
        </div>
      )}
    </Dialog>
  )
}

export function LineText({ text, header }: { text: string; header: string | null }) {
  const fields = lineFields(text, header)
  return (
    <>
      <pre className="report-line" tabIndex={0} aria-label="Original line">
        {text}
      </pre>
      {fields.length > 0 && (
        <table className="line-fields">
          <caption className="hidden-visually">Fields of the line</caption>
          <tbody>
            {fields.map((field, index) => (
              <tr key={index}>
                <th scope="row">{field.name}</th>
                <td>{field.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
