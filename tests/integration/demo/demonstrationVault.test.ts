import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppContext } from '../../../electron/app/appContext.ts'
import { fillDemonstration } from '../../../electron/app/demonstration.ts'
import { createJobs } from '../../../electron/app/jobs.ts'
import { loadKnowledge } from '../../../electron/app/loadKnowledge.ts'
import { genesOfPacks, matchStoredCase } from '../../../electron/app/matchStoredCase.ts'
import { phasePartners } from '../../../electron/app/readPhases.ts'
import type { CaseFindings } from '../../../electron/interpret/case/findings.ts'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import type { MatchKnowledge } from '../../../electron/interpret/matching/match.ts'
import type { Store } from '../../../electron/store/calls.ts'
import { createVault, openVault } from '../../../electron/store/storeClient.ts'
import type { Match, MatchReport } from '../../../shared/match.ts'
import type { Report } from '../../../shared/model.ts'

const RESOURCES = join(import.meta.dirname, '../../../resources')

const ALL = { search: '', offset: 0, limit: 100 }

let folder: string
let store: Store
let knowledge: MatchKnowledge
const imported: Report[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caseboard-demonstration-test-'))
  const password = 'invented for this test'
  const vault = join(folder, 'vault')
  await createVault(vault, { administrator: 'demonstration', password })
  store = await openVault(vault, { user: 'demonstration', password })
  knowledge = await loadKnowledge(RESOURCES)
  await fillDemonstration(store, RESOURCES, {
    signal: new AbortController().signal,
    progress: () => undefined,
    label: () => undefined,
    imported: (report) => imported.push(report),
    knowledgeImported: () => undefined,
  })
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function findingsOf(pseudonym: string): Promise<CaseFindings> {
  const { cases } = await store.read('caseList', ALL)
  const caseId = cases.find((one) => one.pseudonym === pseudonym)?.id
  if (caseId === undefined) throw new Error(`no case ${pseudonym}`)
  const found = await store.read('caseGet', { caseId })
  const reports = await store.read('reportList', { caseId })
  const assays = await store.read('assayList', {})
  const variants = await store.read('variantsOfGenes', { caseId, genes: genesOfPacks(knowledge.packs) })
  const others = await store.read('otherAlterations', { caseId })
  return {
    case: pseudonym,
    diagnosis: found.diagnosis,
    reports: reports.map((report) => ({
      id: report.id,
      specimen: report.specimen,
      specimenKind: found.specimens.find(({ name }) => name === report.specimen)?.kind ?? null,
      assay: assays.find(({ name }) => name === report.assay) ?? null,
      normalSample: report.normalSample,
    })),
    alterations: [...variants, ...others],
  }
}

const matchOf = async (pseudonym: string): Promise<MatchReport> =>
  matchCase(await findingsOf(pseudonym), knowledge)

/** Matches of exactly these drugs. */
function of(report: MatchReport, effect: Match['effect'], ...drugs: string[]): readonly Match[] {
  const wanted = [...drugs].sort().join('+')
  return report.matches.filter(
    (match) => match.effect === effect && [...match.drugs].sort().join('+') === wanted,
  )
}

describe('the demonstration, imported like a user’s own reports', () => {
  test('comes in whole: nothing refused, no warning, every record taken', () => {
    expect(
      imported.map(({ fileName, refusedCount, warnings }) => ({ fileName, refusedCount, warnings })),
    ).toEqual(imported.map(({ fileName }) => ({ fileName, refusedCount: 0, warnings: [] })))
    expect(imported.map(({ fileName, build, taken }) => `${fileName} ${build ?? '-'} ${taken}`)).toEqual([
      'tissue-panel.vcf GRCh37 14',
      'pd-l1.tsv - 1',
      'plasma-panel.vcf GRCh37 4',
      'tissue-panel.vcf GRCh38 5',
      'plasma-2024.vcf GRCh38 4',
      'plasma-2024-response.vcf GRCh38 1',
      'plasma-2026.vcf GRCh38 5',
      'somatic.maf GRCh37 8',
      'msi.tsv - 1',
      'tmb.tsv - 1',
      'mmr.tsv - 1',
      'germline-panel.vcf GRCh38 3',
      'liver-metastasis.vcf GRCh38 5',
      'receptors.tsv - 4',
      'somatic-snvs.vcf GRCh37 17',
      'copy-number.vcf GRCh37 1',
      'tmb.tsv - 1',
      'pan-trk.tsv - 1',
      'structural.vcf GRCh38 2',
      'rna-fusion.tsv GRCh38 1',
      'hotspot-panel.vcf GRCh38 1',
      'erbb2-copies.tsv GRCh38 1',
      'her2-mmr.tsv - 2',
    ])
  })

  test('resolves every diagnosis and never claims a companion diagnostic as used', async () => {
    const { cases } = await store.read('caseList', ALL)
    expect(cases).toHaveLength(7)
    for (const { pseudonym } of cases) {
      const report = await matchOf(pseudonym)
      expect(report.diagnosisResolved, pseudonym).toBe(true)
      const used = report.matches
        .flatMap((match) => match.companionDiagnostics)
        .filter(({ usedHere }) => usedHere)
      expect(used, pseudonym).toEqual([])
    }
  })

  test('lung 1: T790M in plasma opens osimertinib and stands beside gefitinib as resistance', async () => {
    const report = await matchOf('DEMO-LUNG-1')
    const osimertinib = of(report, 'sensitivity', 'osimertinib').find(({ biomarkerText }) =>
      biomarkerText.includes('T790M'),
    )
    expect(osimertinib).toMatchObject({ status: 'matched', ampTier: 'I-A' })
    expect(
      of(report, 'sensitivity', 'gefitinib')[0]?.resistedBy.map(({ assertionId }) => assertionId),
    ).toEqual(['egfr-t790m-gefitinib-resistance-nsclc'])
  })

  test('lung 2: the phase of T790M and C797S is read from the BAM of that very plasma', async () => {
    const context: AppContext = {
      options: {
        version: 'test',
        shell: 'headless',
        resourcesDirectory: RESOURCES,
        rendererDirectory: folder,
        stateDirectory: folder,
        dialogs: null,
        printPdf: null,
        onQuit: () => undefined,
      },
      jobs: createJobs(),
      knowledge: () => Promise.resolve(knowledge),
      shippedKnowledge: () => Promise.resolve(knowledge),
      vault: { store, demonstration: true, throwAwayDirectory: null },
    }
    const { cases } = await store.read('caseList', ALL)
    const caseId = cases.find(({ pseudonym }) => pseudonym === 'DEMO-LUNG-2')?.id ?? 0
    const { warnings } = await matchStoredCase(context, caseId)
    expect(warnings.join(' ')).toContain(
      'EGFR T790M and C797S are both present, in cis by the phase in the report. Read from 1,034 fragments that span both (plasma-2026.bam): 49 carry both, 10 only T790M, 0 only C797S: cis.',
    )
    const variants = await store.read('variantsOfGenes', { caseId, genes: ['EGFR'] })
    const late = variants.find(({ hgvsP }) => hgvsP === 'p.Cys797Ser')
    const partners = await phasePartners(context, caseId, late?.id ?? 0)
    expect(partners).toMatchObject([
      {
        name: 'EGFR T790M',
        distance: 20,
        inReport: 'cis',
        combined: null,
        reads: { both: 49, firstOnly: 10, phase: 'cis' },
      },
    ])
    // The plasma of 2024 carries T790M alone: nothing near it.
    const early = variants.find(
      ({ id, hgvsP, reportId }) => id !== late?.id && hgvsP === 'p.Thr790Met' && reportId !== late?.reportId,
    )
    expect(await phasePartners(context, caseId, early?.id ?? 0)).toEqual([])
  })

  test('lung 2: C797S turns against osimertinib, and the report says that it lies in cis with T790M', async () => {
    const report = await matchOf('DEMO-LUNG-2')
    for (const match of of(report, 'sensitivity', 'osimertinib')) {
      expect(match.resistedBy.map(({ assertionId }) => assertionId)).toContain(
        'egfr-c797s-osimertinib-resistance-nsclc',
      )
    }
    expect(report.warnings.join(' ')).toMatch(/T790M and C797S .* cis/)
  })

  test('colon: BRAF V600E leads to encorafenib with cetuximab and not to the melanoma doublet', async () => {
    const report = await matchOf('DEMO-COLON-1')
    expect(of(report, 'sensitivity', 'encorafenib', 'cetuximab')[0]).toMatchObject({
      status: 'matched',
      ampTier: 'I-A',
    })
    expect(of(report, 'sensitivity', 'dabrafenib', 'trametinib')).toEqual([])
    expect(of(report, 'resistance', 'dabrafenib', 'trametinib')[0]?.status).toBe('matched')
    expect(of(report, 'sensitivity', 'panitumumab')[0]).toMatchObject({
      status: 'matched',
      resistedBy: [{ assertionId: 'braf-v600e-egfr-antibody-resistance-crc' }],
    })
  })

  test('breast: the inherited BRCA2 variant comes from the blood report alone and opens olaparib', async () => {
    const findings = await findingsOf('DEMO-BREAST-1')
    const germline = findings.alterations.filter(
      (one) => one.kind === 'smallVariant' && one.gene === 'BRCA2' && one.alt === 'G',
    )
    expect(germline).toMatchObject([
      { origin: 'germline', zygosity: 'heterozygous', clinicalSignificance: 'Pathogenic' },
    ])
    const report = await matchOf('DEMO-BREAST-1')
    expect(of(report, 'sensitivity', 'olaparib')[0]).toMatchObject({ status: 'matched', ampTier: 'I-A' })
    expect(of(report, 'sensitivity', 'elacestrant')[0]?.status).toBe('matched')
    expect(of(report, 'sensitivity', 'alpelisib', 'fulvestrant')[0]?.status).toBe('matched')
    expect(
      report.matches.find(({ effect, drugs }) => effect === 'resistance' && drugs.includes('letrozole'))
        ?.status,
    ).toBe('matched')
  })

  test('melanoma: BRAF V600E is recognised without annotation; NRAS Q61 was not looked for', async () => {
    const findings = await findingsOf('DEMO-MELANOMA-1')
    expect(findings.alterations).toContainEqual(
      expect.objectContaining({
        gene: 'BRAF',
        hgvsP: 'p.Val600Glu',
        annotationSource: 'computed',
        origin: 'somatic',
      }),
    )
    expect(findings.alterations).toContainEqual(
      expect.objectContaining({ gene: 'CDKN2A', call: 'homozygous deletion' }),
    )
    const report = await matchOf('DEMO-MELANOMA-1')
    expect(of(report, 'sensitivity', 'dabrafenib', 'trametinib')[0]).toMatchObject({
      status: 'matched',
      ampTier: 'I-A',
    })
    expect(of(report, 'sensitivity', 'binimetinib')[0]?.status).toBe('not assessed')
  })

  test('salivary gland: ETV6::NTRK3 is one finding in DNA and one in RNA, and opens the TRK inhibitors', async () => {
    const findings = await findingsOf('DEMO-SALIVARY-1')
    const fusions = findings.alterations.filter((one) => one.kind === 'fusion')
    expect(fusions).toMatchObject([
      { gene5: 'ETV6', gene3: 'NTRK3', supportingReads: 46 },
      { gene5: 'ETV6', gene3: 'NTRK3', exon5: '5', exon3: '15', inFrame: true, supportingReads: 148 },
    ])
    const report = await matchOf('DEMO-SALIVARY-1')
    expect(of(report, 'sensitivity', 'larotrectinib')[0]).toMatchObject({
      status: 'matched',
      diseaseMatch: 'tumor-agnostic',
    })
  })

  test('rectum: KRAS was not tested, so tucatinib with trastuzumab waits and the missing test is named first', async () => {
    const report = await matchOf('DEMO-RECTUM-1')
    expect(of(report, 'sensitivity', 'tucatinib', 'trastuzumab')[0]?.status).toBe('not assessed')
    expect(report.missingTests[0]?.test).toMatch(/KRAS/)
  })
})
