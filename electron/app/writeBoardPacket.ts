import { writeFile } from 'node:fs/promises'
import { CaseboardError } from '../../shared/errors.ts'
import { boardPacketHtml } from '../export/boardPacket.ts'
import { type AppContext, openStore } from './appContext.ts'
import { caseDetail } from './handlers/cases.ts'
import { matchStoredTrials } from './handlers/trials.ts'
import { genesOfPacks, matchStoredCase } from './matchStoredCase.ts'
import { recordPresentation } from './presentations.ts'

export interface PacketWish {
  readonly caseId: number
  readonly format: 'html' | 'pdf'
  readonly path: string
}

async function printPdf(context: AppContext, html: string): Promise<Uint8Array> {
  const { printPdf: print } = context.options
  if (print === null)
    throw new CaseboardError({ code: 'unsupported', message: 'This shell cannot print to PDF.' })
  return print(html)
}

/**
 * Writes the board packet of a case: one self-contained HTML page, or the same page as PDF.
 *
 * @throws CaseboardError `bad-input` where the file cannot be written
 */
export async function writeBoardPacket(
  context: AppContext,
  wish: PacketWish,
): Promise<{ path: string; bytes: number }> {
  const store = openStore(context)
  const [detail, match, trials] = await Promise.all([
    caseDetail(context, wish.caseId),
    matchStoredCase(context, wish.caseId),
    matchStoredTrials(context, wish.caseId),
  ])
  const ids = [...new Set(match.matches.flatMap(({ alterationIds }) => alterationIds))]
  const genes = genesOfPacks((await context.knowledge()).packs)
  const candidates = await store.read('variantsOfGenes', { caseId: wish.caseId, genes })
  const html = boardPacketHtml({
    detail,
    match,
    trials,
    variants: candidates.filter(({ id }) => id !== undefined && ids.includes(id)),
    writtenAt: new Date().toISOString(),
    writtenBy: store.user,
    version: context.options.version,
    demonstration: context.vault?.demonstration ?? false,
  })
  const bytes = wish.format === 'html' ? Buffer.from(html, 'utf8') : await printPdf(context, html)
  try {
    await writeFile(wish.path, bytes)
  } catch {
    throw new CaseboardError({
      code: 'bad-input',
      message: 'The file cannot be written.',
      remedy: 'Choose a folder that exists and that you may write to.',
      file: wish.path,
    })
  }
  await store.write('auditAppend', {
    action: 'board packet written',
    subject: detail.case.pseudonym,
    detail: `${wish.format}, ${bytes.length} bytes`,
  })
  // Whoever may only read leaves no record beyond the audit row.
  if (store.role !== 'viewer')
    await recordPresentation(context, { caseId: wish.caseId, note: `Board packet (${wish.format})` })
  return { path: wish.path, bytes: bytes.length }
}
