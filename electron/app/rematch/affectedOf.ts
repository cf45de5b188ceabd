import { changeOfCase } from '../../interpret/affected.ts'
import type { KnowledgeChange } from '../../interpret/knowledgeChange.ts'
import type { Store, StoreReads } from '../../store/calls.ts'
import { storedFindings, type AskedGenes } from '../matchStoredCase.ts'
import type { FoundCase } from './messages.ts'

/** Assays are long and many cases share one: a run reads them once and judges all its cases by the same. */
export function rememberAssays(store: Pick<Store, 'read'>): Pick<Store, 'read'> {
  let assays: Promise<unknown> | null = null
  return {
    read: <Name extends keyof StoreReads>(name: Name, args: Parameters<StoreReads[Name]>[0]) =>
      name === 'assayList'
        ? ((assays ??= store.read(name, args)) as ReturnType<typeof store.read<Name>>)
        : store.read(name, args),
  }
}

export async function affectedOf(
  store: Pick<Store, 'read'>,
  caseIds: readonly number[],
  change: KnowledgeChange,
  asked: AskedGenes,
): Promise<FoundCase[]> {
  const affected: FoundCase[] = []
  for (const caseId of caseIds) {
    const findings = await storedFindings(store, caseId, asked)
    const found = changeOfCase(findings, change)
    if (found !== null)
      affected.push({
        caseId,
        pseudonym: findings.case,
        diagnosis: findings.diagnosis,
        changeJson: JSON.stringify(found),
      })
  }
  return affected
}
