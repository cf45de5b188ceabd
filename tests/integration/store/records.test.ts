import { describe, expect, test } from 'vitest'
import type { Assay } from '../../../shared/model.ts'
import { assayList, assaySave } from '../../../electron/store/assays.ts'
import { auditList } from '../../../electron/store/audit.ts'
import { caseByPseudonym, caseCreate, caseGet, caseList, caseUpdate } from '../../../electron/store/cases.ts'
import type { WritableDatabase } from '../../../electron/store/database.ts'
import { insertOtherAlterations, otherAlterations } from '../../../electron/store/otherAlterations.ts'
import {
  referenceAdd,
  referenceFile,
  referenceList,
  referenceRemove,
} from '../../../electron/store/references.ts'
import {
  completeReport,
  findReportBySha,
  insertReport,
  reportGet,
  reportList,
  reportOriginal,
  reportRemove,
} from '../../../electron/store/reports.ts'
import { trackAdd, trackFile, trackList, trackRemove } from '../../../electron/store/tracks.ts'
import {
  ALK_FUSION,
  HER2_AMPLIFICATION,
  caseInput,
  keepOriginal,
  openTestDatabase,
  refusal,
  report,
} from './vaultFixture.ts'

const USER = 'Lee'

function newCase(db: WritableDatabase, pseudonym: string, fields = {}): number {
  return caseCreate(db, { input: caseInput({ pseudonym, ...fields }) }, USER).caseId
}

describe('cases', () => {
  test('everything said about a patient comes back as it was said', async () => {
    const db = await openTestDatabase()
    const input = caseInput({
      pseudonym: 'P-1',
      identifiers: [{ system: 'MRN', value: '4711' }],
      sex: 'female',
      yearOfBirth: 1961,
      diagnosis: 'LUAD',
      diagnosisText: 'Adenokarzinom der Lunge',
      stage: 'IVB',
      performanceStatus: 1,
      priorTherapies: [
        {
          line: 1,
          drugs: ['carboplatin', 'pemetrexed'],
          start: '2025-01-02',
          end: null,
          bestResponse: 'PR',
          stopReason: null,
        },
      ],
      familyHistory: [{ relation: 'mother', condition: 'breast cancer', age: 44 }],
      comedications: ['omeprazole'],
      clinical: {
        organs: [{ field: 'LVEF', value: 48, date: '2026-10-02' }],
        conditions: [{ condition: 'pregnancy', present: false, date: null }],
      },
      specimens: [{ name: 'T1', kind: 'tissue', site: 'lung', collected: '2025-05-01', purity: 0.4 }],
      question: 'Second line?',
    })
    const { caseId } = caseCreate(db, { input }, USER)
    expect(caseGet(db, { caseId })).toMatchObject(input)
    expect(caseByPseudonym(db, { pseudonym: ' P-1 ' })?.id).toBe(caseId)
    expect(caseByPseudonym(db, { pseudonym: 'P-2' })).toBeNull()
  })

  test('a change is audited with what stood before; a taken pseudonym is refused', async () => {
    const db = await openTestDatabase()
    const caseId = newCase(db, 'P-1', { stage: 'III' })
    newCase(db, 'P-2')
    caseUpdate(db, { caseId, input: caseInput({ pseudonym: 'P-1', stage: 'IV' }) }, 'Kim')
    const [row] = auditList(db, { offset: 0, limit: 1 }).rows
    expect(row).toMatchObject({ user: 'Kim', action: 'case changed', subject: `case ${caseId}` })
    expect(JSON.parse(row?.detail ?? '')).toEqual({ stage: { from: 'III', to: 'IV' } })
    const taken = () => caseUpdate(db, { caseId, input: caseInput({ pseudonym: 'P-2' }) }, USER)
    expect((await refusal(taken)).code).toBe('conflict')
  })

  test('the list finds every word in pseudonym, code or text, whatever the case, last changed first', async () => {
    const db = await openTestDatabase()
    newCase(db, 'P-1', { diagnosis: 'LUAD', diagnosisText: 'Lung adenocarcinoma' })
    newCase(db, 'P-2', { diagnosis: 'CHOL', diagnosisText: 'ÖSOPHAGUS und 100% sicher' })
    newCase(db, 'P-3', { diagnosis: 'LUSC', diagnosisText: 'Lung squamous cell carcinoma' })
    const found = (search: string): string[] =>
      caseList(db, { search, offset: 0, limit: 10 })
        .cases.map((item) => item.pseudonym)
        .sort()
    expect(found('')).toEqual(['P-1', 'P-2', 'P-3'])
    expect(found('LUNG')).toEqual(['P-1', 'P-3'])
    expect(found('lung p-3')).toEqual(['P-3'])
    expect(found('luad')).toEqual(['P-1'])
    expect(found('ösophagus')).toEqual(['P-2'])
    expect(found('100%')).toEqual(['P-2'])
    expect(found('1%n')).toEqual([])
    expect(found("x' OR 1=1 --")).toEqual([])
  })

  test('the list counts reports and alterations of each case and pages through', async () => {
    const db = await openTestDatabase()
    const first = newCase(db, 'P-1')
    newCase(db, 'P-2')
    insertReport(db, report(first, { alterations: { smallVariant: 1000000, fusion: 2 } }))
    insertReport(db, report(first, { sha256: 'b'.repeat(64), alterations: { smallVariant: 5 } }))
    const items = caseList(db, { search: '', offset: 0, limit: 10 }).cases
    expect(items.find((item) => item.id === first)).toMatchObject({ reports: 2, alterations: 1000007 })
    expect(items.find((item) => item.id !== first)).toMatchObject({ reports: 0, alterations: 0 })
    expect(caseList(db, { search: '', offset: 1, limit: 1 })).toMatchObject({ total: 2, cases: [items[1]] })
  })
})

