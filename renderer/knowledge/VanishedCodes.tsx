import type { KnowledgeOutcome } from '../../shared/knowledgeImport.ts'
import { Notice } from '../parts/Notice.tsx'
import { plural } from '../parts/numbers.ts'

type Vanished = Extract<KnowledgeOutcome, { kind: 'oncotree' }>['vanished']

/** Codes in use that a release of OncoTree does not have. */
export function VanishedCodes({ version, vanished }: { version: string; vanished: Vanished }) {
  if (vanished.length === 0) {
    return <Notice tone="good">Every code that cases and packs use is in {version}.</Notice>
  }
  const cases = new Set(vanished.flatMap((entry) => entry.cases)).size
  return (
    <>
      <Notice tone="warning">
        {plural(vanished.length, 'code')} in use {vanished.length === 1 ? 'is' : 'are'} not in {version}.{' '}
        {cases > 0
          ? `The diagnosis of ${plural(cases, 'case')} becomes unresolved: no tier I until it is set again.`
          : 'No case has one of them; rules of packs that name them no longer match there.'}
      </Notice>
      <div className="knowledge-list">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Tumor type</th>
              <th scope="col">Cases</th>
              <th scope="col">Packs</th>
            </tr>
          </thead>
          <tbody>
            {vanished.map((entry) => (
              <tr key={entry.code}>
                <th scope="row">{entry.code}</th>
                <td>{entry.name}</td>
                <td>{entry.cases.length === 0 ? 'none' : entry.cases.join(', ')}</td>
                <td>
                  {entry.packs
                    .map((pack) => `${pack.name} (${plural(pack.entries, 'entry', 'entries')})`)
                    .join(', ') || 'none'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
