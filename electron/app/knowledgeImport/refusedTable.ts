import type { KnowledgeOutcome } from '../../../shared/knowledgeImport.ts'

/** Refused rows and unread alterations of an import as a tab-separated table, for a curator's own tools. */
export function refusedTable(outcomes: readonly KnowledgeOutcome[]): { text: string; rows: number } {
  const lines = [['what', 'file', 'line', 'field', 'gene', 'alteration', 'rows', 'reason']]
  for (const outcome of outcomes) {
    if (outcome.kind !== 'pack') continue
    for (const { line, field, reason } of outcome.tally.refused) {
      lines.push(['refused row', outcome.fileName, String(line), field, '', '', '1', reason])
    }
    for (const { text, gene, rows, reason } of outcome.tally.unparsed) {
      lines.push(['alteration not read', outcome.fileName, '', '', gene ?? '', text, String(rows), reason])
    }
  }
  const clean = (cell: string): string => cell.replace(/[\t\r\n]+/g, ' ')
  return { text: `${lines.map((cells) => cells.map(clean).join('\t')).join('\n')}\n`, rows: lines.length - 1 }
}
