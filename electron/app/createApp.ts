import { type Answer, type CallName, api, callSchema } from '../../shared/api.ts'
import { CaseboardError, toErrorData } from '../../shared/errors.ts'
import { type AppContext, type AppOptions, closeVault } from './appContext.ts'
import type { Handlers } from './handlerTypes.ts'
import { assayHandlers } from './handlers/assays.ts'
import { auditHandlers } from './handlers/audit.ts'
import { caseHandlers } from './handlers/cases.ts'
import { classificationHandlers } from './handlers/classification.ts'
import { exportHandlers } from './handlers/exports.ts'
import { fileHandlers } from './handlers/files.ts'
import { genomeHandlers } from './handlers/genome.ts'
import { knowledgeHandlers } from './handlers/knowledge.ts'
import { knowledgeImportHandlers } from './handlers/knowledgeImport.ts'
import { packVersionHandlers } from './handlers/packVersions.ts'
import { presentationHandlers } from './handlers/presentations.ts'
import { reportHandlers } from './handlers/reports.ts'
import { trialHandlers } from './handlers/trials.ts'
import { variantHandlers } from './handlers/variants.ts'
import { vaultHandlers } from './handlers/vault.ts'
import { createJobs } from './jobs.ts'
import { createKnowledge } from './vaultKnowledge.ts'
import { createServe } from './serve.ts'

/** The application core that both shells and the command line host. */
export interface App {
  /** Answers one call of `shared/api.ts`; never throws: errors come back as data. */
  handle(call: unknown): Promise<Answer>
  /** Answers a request of the app's own origin. */
  serve(request: Request): Promise<Response>
  /** For the command line, which needs no renderer between itself and the core. */
  readonly context: AppContext
  close(): Promise<void>
}

const handlers: Handlers<CallName> = {
  ...vaultHandlers,
  ...caseHandlers,
  ...reportHandlers,
  ...variantHandlers,
  ...classificationHandlers,
  ...genomeHandlers,
  ...knowledgeHandlers,
  ...knowledgeImportHandlers,
  ...packVersionHandlers,
  ...presentationHandlers,
  ...assayHandlers,
  ...trialHandlers,
  ...exportHandlers,
  ...auditHandlers,
  ...fileHandlers,
}

/** A vault left alone for this long is closed. */
const AUTO_LOCK_MINUTES = 30

export function createApp(options: AppOptions): App {
  const knowledge = createKnowledge(options.resourcesDirectory, () => context.vault?.store ?? null)
  const context: AppContext = {
    options,
    jobs: createJobs(),
    knowledge: () => knowledge.inUse(),
    shippedKnowledge: () => knowledge.shipped(),
    vault: null,
  }
  const serve = createServe(context)
  const idle = createIdleLock(context)

  return {
    context,
    serve,
    async handle(call) {
      try {
        idle.touch()
        return { ok: true, value: await answer(context, call) }
      } catch (error) {
        const data = toErrorData(error)
        // The user sees a sentence; whoever mends it needs the stack.
        if (data.code === 'internal') console.error(error)
        return { ok: false, error: data }
      }
    },
    async close() {
      idle.stop()
      await closeVault(context)
    },
  }
}

async function answer(context: AppContext, call: unknown): Promise<unknown> {
  const { name, args } = callSchema.parse(call)
  if (!isCallName(name))
    throw new CaseboardError({ code: 'unsupported', message: `There is no call ${name}.` })
  return run(context, name, args)
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(api, name)
}

async function run<Name extends CallName>(context: AppContext, name: Name, args: unknown): Promise<unknown> {
  const parsed = api[name].args.safeParse(args)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new CaseboardError({
      code: 'bad-input',
      message: issue?.message ?? 'The request is not as expected.',
      field: issue?.path.join('.') ?? name,
    })
  }
  const handler = handlers[name] as (context: AppContext, args: unknown) => Promise<unknown>
  return api[name].result.parse(await handler(context, parsed.data))
}

/** Closes the vault when nothing was asked for a while; a running job counts as use. */
function createIdleLock(context: AppContext): { touch(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const lock = (): void => {
    void context.jobs.settled().then(() => closeVault(context))
  }
  return {
    touch() {
      clearTimeout(timer)
      timer = setTimeout(lock, AUTO_LOCK_MINUTES * 60_000)
      timer.unref()
    },
    stop: () => clearTimeout(timer),
  }
}
