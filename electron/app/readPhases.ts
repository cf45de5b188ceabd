import { CaseboardError } from '../../shared/errors.ts'
import type { Track } from '../../shared/genomeSession.ts'
import type { SmallVariant } from '../../shared/model.ts'
import type { PairPhase, PhasePartner, ReadPhaseResult } from '../../shared/phase.ts'
import { readPhaseText } from '../../shared/phase.ts'
import { variantName } from '../interpret/case/alterationText.ts'
import { indexFindings } from '../interpret/case/findings.ts'
import type { CaseFindings } from '../interpret/case/findings.ts'
import { codonCombinations } from '../interpret/phase/combineCodons.ts'
import { phaseInReport } from '../interpret/phase/phaseOfCalls.ts'
import { mayShareReads, phaseQuestions } from '../interpret/phase/phaseQuestions.ts'
import type { VariantPair } from '../interpret/phase/phaseQuestions.ts'
import { countPhase, phaseOfCounts, spanning } from '../interpret/phase/readPhase.ts'
import type { AppContext } from './appContext.ts'
import { openStore } from './appContext.ts'
import { bamReads } from './bamReads.ts'

/** Counts a pair in the specimen's own BAM; null where none is registered or no fragment spans both places. */
async function countPair(
  context: AppContext,
  tracks: readonly Track[],
  specimen: string | null,
  [first, second]: VariantPair,
): Promise<ReadPhaseResult | null> {
  const own = tracks.filter(
    (track) =>
      track.format === 'bam' && track.indexed && track.build === first.build && track.specimen === specimen,
  )
  for (const track of own) {
    const { path, indexPath } = await openStore(context).read('trackFile', { trackId: track.id })
    if (indexPath === null) continue
    const reads = await bamReads(
      { path, indexPath },
      first.chrom,
      first.pos - 1,
      second.pos + second.ref.length,
    )
    const counts = countPhase(reads, first, second)
    if (spanning(counts) > 0) return { track: track.name, phase: phaseOfCounts(counts), ...counts }
  }
  return null
}

/** Answers the pairs that matching asks about from the case's BAMs; a file that cannot be read becomes a warning. */
export async function countReadPhases(
  context: AppContext,
  caseId: number,
  findings: CaseFindings,
): Promise<{ readonly readPhases: readonly PairPhase[]; readonly warnings: readonly string[] }> {
  const pairs = phaseQuestions(findings)
  if (pairs.length === 0) return { readPhases: [], warnings: [] }
  const tracks = await openStore(context).read('trackList', { caseId })
  const specimens = new Map(findings.reports.map(({ id, specimen }) => [id, specimen]))
  const readPhases: PairPhase[] = []
  const warnings = new Set<string>()
  for (const pair of pairs) {
    const [first, second] = pair
    try {
      const reads = await countPair(context, tracks, specimens.get(first.reportId ?? -1) ?? null, pair)
      if (reads !== null && first.id !== undefined && second.id !== undefined)
        readPhases.push({ first: first.id, second: second.id, reads })
    } catch (error) {
      if (!(error instanceof CaseboardError)) throw error
      warnings.add(
        `${error.data.file ?? 'BAM'}: ${error.message} The phase of neighbouring variants was not read.`,
      )
    }
  }
  return { readPhases, warnings: [...warnings] }
}

/**
 * How the other calls of the same gene and report within the reach of a read lie to this one, from the report and from the
 * specimen's BAM, and what two single bases of one codon make together.
 *
 * @throws CaseboardError `not-found`; `bad-input` where a registered BAM cannot be read
 */
export async function phasePartners(
  context: AppContext,
  caseId: number,
  variantId: number,
): Promise<PhasePartner[]> {
  const store = openStore(context)
  const variant = await store.read('variantGet', { variantId })
  if (variant.gene === null) return []
  const [variants, tracks, reports] = await Promise.all([
    store.read('variantsOfGenes', { caseId, genes: [variant.gene] }),
    store.read('trackList', { caseId }),
    store.read('reportList', { caseId }),
  ])
  const specimen = reports.find(({ id }) => id === variant.reportId)?.specimen ?? null
  const near = variants.filter((other) => other.present && mayShareReads(variant, other))
  return Promise.all(near.map((other) => partner(context, tracks, specimen, variant, other)))
}

async function partner(
  context: AppContext,
  tracks: readonly Track[],
  specimen: string | null,
  variant: SmallVariant,
  other: SmallVariant,
): Promise<PhasePartner> {
  const pair: VariantPair = variant.pos < other.pos ? [variant, other] : [other, variant]
  const [first, second] = pair
  const reads = await countPair(context, tracks, specimen, pair)
  const names = indexFindings({ case: '', diagnosis: null, reports: [], alterations: [] })
  const name = (one: SmallVariant): string => variantName(names, one)
  const counted = reads === null ? [] : [{ first: first.id ?? -1, second: second.id ?? -1, reads }]
  const [combination] = codonCombinations([variant, other], counted)
  const combined = combination === undefined ? null : name(combination.combined)
  const inReport = phaseInReport(variant, other)
  const bare = (one: SmallVariant): string => name(one).replace(`${one.gene ?? ''} `, '')
  const parts = [
    inReport === 'unknown' ? 'the report gives no phase' : `in ${inReport} by the phase in the report`,
    reads === null ? 'no reads of this specimen span both' : readPhaseText(reads, bare(first), bare(second)),
    ...(combined === null ? [] : [`one codon of one copy: together they are ${combined}`]),
  ]
  return {
    variantId: other.id ?? -1,
    name: name(other),
    distance: second.pos - first.pos,
    inReport,
    reads,
    combined,
    sentence: `${name(other)}: ${parts.join('; ')}.`,
  }
}
