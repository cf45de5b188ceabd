import type { GenomeSession } from '../../shared/genomeSession.ts'
import type { GenomeBuild, Report } from '../../shared/model.ts'
import { type AppContext, openStore } from './appContext.ts'

/** Builds that a case's reports and tracks speak of, the most used first. */
function buildsOf(uses: readonly (GenomeBuild | null)[]): GenomeBuild[] {
  const counts = new Map<GenomeBuild, number>()
  for (const build of uses) if (build !== null) counts.set(build, (counts.get(build) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([build]) => build)
}

/**
 * What igv shows for a case in one build: the registered reference, else the slices that ship with Caseboard;
 * gene models; the reports' findings that have a place; the case's own tracks. Builds never mix: a report of another
 * build is left out.
 */
export async function genomeSession(
  context: AppContext,
  caseId: number,
  wanted: GenomeBuild | null,
): Promise<GenomeSession> {
  const store = openStore(context)
  const [reports, tracks, references] = await Promise.all([
    store.read('reportList', { caseId }),
    store.read('trackList', { caseId }),
    store.read('referenceList', {}),
  ])
  const used = buildsOf([...reports.filter(hasPlace), ...tracks].map(({ build }) => build))
  const build = wanted ?? used[0] ?? 'GRCh38'
  const sequence = references.find((entry) => entry.build === build && entry.kind !== 'gene models')
  const models = references.filter((entry) => entry.build === build && entry.kind === 'gene models')
  const own = `/genome/${build}`
  return {
    build,
    builds: used.includes(build) ? used : [build, ...used],
    reference: {
      name: sequence === undefined ? build : `${build}, ${sequence.name}`,
      fastaUrl:
        sequence === undefined
          ? `${own}/reference.fa`
          : sequence.kind === 'fasta'
            ? `/files/reference/${sequence.id}/data`
            : null,
      indexUrl:
        sequence === undefined
          ? `${own}/reference.fa.fai`
          : sequence.kind === 'fasta'
            ? `/files/reference/${sequence.id}/index`
            : null,
      twoBitUrl: sequence?.kind === '2bit' ? `/files/reference/${sequence.id}/data` : null,
      cytobandUrl: `${own}/cytobands.txt`,
      sequenceNote:
        sequence === undefined
          ? 'Sequence is known only under the demonstration reads; elsewhere it shows N. Register a FASTA or 2bit file in Settings for the whole genome.'
          : `Sequence from ${sequence.name} (${sequence.checked}).`,
    },
    geneModels: [
      { name: 'Genes (Ensembl canonical)', url: `${own}/genes.refgene.txt`, format: 'refgene' },
      ...models.map(({ id, name }) => ({
        name,
        url: `/files/reference/${id}/data`,
        format: geneModelFormat(name),
      })),
    ],
    tracks: [
      ...reports
        .filter((report) => report.build === build && hasPlace(report))
        .map((report) => ({
          id: `report-${report.id}`,
          name: report.specimen === null ? report.fileName : `${report.specimen}: ${report.fileName}`,
          format: 'vcf' as const,
          url: `/files/report/${report.id}/variants.vcf`,
          indexUrl: null,
        })),
      ...tracks
        .filter((track) => track.build === build)
        .map((track) => ({
          id: `track-${track.id}`,
          name: track.specimen === null ? track.name : `${track.specimen}: ${track.name}`,
          format: track.format,
          url: `/files/track/${track.id}/data`,
          indexUrl: track.indexed ? `/files/track/${track.id}/index` : null,
        })),
    ],
  }
}

function hasPlace(report: Report): boolean {
  return ['smallVariant', 'fusion', 'copyNumber'].some((kind) => (report.alterations[kind] ?? 0) > 0)
}

function geneModelFormat(name: string): string {
  if (/\.gtf(\.gz)?$/i.test(name)) return 'gtf'
  if (/\.gff3?(\.gz)?$/i.test(name)) return 'gff3'
  return 'refgene'
}