describe('reports', () => {
  test('a report and its original file come back byte for byte, in whatever pieces it was kept', async () => {
    const db = await openTestDatabase()
    const caseId = newCase(db, 'P-1')
    const wanted = report(caseId)
    const reportId = insertReport(db, wanted)
    expect(reportGet(db, { reportId })).toEqual({ ...wanted, id: reportId })
    const text = Buffer.from('7\t140753336\t.\tA\tT\n'.repeat(80000))
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 * (index + 13)) % 251))
    const file = Buffer.concat([text, noise])
    keepOriginal(db, reportId, file, 500_000)
    const original = reportOriginal(db, { reportId })
    expect(original.fileName).toBe('tumor.vcf')
    expect(Buffer.from(original.bytes).equals(file)).toBe(true)
  })

  test('the same file is known again for its case and tumor sample, and cannot be stored twice', async () => {
    const db = await openTestDatabase()
    const caseId = newCase(db, 'P-1')
    const other = newCase(db, 'P-2')
    const reportId = insertReport(db, report(caseId))
    const sha256 = 'a'.repeat(64)
    expect(findReportBySha(db, { caseId, sha256 })?.id).toBe(reportId)
    expect(findReportBySha(db, { caseId, sha256, tumorSample: 'T1' })?.id).toBe(reportId)
    expect(findReportBySha(db, { caseId, sha256, tumorSample: 'T2' })).toBeNull()
    expect(findReportBySha(db, { caseId: other, sha256 })).toBeNull()
    expect(() => insertReport(db, report(caseId))).toThrow(/UNIQUE/)
    insertReport(db, report(caseId, { tumorSample: 'T2' }))
    insertReport(db, report(other))
  })

  test('what the end of the file tells is completed', async () => {
    const db = await openTestDatabase()
    const caseId = newCase(db, 'P-1')
    const id = insertReport(db, report(caseId, { read: 0, alterations: {} }))
    const whole = { ...report(caseId, { read: 9, warnings: ['odd'], alterations: { fusion: 3 } }), id }
    completeReport(db, whole)
    expect(reportList(db, { caseId })).toEqual([whole])
    expect(caseList(db, { search: '', offset: 0, limit: 1 }).cases[0]).toMatchObject({ alterations: 3 })
  })

  test('removing one removes its alterations and original, and says so in the audit log', async () => {
    const db = await openTestDatabase()
    const caseId = newCase(db, 'P-1')
    const reportId = insertReport(db, report(caseId))
    insertOtherAlterations(db, reportId, [HER2_AMPLIFICATION, ALK_FUSION])
    keepOriginal(db, reportId, Buffer.from('x'), 1)
    expect(otherAlterations(db, { caseId })).toEqual([
      { ...HER2_AMPLIFICATION, id: expect.any(Number), reportId },
      { ...ALK_FUSION, id: expect.any(Number), reportId },
    ])
    expect(reportRemove(db, { reportId }, USER)).toEqual({ removed: true })
    expect(otherAlterations(db, { caseId })).toEqual([])
    expect(db.prepare('SELECT count(*) AS pieces FROM report_originals').get()).toEqual({ pieces: 0 })
    expect(auditList(db, { offset: 0, limit: 1 }).rows[0]?.action).toBe('report removed')
    expect(reportRemove(db, { reportId }, USER)).toEqual({ removed: false })
  })
})

