import type { VariantKey } from '../../shared/classification.ts'
import type { KnowledgePack } from '../../shared/knowledge.ts'
import type { MatchReport } from '../../shared/match.ts'
import type { Report, SmallVariant, Specimen } from '../../shared/model.ts'
import type { CaseFindings } from '../interpret/case/findings.ts'
import { judgedGenes } from '../interpret/case/judgements.ts'
import { matchCase } from '../interpret/matching/match.ts'
import type { MatchKnowledge } from '../interpret/matching/match.ts'
import { genesAskedBy } from '../interpret/versions/knowledgeChange.ts'
import type { Store } from '../store/calls.ts'
import { type AppContext, openStore } from './appContext.ts'
import { countReadPhases } from './readPhases.ts'

/** Genes that any assertion, companion diagnostic or trial of the packs asks about. */
export function genesOfPacks(packs: readonly KnowledgePack[]): readonly string[] {
  return [...genesAskedBy(packs)]
}

/**
 * What the store knows of a case, as matching wants it: only variants of genes that some rule asks about. Where the
 * phase of two of them matters it is read from the case's BAMs.
 */
export async function caseFindings(context: AppContext, caseId: number): Promise<CaseFindings> {
  return (await phasedFindings(context, caseId)).findings
}

async function phasedFindings(
  context: AppContext,
  caseId: number,
): Promise<StoredCase & { readonly warnings: readonly string[] }> {
  const knowledge = await context.knowledge()
  const asked = askedGenes(genesAskedBy(knowledge.packs), knowledge)
  const { findings, reports } = await readStoredCase(openStore(context), caseId, asked)
  const { readPhases, warnings } = await countReadPhases(context, caseId, findings)
  return { findings: { ...findings, readPhases }, reports, warnings }
}

/** What matching asks a case about beyond its own pages. */
export interface AskedGenes {
  /** Any small variant of these matters. The same list serves many cases: what is derived from it is kept. */
  readonly genes: readonly string[]
  /** Of these, germline variants alone. None is among `genes`, of which all variants are read anyway. */
  readonly germlineGenes: readonly string[]
}

export function askedGenes(
  genes: Iterable<string>,
  { classification }: Pick<MatchKnowledge, 'classification'>,
): AskedGenes {
  const all = new Set(genes)
  return {
    genes: [...all],
    germlineGenes: (classification?.germlineGenes ?? []).filter((gene) => !all.has(gene)),
  }
}

/** The same from the store or from a thread's own connection, without a look at reads. */
export async function storedFindings(
  store: Pick<Store, 'read'>,
  caseId: number,
  asked: AskedGenes,
): Promise<CaseFindings> {
  return (await readStoredCase(store, caseId, asked)).findings
}

/** A case's findings with the reports that they were read from. */
interface StoredCase {
  readonly findings: CaseFindings
  readonly reports: readonly Report[]
}

async function readStoredCase(
  store: Pick<Store, 'read'>,
  caseId: number,
  asked: AskedGenes,
): Promise<StoredCase> {
  const [found, reports, assays, others, judgements] = await Promise.all([
    store.read('caseGet', { caseId }),
    store.read('reportList', { caseId }),
    store.read('assayList', {}),
    store.read('otherAlterations', { caseId }),
    store.read('judgementsOfCase', { caseId }),
  ])
  const specimenOf = (report: Report): Specimen | undefined =>
    found.specimens.find(({ name }) => name === report.specimen)
  const judged = judgedGenes(judgements).filter((gene) => !asked.genes.includes(gene))
  const [variants, germline] = await Promise.all([
    store.read('variantsOfGenes', {
      caseId,
      genes: judged.length === 0 ? asked.genes : [...asked.genes, ...judged],
    }),
    store.read('germlineCandidates', {
      caseId,
      genes: asked.germlineGenes,
      normalReportIds: reports.filter((one) => specimenOf(one)?.kind === 'normal').map(({ id }) => id),
    }),
  ])
  const known = new Set(variants.map(({ id }) => id))
  const small = [...variants, ...germline.filter(({ id }) => !known.has(id))]
  const facts = await store.read('variantFacts', { keys: small.filter(mayMatter).map(keyOf) })
  const findings: CaseFindings = {
    case: found.pseudonym,
    diagnosis: found.diagnosis,
    reports: reports.map((report) => ({
      id: report.id,
      specimen: report.specimen,
      specimenKind: specimenOf(report)?.kind ?? null,
      purity: specimenOf(report)?.purity ?? null,
      // A report of which nothing could be read tested nothing.
      assay: nothingRead(report) ? null : (assays.find(({ name }) => name === report.assay) ?? null),
      normalSample: report.normalSample,
      date: found.specimens.find(({ name }) => name === report.specimen)?.collected ?? report.reportDate,
    })),
    alterations: [...small, ...others],
    priorTherapies: found.priorTherapies,
    comedications: found.comedications,
    clinical: found.clinical,
    judgements,
    facts,
    secondaryFindings: found.secondaryFindings,
    sex: found.sex,
  }
  return { findings, reports }
}

/** Facts are only looked up for what may change a protein or splicing: a genome has millions of the rest. */
function mayMatter({ hgvsP, consequence, present }: SmallVariant): boolean {
  return (
    present &&
    (hgvsP !== null || /splice_(?:donor|acceptor)|start_lost|stop_|frameshift/.test(consequence ?? ''))
  )
}

function keyOf({ build, chrom, pos, ref, alt }: SmallVariant): VariantKey {
  return { build, chrom, pos, ref, alt }
}

function nothingRead({ read, refusedCount }: Report): boolean {
  return read > 0 && refusedCount === read
}

/** Records that could not be read may be the very ones that matter. */
function refusalWarnings(reports: readonly Report[]): string[] {
  return reports
    .filter(({ refusedCount }) => refusedCount > 0)
    .map(
      ({ fileName, read, refusedCount }) =>
        `${fileName}: ${refusedCount} of ${read} records could not be read; what they say is missing here.`,
    )
}

/** Matches a stored case against the installed packs; warnings include assays nobody has described. */
export async function matchStoredCase(context: AppContext, caseId: number): Promise<MatchReport> {
  const { findings, reports, warnings: unread } = await phasedFindings(context, caseId)
  const report = matchCase(findings, await context.knowledge())
  const warnings = [...report.warnings, ...unread, ...refusalWarnings(reports)]
  const unknown = findings.reports.filter(({ assay }) => assay === null).length
  if (reports.length === 0 || unknown === 0) return { ...report, warnings }
  const names = new Set(reports.flatMap(({ assay }) => (assay === null ? [] : [assay])))
  const known = new Set(findings.reports.flatMap(({ assay }) => (assay === null ? [] : [assay.name])))
  const undescribed = [...names].filter((name) => !known.has(name))
  const which = undescribed.length > 0 ? ` (${undescribed.join(', ')})` : ''
  const warning =
    `${unknown} of ${reports.length} reports name no described assay${which}: ` +
    'what they did not find is "not assessed", not "negative".'
  return { ...report, warnings: [...warnings, warning] }
}
