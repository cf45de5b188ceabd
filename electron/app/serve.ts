import { join } from 'node:path'
import { genomeBuildSchema } from '../../shared/model.ts'
import type { AppContext } from './appContext.ts'
import {
  type ByteSource,
  fileInside,
  fileSource,
  rangeResponse,
  textResponse,
  textSource,
} from './fileResponse.ts'
import { reportVcf } from './reportVcf.ts'
import { type SlicedReference, loadSlicedReference } from './slicedReference.ts'

/** The files of one build that ship with Caseboard, by the name in their URL. */
const BUILD_FILES = ['genes.refgene.txt', 'cytobands.txt', 'chrom.sizes'] as const

/**
 * Answers every request of the app's own origin: the renderer's assets, and a case's own files by opaque
 * number with byte ranges, never by path. Anything else is 404.
 */
export function createServe(context: AppContext): (request: Request) => Promise<Response> {
  const sliced = new Map<string, Promise<SlicedReference>>()

  async function sourceOf(pathname: string): Promise<ByteSource | null> {
    const parts = pathname.split('/').slice(1)
    if (parts[0] === 'genome') return genomeSource(parts[1] ?? '', parts[2] ?? '')
    if (parts[0] === 'files') return caseSource(parts[1] ?? '', Number(parts[2]), parts[3] ?? '')
    const file = await fileInside(
      context.options.rendererDirectory,
      pathname === '/' ? '/index.html' : pathname,
    )
    return file === null ? null : fileSource(file)
  }

  async function genomeSource(buildText: string, name: string): Promise<ByteSource | null> {
    const build = genomeBuildSchema.safeParse(buildText)
    if (!build.success) return null
    if (name === 'reference.fa' || name === 'reference.fa.fai') {
      const loading =
        sliced.get(build.data) ?? loadSlicedReference(context.options.resourcesDirectory, build.data)
      sliced.set(build.data, loading)
      const reference = await loading
      return name === 'reference.fa' ? reference.fasta : textSource(reference.index)
    }
    const known = BUILD_FILES.find((file) => file === name)
    return known === undefined
      ? null
      : fileSource(join(context.options.resourcesDirectory, 'genome', build.data, known))
  }

  /** `/files/track/7/data`, `/files/track/7/index`, `/files/reference/3/data`, `/files/report/2/variants.vcf` */
  async function caseSource(kind: string, id: number, part: string): Promise<ByteSource | null> {
    const store = context.vault?.store
    if (store === undefined || !Number.isInteger(id)) return null
    if (kind === 'report' && part === 'variants.vcf') return textSource(await reportVcf(store, id))
    if (kind !== 'track' && kind !== 'reference') return null
    const file =
      kind === 'track'
        ? await store.read('trackFile', { trackId: id })
        : await store.read('referenceFile', { referenceId: id })
    const path = part === 'index' ? file.indexPath : part === 'data' ? file.path : null
    return path === null ? null : fileSource(path)
  }

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, 'Method not allowed')
    try {
      const source = await sourceOf(new URL(request.url).pathname)
      return source === null ? textResponse(404, 'Not found') : await rangeResponse(request, source)
    } catch {
      // A registered file that was moved or a closed vault: the renderer shows what it means.
      return textResponse(404, 'Not found')
    }
  }
}
