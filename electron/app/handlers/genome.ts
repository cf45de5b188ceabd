import { openStore } from '../appContext.ts'
import { geneModelsOf } from '../geneModels.ts'
import { genomeSession } from '../genomeSession.ts'
import type { Handlers } from '../handlerTypes.ts'
import { registerReference } from '../registerReference.ts'
import { registerTrack } from '../registerTrack.ts'

export const genomeHandlers: Handlers<
  | 'genome/session'
  | 'genome/locate'
  | 'track/add'
  | 'track/remove'
  | 'reference/list'
  | 'reference/add'
  | 'reference/remove'
> = {
  'genome/session': (context, args) => genomeSession(context, args.caseId, args.build),

  async 'genome/locate'(context, { build, gene }) {
    const models = await geneModelsOf(context.options.resourcesDirectory, build)
    const [model] = models.of(gene.trim().toUpperCase())
    return {
      locus: model === undefined ? null : { chrom: model.chrom, start: model.txStart + 1, end: model.txEnd },
    }
  },

  'track/add': (context, args) => registerTrack(openStore(context), args),

  async 'track/remove'(context, args) {
    await openStore(context).write('trackRemove', args)
    return { done: true }
  },

  async 'reference/list'(context) {
    return { references: [...(await openStore(context).read('referenceList', {}))] }
  },

  'reference/add': (context, args) => registerReference(openStore(context), args),

  async 'reference/remove'(context, args) {
    await openStore(context).write('referenceRemove', args)
    return { done: true }
  },
}
