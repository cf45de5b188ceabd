import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { loadKnowledge } from '../../../electron/app/loadKnowledge.ts'
import type { CaseFindings } from '../../../electron/interpret/case/findings.ts'
import { matchCase } from '../../../electron/interpret/matching/match.ts'
import type { MatchKnowledge } from '../../../electron/interpret/matching/match.ts'
import { NO_GENE_CONTEXT } from '../../../electron/interpret/scope.ts'
import type { GeneContext } from '../../../electron/interpret/scope.ts'
import { detectKnowledge } from '../../../electron/knowledge/import/detect.ts'
import { importKnowledge, loadImportTables } from '../../../electron/knowledge/import/importKnowledge.ts'
import type { KnowledgePack } from '../../../shared/knowledge.ts'
import type { Match } from '../../../shared/match.ts'
import { assayOf, findingWords, laboratory } from './finding.ts'
import { isOwn, judgeTriple, recordOf, sameAdvice, supportOf, trailHolds } from './judge.ts'
import type { BenchCase } from './judge.ts'
import { readTruth } from './sources.ts'
import type { Triple, TruthSet } from './sources.ts'

/**
 * `npm run bench -- concordance`: do matches say what the open sources say? The truth set (alteration, disease
 * -> therapy, direction, level) is read from the sources by rules of its own (sources.ts); each record becomes
 * a patient's report and diagnosis, which are matched against the packs that the importers make of the same
 * files, and against the starter pack. Every miss is classed, every match's source and trail checked again.
 */

const FILES = [
  'moalmanac/molecular-oncology-almanac.json',
  'civic/01-Oct-2018-ClinicalEvidenceSummaries.tsv.gz',
  'moalmanac-db/statements.jsonl.gz',
]
const EXAMPLES = 12

export interface ConcordanceResult {
  readonly triples: number
  readonly cases: number
  readonly found: number
  readonly wrongDirection: number
  readonly missed: Readonly<Record<string, number>>
  readonly matches: number
  readonly support: Readonly<Record<string, number>>
  readonly brokenTrails: number
  readonly starter: Readonly<Record<string, number>>
}

/** Null, with the reason said, where the open sources are not on this machine. */
export async function benchConcordance(
  say: (line?: string) => void,
  options: { readonly verbose: boolean },
): Promise<ConcordanceResult | null> {
  const folder = path.resolve('../shared/data/knowledge')
  const absent = FILES.filter((file) => !existsSync(path.join(folder, file)))
  if (absent.length > 0) {
    say(`concordance: skipped, because ../shared/data/knowledge lacks ${absent.join(', ')}.`)
    return null
  }
  const resources = path.resolve('resources')
  const knowledge = await loadKnowledge(resources)
  const truth = readTruth(folder, (code) => knowledge.oncotree.nodes.has(code))
  const { packs, refusals } = await importAll(folder, resources, knowledge, say)
  const all: MatchKnowledge = { ...knowledge, packs: [...knowledge.packs, ...packs] }
  const genes: GeneContext = { ...NO_GENE_CONTEXT, ...contextOf(all) }
  const cases = benchCases(truth.triples)

  saySet(say, truth, cases.length)
  const byRecord = new Map(truth.triples.map((triple) => [`${triple.source} ${triple.id}`, triple] as const))
  const assertions = new Map(
    all.packs.flatMap((pack) =>
      pack.assertions.map((one) => [`${pack.manifest.name} ${one.id}`, one] as const),
    ),
  )
  const missed = new Map<string, string[]>()
  const wrong: string[] = []
  const support = new Map<string, string[]>()
  const broken: string[] = []
  const disagreements: string[] = []
  let found = 0
  let matchCount = 0
  for (const one of cases) {
    const report = matchCase(one.findings, all)
    const own = report.matches.filter(isOwn)
    for (const triple of one.triples) {
      const outcome = judgeTriple(triple, report.matches, packs, refusals, one.findings, genes)
      if (outcome.is === 'found') found += 1
      else if (outcome.is === 'wrong direction') wrong.push(`${triple.words} (${outcome.by})`)
      else add(missed, outcome.class, `${triple.source} ${triple.id}: ${triple.words}: ${outcome.why}`)
      const contrary = own.filter(
        (match) =>
          match.effect !== triple.direction &&
          ['sensitivity', 'resistance'].includes(match.effect) &&
          sameAdvice(
            { ...triple, direction: match.effect === 'resistance' ? 'resistance' : 'sensitivity' },
            match,
          ),
      )
      for (const match of contrary) {
        const record = recordOf(match)
        if (record === null || truth.stated.get(record) === match.effect) {
          disagreements.push(
            `${triple.words}: ${triple.source} ${triple.id} says ${triple.direction}, ${record ?? `${match.pack} ${match.assertionId}`} ${match.effect}`,
          )
        }
      }
    }
    for (const match of report.matches.filter(({ status }) => status === 'matched')) {
      const assertion = assertions.get(`${match.pack} ${match.assertionId}`)
      if (assertion === undefined || !trailHolds(match, assertion)) {
        broken.push(`${match.pack} ${match.assertionId} on ${one.reported.map(findingWords).join(' + ')}`)
      }
    }
    for (const match of own.filter(({ effect }) => effect === 'sensitivity' || effect === 'resistance')) {
      matchCount += 1
      add(
        support,
        supportOf(match, one, byRecord, truth, knowledge.oncotree),
        `${match.pack} ${match.assertionId}: ${match.drugs.join(' + ')}, ${match.diseaseText}; reported: ${one.reported.map(findingWords).join(' + ')}, ${one.findings.diagnosis ?? ''}`,
      )
    }
  }

  const total = truth.triples.length
  say()
  say(
    `Sensitivity: ${share(found, total)} of the triples found: same drugs, direction and source's level, in the patient's own disease`,
  )
  say(`  wrong direction: ${wrong.length}`)
  sayExamples(say, wrong, options.verbose)
  for (const [name, lines] of sorted(missed)) {
    say(`  missed, ${name}: ${lines.length}`)
    sayExamples(say, lines, options.verbose)
  }
  say()
  const judged = matchCount - (support.get('not judged')?.length ?? 0)
  const supported = support.get('supported')?.length ?? 0
  say(
    `Precision: ${share(supported, judged)} of the matches that a record of the truth set can judge are what that record says`,
  )
  for (const [name, lines] of sorted(support)) {
    if (name === 'supported' || name === 'not judged') continue
    say(`  not supported, ${name} differs: ${lines.length}`)
    sayExamples(say, lines, options.verbose)
  }
  sayUnjudged(say, support.get('not judged') ?? [])
  say(
    `  the other direction for the same drugs, by another record of the same sources: ${new Set(disagreements).size} (sources disagree; both are shown)`,
  )
  sayExamples(say, [...new Set(disagreements)], options.verbose)
  say()
  say(`Trails: ${broken.length} matches whose shown reasons do not make their rule true`)
  sayExamples(say, broken, options.verbose)
  const starter = starterAlone(cases, knowledge, genes)
  sayStarter(say, starter, total, options.verbose)

  return {
    triples: total,
    cases: cases.length,
    found,
    wrongDirection: wrong.length,
    missed: counts(missed),
    matches: matchCount,
    support: counts(support),
    brokenTrails: broken.length,
    starter: counts(starter),
  }
}

