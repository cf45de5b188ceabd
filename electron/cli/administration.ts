import { openStore } from '../app/appContext.ts'
import { readAssayFile } from '../app/assayFile.ts'
import { packSummaries } from '../app/handlers/knowledge.ts'
import { CaseboardError } from '../../shared/errors.ts'
import { createVault } from '../store/storeClient.ts'
import { type VaultOptions, headlessApp, print, readPassword, withOpenVault } from './session.ts'

export async function vaultCreate(options: VaultOptions & { readonly administrator: string }): Promise<void> {
  const password = await readPassword(options.passwordFile)
  const { recoveryKey } = await createVault(options.vault, { administrator: options.administrator, password })
  print(options, { vault: options.vault, administrator: options.administrator, recoveryKey }, [
    `Vault created in ${options.vault}.`,
    `Recovery key (print it, it is shown only now): ${recoveryKey}`,
  ])
}

export async function caseList(options: VaultOptions): Promise<void> {
  const { total, cases } = await withOpenVault(options, (context) =>
    openStore(context).read('caseList', { search: '', offset: 0, limit: 100_000 }),
  )
  print(options, { total, cases }, [
    `${total} cases`,
    ...cases.map(
      (item) =>
        `${item.pseudonym}\t${item.diagnosis ?? 'diagnosis unresolved'}\t${item.alterations} alterations`,
    ),
  ])
}

export async function assayAdd(file: string, options: VaultOptions): Promise<void> {
  const assay = await readAssayFile(file)
  await withOpenVault(options, (context) => openStore(context).write('assaySave', { assay }))
  print(options, { assay: assay.name }, [`Assay "${assay.name}" registered, ${assay.genes.length} genes.`])
}

export async function knowledgeList(options: { readonly json?: boolean }): Promise<void> {
  const app = headlessApp()
  try {
    const packs = packSummaries(await app.context.knowledge())
    print(
      options,
      { packs: packs.map(({ manifest, ...counts }) => ({ ...manifest, ...counts })) },
      packs.map(
        ({ manifest, assertions, companionDiagnostics }) =>
          `${manifest.name} ${manifest.version}, retrieved ${manifest.retrieved}: ${assertions} assertions, ` +
          `${companionDiagnostics} companion diagnostics. Licence: ${manifest.licence}`,
      ),
    )
  } finally {
    await app.close()
  }
}

export async function auditVerify(options: VaultOptions): Promise<void> {
  const verdict = await withOpenVault(options, (context) => openStore(context).read('auditVerify', {}))
  print(options, verdict, [
    verdict.ok
      ? `The audit log is whole: ${verdict.rows} rows.`
      : `The audit log is broken at row ${verdict.brokenRow}: ${verdict.reason}`,
  ])
  if (verdict.ok) return
  throw new CaseboardError({ code: 'vault-damaged', message: 'The audit log was changed outside Caseboard.' })
}
