import { CommanderError } from 'commander'
import { writeBoardPacket } from '../app/writeBoardPacket.ts'
import { type VaultOptions, findCase, print, withOpenVault } from './session.ts'

/** `report --case ID --out FILE.html|FILE.pdf` */
export async function writeReport(
  options: VaultOptions & { readonly case: string; readonly out: string },
): Promise<void> {
  const format = /\.(html|pdf)$/i.exec(options.out)?.[1]?.toLowerCase()
  if (format !== 'html' && format !== 'pdf') {
    process.stderr.write(`error: --out takes a name that ends in .html or .pdf, not "${options.out}"\n`)
    throw new CommanderError(2, 'caseboard.out', 'wrong --out')
  }
  const written = await withOpenVault(options, async (context) => {
    const found = await findCase(context, options.case)
    return writeBoardPacket(context, { caseId: found.id, format, path: options.out })
  })
  print(options, { case: options.case, ...written }, [
    `Board packet written to ${written.path} (${written.bytes} bytes).`,
  ])
}