function contextOf(knowledge: MatchKnowledge): Partial<GeneContext> {
  return {
    roles: new Map(
      knowledge.packs.flatMap(({ geneRoles }) => geneRoles.map(({ gene, role }) => [gene, role] as const)),
    ),
    ...(knowledge.isHotspot && { isHotspot: knowledge.isHotspot }),
    ...(knowledge.canonicalTranscripts && { canonicalTranscripts: knowledge.canonicalTranscripts }),
    ...(knowledge.exonRange && { exonRange: knowledge.exonRange }),
  }
}

interface Packs {
  readonly packs: readonly KnowledgePack[]
  /** Refused rows: `civic 12` (line) to field and reason. */
  readonly refusals: ReadonlyMap<string, { field: string; reason: string }>
}

async function importAll(
  folder: string,
  resources: string,
  knowledge: MatchKnowledge,
  say: (line?: string) => void,
): Promise<Packs> {
  const tables = await loadImportTables(resources)
  const refusals = new Map<string, { field: string; reason: string }>()
  const packs: KnowledgePack[] = []
  say('Packs made by the importers:')
  for (const name of FILES) {
    const file = await detectKnowledge(await readFile(path.join(folder, name)), path.basename(name))
    if (file.format === 'OncoTree release') continue
    const { pack, tally } = importKnowledge(file, path.basename(name), tables, knowledge.oncotree, {
      licence: null,
      version: null,
      retrieved: '2026-11-23',
      beat: () => undefined,
    })
    for (const { line, field, reason } of tally.refused) {
      refusals.set(`${pack.manifest.name} ${line}`, { field, reason })
    }
    packs.push(pack)
    say(
      `  ${pack.manifest.name}: ${tally.taken} of ${tally.read} rows taken, ${pack.assertions.length} entries`,
    )
  }
  return { packs, refusals }
}

/** Triples about the same findings in the same disease are one patient. */
function benchCases(triples: readonly Triple[]): BenchCase[] {
  const groups = Map.groupBy(triples, ({ findings, diagnosis }) => JSON.stringify([findings, diagnosis]))
  return [...groups.values()].flatMap((group, index): BenchCase[] => {
    const [first] = group
    if (first === undefined) return []
    const assay = assayOf(first.findings)
    const germline = first.findings.some((reported) => reported.germline)
    const findings: CaseFindings = {
      case: `B${index + 1}`,
      diagnosis: first.diagnosis,
      reports: [
        { id: 1, specimen: 'T1', specimenKind: 'tissue', assay, normalSample: null },
        ...(germline
          ? [{ id: 2, specimen: 'blood', specimenKind: 'normal' as const, assay: null, normalSample: null }]
          : []),
      ],
      alterations: first.findings
        .flatMap(laboratory)
        .map((alteration, number) => ({ ...alteration, id: number + 1 })),
    }
    return [{ findings, reported: first.findings, triples: group }]
  })
}

