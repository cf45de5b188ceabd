import { openStore } from '../app/appContext.ts'
import { matchStoredCase } from '../app/matchStoredCase.ts'
import { type VaultOptions, findCase, print, withOpenVault } from './session.ts'

/** `match --case ID`: the match report of section 8 of the design; its JSON is `MatchReport` of shared/match.ts. */
export async function matchCaseCommand(options: VaultOptions & { readonly case: string }): Promise<void> {
  const report = await withOpenVault(options, async (context) => {
    const found = await findCase(context, options.case)
    await openStore(context).write('auditAppend', {
      action: 'case read',
      subject: found.pseudonym,
      detail: 'command line: match',
    })
    return matchStoredCase(context, found.id)
  })
  print(options, report, [
    `Case ${report.case}, ${report.diagnosis ?? 'diagnosis unresolved'}; ` +
      report.packs.map(({ name, version }) => `${name} ${version}`).join(', '),
    ...report.matches.map(
      (match) =>
        `${match.ampTier ?? '-'}\t${match.effect}\t${match.status}\t${[...match.drugs, ...(match.backbone === null ? [] : [match.backbone])].join(' + ')}\t` +
        `${match.alterations.join(', ')}${match.resistedBy.length > 0 ? `\tRESISTED BY ${match.resistedBy.map(({ text }) => text).join('; ')}` : ''}${match.cautions.map((text) => `\tCAUTION ${text}`).join('')}`,
    ),
    ...report.warnings.map((warning) => `warning: ${warning}`),
    ...report.notBorrowed,
  ])
}
