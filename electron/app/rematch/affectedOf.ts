import { changeOfCase, isReadOtherwise } from '../../interpret/versions/affected.ts'
import type { KnowledgeChange } from '../../interpret/versions/knowledgeChange.ts'
import type { Store, StoreReads } from '../../store/calls.ts'
import { askedGenes, storedFindings } from '../matchStoredCase.ts'
import type { AskedGenes } from '../matchStoredCase.ts'
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

/** What a case is asked about: by both states together, and by each. */
export interface AskedByStates {
  readonly both: AskedGenes
  readonly before: AskedGenes
  readonly after: AskedGenes
}

export function askedByStates({ before, after, genesBefore, genesAfter }: KnowledgeChange): AskedByStates {
  return {
    both: askedGenes([...genesBefore, ...genesAfter], before),
    before: askedGenes(genesBefore, before),
    after: askedGenes(genesAfter, after),
  }
}

export async function affectedOf(
  store: Pick<Store, 'read'>,
  caseIds: readonly number[],
  change: KnowledgeChange,
  asked: AskedByStates,
): Promise<FoundCase[]> {
  const affected: FoundCase[] = []
  for (const caseId of caseIds) {
    const findings = await storedFindings(store, caseId, asked.both)
    const asRead = isReadOtherwise(findings, change)
      ? {
          before: await storedFindings(store, caseId, asked.before),
          after: await storedFindings(store, caseId, asked.after),
        }
      : undefined
    const found = changeOfCase(findings, change, asRead)
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
