import type { z } from 'zod'
import type { Api, CallName } from '../../shared/api.ts'
import type { AppContext } from './appContext.ts'

/** What a handler receives: arguments after validation, with defaults filled in. */
export type ParsedArgs<Name extends CallName> = z.output<Api[Name]['args']>

export type HandlerResult<Name extends CallName> = z.input<Api[Name]['result']>

/** One function per call of `shared/api.ts`; results are validated again on their way out. */
export type Handlers<Name extends CallName> = {
  readonly [Key in Name]: (
    context: AppContext,
    args: ParsedArgs<Key>,
  ) => Promise<HandlerResult<Key>> | HandlerResult<Key>
}
