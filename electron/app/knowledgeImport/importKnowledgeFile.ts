import { basename } from 'node:path'
import type { DiseaseScope, KnowledgePack } from '../../../shared/knowledge.ts'
import type {
  KnowledgeImportFile,
  KnowledgeOutcome,
  KnowledgePreview,
} from '../../../shared/knowledgeImport.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { vanishedCodes } from '../../knowledge/import/oncotreeRelease.ts'
import type { VanishedCode } from '../../knowledge/import/oncotreeRelease.ts'
import type { Store } from '../../store/calls.ts'
import { type AppContext, openStore } from '../appContext.ts'
import { readKnowledgeFile } from './readKnowledgeFile.ts'

/** What the file is and what would become of it. Stores nothing. */
export async function previewKnowledgeFile(
  context: AppContext,
  file: KnowledgeImportFile,
): Promise<KnowledgePreview> {
  const { oncotree, packs } = await context.knowledge()
  const { read, bytes } = await readKnowledgeFile({
    ...file,
    resourcesDirectory: context.options.resourcesDirectory,
    tree: oncotree,
    preview: true,
  })
  const about = { path: file.path, fileName: basename(file.path), bytes, format: read.format }
  if (read.kind === 'oncotree') {
    return {
      ...about,
      needs: [],
      content: {
        kind: 'oncotree',
        version: read.body.version,
        nodes: read.tree.nodes.size,
        inUse: oncotree.version,
        vanished: plainVanished(await vanishedIn(openStore(context), packs, oncotree, read.tree)),
      },
    }
  }
  const { pack, tally } = read
  return {
    ...about,
    needs: read.needsLicence ? ['licence'] : [],
    content: {
      kind: 'pack',
      manifest: pack.manifest,
      read: tally.read,
      taken: tally.taken,
      refusedCount: tally.refusedCount,
      assertions: pack.assertions.length,
      geneRoles: pack.geneRoles.length,
      trials: pack.trials?.length ?? 0,
    },
  }
}

/**
 * Reads one file in its own thread and stores what came of it, whole or not at all.
 * @throws CaseboardError naming file, line, field and remedy; nothing is stored then
 */
export async function importKnowledgeFile(
  context: AppContext,
  file: KnowledgeImportFile,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<KnowledgeOutcome> {
  const store = openStore(context)
  const { oncotree, packs } = await context.knowledge()
  const { read, sha256 } = await readKnowledgeFile(
    { ...file, resourcesDirectory: context.options.resourcesDirectory, tree: oncotree, preview: false },
    options,
  )
  options.signal?.throwIfAborted()
  const fileName = basename(file.path)
  if (read.kind === 'oncotree') {
    const vanished = await vanishedIn(store, packs, oncotree, read.tree)
    await store.write('oncotreeSave', { version: read.body.version, body: read.body })
    return {
      kind: 'oncotree',
      fileName,
      format: read.format,
      version: read.body.version,
      nodes: read.tree.nodes.size,
      vanished: plainVanished(vanished),
    }
  }
  const { pack, tally } = read
  const saved = await store.write('packSave', {
    pack,
    origin: { format: read.format, fileName, sha256 },
    tally,
  })
  return {
    kind: 'pack',
    fileName,
    format: read.format,
    packId: saved.packId,
    added: saved.added,
    manifest: pack.manifest,
    assertions: pack.assertions.length,
    geneRoles: pack.geneRoles.length,
    trials: pack.trials?.length ?? 0,
    tally,
  }
}

/** Cases and packs whose codes the new tree lacks. */
async function vanishedIn(
  store: Store,
  packs: readonly KnowledgePack[],
  before: OncoTree,
  after: OncoTree,
): Promise<readonly VanishedCode[]> {
  const { cases } = await store.read('caseList', { search: '', offset: 0, limit: 1_000_000 })
  return vanishedCodes(before, after, {
    cases: cases.map(({ pseudonym, diagnosis }) => ({ pseudonym, diagnosis })),
    packs: packs.map((pack) => ({
      name: pack.manifest.name,
      codes: [...pack.assertions, ...pack.companionDiagnostics].flatMap(({ disease }) => codesOf(disease)),
    })),
  })
}

function codesOf(scope: DiseaseScope): string[] {
  return [...('oncotree' in scope ? scope.oncotree : []), ...scope.except]
}

function plainVanished(list: readonly VanishedCode[]): KnowledgeOutcomeVanished {
  return list.map((entry) => ({
    ...entry,
    cases: [...entry.cases],
    packs: entry.packs.map((pack) => ({ ...pack })),
  }))
}

type KnowledgeOutcomeVanished = Extract<KnowledgeOutcome, { kind: 'oncotree' }>['vanished']
