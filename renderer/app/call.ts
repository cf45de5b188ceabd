import { answerSchema, api } from '../../shared/api.ts'
import type { CallArgs, CallName, CallResult, CaseboardBridge } from '../../shared/api.ts'
import { CaseboardError } from '../../shared/errors.ts'
import type { ErrorData } from '../../shared/errors.ts'

declare global {
  interface Window {
    caseboard?: CaseboardBridge
  }
}

/** Fired on `window` when the core says that the vault has been locked, so that the app goes to the door. */
export const vaultLockedEvent = 'caseboard:vault-locked'

/**
 * Calls the core. Arguments and result are validated with the schemas of shared/api.ts; throws
 * CaseboardError with the core's own message and remedy.
 */
export async function call<Name extends CallName>(
  name: Name,
  args: CallArgs<Name>,
): Promise<CallResult<Name>> {
  const bridge = window.caseboard
  if (bridge === undefined) {
    throw new CaseboardError({
      code: 'internal',
      message: 'This page is not connected to Caseboard.',
      remedy: 'Close it and start Caseboard with its own command.',
    })
  }
  const checked = api[name].args.safeParse(args)
  if (!checked.success) throw contractError(name, 'asked for', checked.error.issues[0])
  const answer = answerSchema.parse(await bridge.call({ name, args: checked.data }))
  if (!answer.ok) {
    if (answer.error.code === 'vault-locked') window.dispatchEvent(new Event(vaultLockedEvent))
    throw new CaseboardError(answer.error)
  }
  const result = api[name].result.safeParse(answer.value)
  if (!result.success) throw contractError(name, 'answered with', result.error.issues[0])
  return result.data as CallResult<Name>
}

function contractError(
  name: string,
  verb: string,
  issue: { path: readonly PropertyKey[]; message: string } | undefined,
): CaseboardError {
  const field = issue?.path.map(String).join('.') ?? ''
  const data: ErrorData = {
    code: 'internal',
    message: `“${name}” was ${verb} something unexpected: ${issue?.message ?? 'unknown shape'}.`,
    remedy:
      'Nothing was changed. This is a defect of Caseboard; send the diagnostic log to your administrator.',
  }
  return new CaseboardError(field === '' ? data : { ...data, field })
}
