import { useFiles } from '../files/filesContext.ts'
import { Field } from '../parts/Field.tsx'

interface DirectoryFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onChange: (directory: string) => void
}

export function DirectoryField({ label, hint, value, onChange }: DirectoryFieldProps) {
  const files = useFiles()
  const browse = async (): Promise<void> => {
    const [path] = await files.open({ title: label, directory: true, many: false })
    if (path !== undefined) onChange(path)
  }
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <div className="with-button">
          <input
            {...control}
            className="input"
            value={value}
            required
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <button type="button" className="button" onClick={() => void browse()}>
            Browse …
          </button>
        </div>
      )}
    </Field>
  )
}
