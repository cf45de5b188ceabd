import { describe, expect, it } from 'vitest'
import { auditList, auditVerify } from '../../../electron/store/audit.ts'
import { caseCreate, caseRemove } from '../../../electron/store/cases.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { judgementList, judgementsOfCase, judgementSet } from '../../../electron/store/judgements.ts'
import { emptyRow } from '../../../electron/reports/batchWriter.ts'
import { variantsOfGenes } from '../../../electron/store/smallVariants/queries.ts'
import type { JudgementInput } from '../../../shared/classification.ts'
import { judgementInputSchema } from '../../../shared/classification.ts'
import { seeded } from '../../unit/interpret/builders.ts'
import { addReport } from '../store/variantFixture.ts'
import { caseInput, openTestDatabase, refusal } from '../store/vaultFixture.ts'

async function vaultWithVariant(): Promise<{ db: WritableDatabase; caseId: number; variantId: number }> {
  const db = await openTestDatabase()
  const { caseId } = caseCreate(db, { input: caseInput({ pseudonym: 'P-1' }) }, 'Lee')
  const row = {
    ...emptyRow(),
    chrom: '17',
    pos: 7675088,
    ref: 'C',
    alt: 'T',
    gene: 'TP53',
    hgvsP: 'p.Arg175His',
    consequence: 'missense_variant',
    filter: 'PASS',
    annotationSource: 'VEP',
  }
  addReport(db, caseId, [row])
  const [variant] = variantsOfGenes(db, { caseId, genes: ['TP53'] })
  if (variant?.id === undefined) throw new Error('The variant was not stored.')
  return { db, caseId, variantId: variant.id }
}

const reason = 'three functional studies agree'

describe('an override', () => {
  it('is kept, and the one before it too; each is audited with its reason', async () => {
    const { db, caseId, variantId } = await vaultWithVariant()
    const set = (value: string | null, why: string) =>
      judgementSet(db, { caseId, variantId, kind: 'oncogenicity', value, reason: why }, 'Dr Lee')
    set('oncogenic', reason)
    set('likely benign', 'the studies were retracted')
    set(null, 'taken back until the board has met')
    const all = judgementsOfCase(db, { caseId })
    expect(all.map(({ value, current, by }) => [value, current, by])).toEqual([
      [null, true, 'Dr Lee'],
      ['likely benign', false, 'Dr Lee'],
      ['oncogenic', false, 'Dr Lee'],
    ])
    expect(all[2]).toMatchObject({
      gene: 'TP53',
      proteinChange: 'p.Arg175His',
      key: { build: 'GRCh38', chrom: '17', pos: 7675088, ref: 'C', alt: 'T' },
      reason,
    })
    const rows = auditList(db, { offset: 0, limit: 10 }).rows.filter(({ action }) =>
      action.startsWith('override'),
    )
    expect(rows.map(({ action, user }) => [action, user])).toEqual([
      ['override taken back', 'Dr Lee'],
      ['override set', 'Dr Lee'],
      ['override set', 'Dr Lee'],
    ])
    expect(rows[1]?.detail).toContain('oncogenicity oncogenic -> likely benign; the studies were retracted')
    expect(auditVerify(db)).toMatchObject({ ok: true })
  })

  it('needs a reason and a value of its kind; origin belongs to one case', async () => {
    const { db, caseId, variantId } = await vaultWithVariant()
    const parse = (part: Partial<JudgementInput>) =>
      judgementInputSchema.safeParse({
        caseId,
        variantId,
        kind: 'oncogenicity',
        value: 'oncogenic',
        reason,
        ...part,
      }).success
    expect(parse({})).toBe(true)
    expect(parse({ reason: '   ' })).toBe(false)
    expect(parse({ value: 'pathogenic' })).toBe(false)
    expect(parse({ kind: 'origin', value: 'germline', caseId: null })).toBe(false)
    expect(parse({ caseId: null })).toBe(true)
    expect(
      (
        await refusal(() =>
          judgementSet(db, { caseId, variantId: 999, kind: 'origin', value: 'germline', reason }, 'Lee'),
        )
      ).code,
    ).toBe('not-found')
  })

  it('cannot be rewritten in the database', async () => {
    const { db, caseId, variantId } = await vaultWithVariant()
    judgementSet(db, { caseId, variantId, kind: 'oncogenicity', value: 'oncogenic', reason }, 'Dr Lee')
    expect(() => db.prepare("UPDATE judgements SET value = 'benign'").run()).toThrow(/never rewritten/)
    expect(() => db.prepare("UPDATE judgements SET reason = 'another reason'").run()).toThrow(
      /never rewritten/,
    )
  })

  it('for the vault is seen in every case and outlives the case; one of a case goes with it', async () => {
    const { db, caseId, variantId } = await vaultWithVariant()
    const other = caseCreate(db, { input: caseInput({ pseudonym: 'P-2' }) }, 'Lee').caseId
    judgementSet(db, { caseId: null, variantId, kind: 'oncogenicity', value: 'oncogenic', reason }, 'Lee')
    judgementSet(db, { caseId, variantId, kind: 'origin', value: 'somatic', reason }, 'Lee')
    expect(judgementsOfCase(db, { caseId: other })).toHaveLength(1)
    expect(judgementsOfCase(db, { caseId })).toHaveLength(2)
    caseRemove(db, { caseId }, 'Lee')
    expect(judgementList(db, { offset: 0, limit: 10 })).toMatchObject({ total: 1 })
  })

  it('is audited whatever the sequence of overrides: as many rows as words, one current at the most', async () => {
    const { db, caseId, variantId } = await vaultWithVariant()
    const random = seeded(3)
    const values = ['oncogenic', 'benign', 'uncertain significance', null]
    const scopes = [caseId, null]
    for (let step = 0; step < 40; step++) {
      const value = values[Math.floor(random() * values.length)] ?? null
      const scope = scopes[Math.floor(random() * scopes.length)] ?? null
      judgementSet(
        db,
        { caseId: scope, variantId, kind: 'oncogenicity', value, reason: `step ${step} of the test` },
        'Lee',
      )
      const { judgements } = judgementList(db, { offset: 0, limit: 100 })
      for (const one of [caseId, null]) {
        expect(
          judgements.filter(({ caseId: own, current }) => own === one && current).length,
        ).toBeLessThanOrEqual(1)
      }
    }
    expect(judgementList(db, { offset: 0, limit: 1 }).total).toBe(40)
    const { rows } = auditList(db, { offset: 0, limit: 100 })
    expect(rows.filter(({ action }) => action.startsWith('override'))).toHaveLength(40)
    expect(auditVerify(db)).toMatchObject({ ok: true })
  })

  it('is looked up by an index', async () => {
    const { db } = await vaultWithVariant()
    const plan = db
      .prepare('EXPLAIN QUERY PLAN SELECT * FROM judgements WHERE case_id = ?')
      .all(1)
      .map((step) => (step as { detail: string }).detail)
    expect(plan.join()).toContain('judgements_of_case')
  })
})
