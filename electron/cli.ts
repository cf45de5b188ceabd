import { CommanderError } from 'commander'
import { CaseboardError, errorLine, toErrorData } from '../shared/errors.ts'
import { exitCode } from './cli/exitCode.ts'
import { createProgram } from './cli/program.ts'

/**
 * The headless door for pipelines: `npm run -s cli -- COMMAND`. With `--json` exactly one JSON document goes
 * to standard output; everything else goes to standard error.
 */
const json = process.argv.includes('--json')

// The reader of a pipe may leave early (`| head`): that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await createProgram().parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has already written its message; help and version are no error.
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else {
    const data = toErrorData(error)
    process.stderr.write(`caseboard: ${errorLine(data)}\n`)
    if (!(error instanceof CaseboardError) && process.env['CASEBOARD_DEBUG'] !== undefined)
      console.error(error)
    if (json) process.stdout.write(`${JSON.stringify({ error: data })}\n`)
    process.exitCode = exitCode(data.code)
  }
}