/** What the starter pack alone says of the same patients. */
function starterAlone(
  cases: readonly BenchCase[],
  starter: MatchKnowledge,
  genes: GeneContext,
): Map<string, string[]> {
  const outcomes = new Map<string, string[]>()
  for (const one of cases) {
    const own = matchCase(one.findings, { ...starter, ...genes }).matches
    for (const triple of one.triples) {
      add(
        outcomes,
        starterClass(triple, own, starter.packs),
        `${triple.source} ${triple.id}: ${triple.words}`,
      )
    }
  }
  return outcomes
}

const ROUTINE = /^(FDA-Approved|Guideline|Approval|A)$/

function starterClass(triple: Triple, matches: readonly Match[], packs: readonly KnowledgePack[]): string {
  const routine = ROUTINE.test(triple.level) ? 'approval or guideline' : 'weaker evidence'
  const same = matches.filter((match) => sameAdvice(triple, match))
  if (same.some(isOwn)) return `reproduced (${routine})`
  const contrary = matches.filter(
    (match) =>
      isOwn(match) &&
      sameAdvice(
        { ...triple, direction: triple.direction === 'sensitivity' ? 'resistance' : 'sensitivity' },
        match,
      ),
  )
  if (contrary.length > 0) {
    return contrary.every(({ resistedBy }) => resistedBy.length > 0)
      ? `says sensitivity, with a resistance beside it (${routine})`
      : `says the other direction (${routine})`
  }
  if (same.some((match) => match.diseaseMatch === 'other'))
    return `borrowed from another disease (${routine})`
  if (same.length > 0) return `open: a test is missing (${routine})`
  const genes = triple.findings.flatMap(({ finding }) => ('gene' in finding ? [finding.gene] : []))
  const known = packs
    .flatMap((pack) => pack.assertions)
    .filter((assertion) => triple.drugs.every((drug) => assertion.therapy.drugs.includes(drug)))
  if (known.length === 0) return `regimen not in the starter pack's scope (${routine})`
  const text = JSON.stringify(known.map(({ biomarker }) => biomarker))
  return genes.length === 0 || genes.some((gene) => text.includes(`"${gene}"`))
    ? `regimen known with this gene, not for this change or disease (${routine})`
    : `regimen known, not for this gene (${routine})`
}

function saySet(say: (line?: string) => void, truth: TruthSet, cases: number): void {
  say()
  say(`Truth set: ${truth.triples.length} triples in ${cases} patients`)
  for (const [source, triples] of Map.groupBy(truth.triples, (triple) => triple.source)) {
    const resistant = triples.filter(({ direction }) => direction === 'resistance').length
    say(`  ${source}: ${triples.length} (${resistant} resistance)`)
  }
  say('  left out of it:')
  for (const [reason, count] of [...truth.leftOut].sort((a, b) => b[1] - a[1])) say(`    ${count}  ${reason}`)
}

function sayUnjudged(say: (line?: string) => void, lines: readonly string[]): void {
  say(`  not judged: ${lines.length} matches from packs or records outside the truth set; by pack:`)
  for (const [pack, group] of Map.groupBy(lines, (line) => line.split(' ')[0] ?? ''))
    say(`    ${pack}: ${group.length}`)
}

function sayStarter(
  say: (line?: string) => void,
  outcomes: ReadonlyMap<string, readonly string[]>,
  total: number,
  verbose: boolean,
): void {
  say()
  say('Starter pack alone, on the same triples:')
  for (const [name, lines] of sorted(outcomes)) {
    say(`  ${name}: ${share(lines.length, total)}`)
    if (verbose || name.startsWith('says the other')) sayExamples(say, lines, verbose)
  }
}

function add(map: Map<string, string[]>, name: string, line: string): void {
  map.set(name, [...(map.get(name) ?? []), line])
}

function sorted(map: ReadonlyMap<string, readonly string[]>): [string, readonly string[]][] {
  return [...map].sort((a, b) => b[1].length - a[1].length)
}

function counts(map: ReadonlyMap<string, readonly string[]>): Record<string, number> {
  return Object.fromEntries([...map].map(([name, lines]) => [name, lines.length]))
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${whole === 0 ? 'none' : ((100 * part) / whole).toFixed(2)}%)`
}

function sayExamples(say: (line?: string) => void, lines: readonly string[], verbose: boolean): void {
  const shown = verbose ? lines : lines.slice(0, EXAMPLES)
  for (const line of shown) say(`      ${line.slice(0, 400)}`)
  if (lines.length > shown.length) say(`      and ${lines.length - shown.length} more (--verbose lists all)`)
}