describe('assays and registered files', () => {
  test('an assay is replaced by name, and the audit log keeps what it covered before', async () => {
    const db = await openTestDatabase()
    const assay: Assay = {
      name: 'Panel A',
      laboratory: 'Lab',
      method: 'panel',
      specimenKinds: ['tissue'],
      genes: [{ gene: 'EGFR', kinds: ['smallVariant'], codons: [[718, 979]] }],
      markers: ['TMB'],
      limitOfDetection: 0.05,
      regulatoryStatus: null,
      companionDiagnostics: [],
      source: null,
    }
    assaySave(db, { assay }, USER)
    assaySave(db, { assay }, USER)
    assaySave(db, { assay: { ...assay, limitOfDetection: 0.02 } }, USER)
    expect(assayList(db)).toEqual([{ ...assay, limitOfDetection: 0.02 }])
    const { rows } = auditList(db, { offset: 0, limit: 10 })
    expect(rows.map((row) => row.action)).toEqual(['assay changed', 'assay added'])
    expect(JSON.parse(rows[0]?.detail ?? '')).toEqual(assay)
  })

  test('tracks belong to a case and are found by number only', async () => {
    const db = await openTestDatabase()
    const caseId = newCase(db, 'P-1')
    const file = { path: '/data/t.bam', indexPath: '/data/t.bam.bai', format: 'bam' as const }
    const track = { caseId, name: 'Tumor', build: 'GRCh38' as const, specimen: 'T1', bytes: 12, ...file }
    const { trackId } = trackAdd(db, track, USER)
    expect(trackFile(db, { trackId })).toEqual(file)
    expect(JSON.stringify(trackList(db, { caseId }))).not.toContain('/data')
    expect((await refusal(() => trackAdd(db, { ...track, caseId: 99 }, USER))).code).toBe('not-found')
    expect(trackRemove(db, { trackId }, USER)).toEqual({ removed: true })
    expect((await refusal(() => trackFile(db, { trackId }))).code).toBe('not-found')
  })

  test('a reference is registered once', async () => {
    const db = await openTestDatabase()
    const path = '/data/GRCh38.fa'
    const entry = {
      build: 'GRCh38',
      kind: 'fasta',
      name: 'GRCh38',
      path,
      bytes: 9,
      checked: '25 contigs',
    } as const
    const { referenceId } = referenceAdd(db, { ...entry, indexPath: `${path}.fai` }, USER)
    expect(referenceList(db)).toEqual([{ ...entry, id: referenceId }])
    expect(referenceFile(db, { referenceId })).toEqual({ path, indexPath: `${path}.fai`, format: 'fasta' })
    const again = () => referenceAdd(db, { ...entry, indexPath: null }, USER)
    expect((await refusal(again)).code).toBe('conflict')
    expect(referenceRemove(db, { referenceId }, USER)).toEqual({ removed: true })
    expect(referenceList(db)).toEqual([])
  })
})
