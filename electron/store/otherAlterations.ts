import { z } from 'zod'
import { otherAlterationSchema } from '../../shared/model.ts'
import type { OtherAlteration } from '../../shared/model.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'

/** Copy numbers, fusions, signatures, expression, methylation: few per case, stored and sent whole. */

const rowSchema = z.object({ id: z.number().int(), reportId: z.number().int(), body: z.string() })

/**
 * All of a case's alterations but small variants, in the order of their reports and lines. Their `id` is the
 * row's number made negative, so that one number names one alteration of the vault beside the small variants.
 */
export function otherAlterations(db: ReadableDatabase, args: { caseId: number }): readonly OtherAlteration[] {
  const rows = db
    .prepare(
      `SELECT other_alterations.id, report_id AS reportId, body
       FROM reports CROSS JOIN other_alterations ON report_id = reports.id
       WHERE case_id = ? ORDER BY report_id, other_alterations.id`,
    )
    .all(args.caseId)
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ id, reportId, body }) => ({
      ...otherAlterationSchema.parse(JSON.parse(body)),
      id: -id,
      reportId,
    }))
}

function genes(alteration: OtherAlteration): { gene: string | null; partner: string | null } {
  switch (alteration.kind) {
    case 'copyNumber':
    case 'methylation':
    case 'haplotype':
      return { gene: alteration.gene, partner: null }
    case 'fusion':
      return { gene: alteration.gene5, partner: alteration.gene3 }
    case 'signature':
      return { gene: alteration.name, partner: null }
    case 'expression':
      return { gene: alteration.marker, partner: null }
  }
}

/** Adds a report's alterations; part of an import's transaction. */
export function insertOtherAlterations(
  db: WritableDatabase,
  reportId: number,
  alterations: readonly OtherAlteration[],
): void {
  const statement = db.prepare(
    `INSERT INTO other_alterations (report_id, kind, gene, partner_gene, status, line, body)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const alteration of alterations) {
    const { id: _id, reportId: _reportId, ...body } = otherAlterationSchema.parse(alteration)
    const { gene, partner } = genes(alteration)
    statement.run(reportId, body.kind, gene, partner, body.status, body.line, JSON.stringify(body))
  }
}
