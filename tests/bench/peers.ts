import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

/** What a bioinformatician would otherwise do with the same file: bcftools into a plain SQLite table. */

/** True where `name` can be started from PATH. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0
}

function hasSplitVep(): boolean {
  if (!hasProgram('bcftools')) return false
  const listed = spawnSync('bcftools', ['plugin', '-l'], { encoding: 'utf8' })
  return `${listed.stdout}${listed.stderr}`.includes('split-vep')
}

export interface PeerRun {
  readonly milliseconds: number
  /** Processor time of its processes, user and system. */
  readonly cpuMilliseconds: number
  /** In its table. */
  readonly rows: number
}

export interface Peer {
  readonly name: string
  /** What it does not do that Caseboard's import does. */
  readonly lacks: string
  /** `file` is a VCF, plain or gzipped; `database` is made anew. */
  run(file: string, database: string): PeerRun
}

const SAMPLES = '[\\t%GT\\t%AD\\t%AF\\t%DP]'
const SITE = '%CHROM\\t%POS\\t%ID\\t%REF\\t%ALT\\t%FILTER'
const SITE_COLUMNS = 'chrom TEXT, pos INTEGER, id TEXT, ref TEXT, alt TEXT, filter TEXT'
const SAMPLE_COLUMNS =
  'normal_gt TEXT, normal_ad TEXT, normal_af TEXT, normal_dp INTEGER, tumor_gt TEXT, tumor_ad TEXT, tumor_af TEXT, tumor_dp INTEGER'

/** Sums what the shell's `times` says of its children: `0m9.840s 0m3.440s`. */
function childrenTime(output: string): number {
  const last = output.trim().split('\n').at(-1) ?? ''
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)]
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  )
}

/** The paths and the SQL are the bench's own; they reach the shell as positional parameters. */
function pipeline(producer: string, create: string, after: string): Peer['run'] {
  return (file, database) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true })
    const script = `set -e; ${producer} "$1" | sqlite3 "$2" "PRAGMA journal_mode=WAL" "PRAGMA synchronous=FULL" "$3" ".mode tabs" ".import /dev/stdin variants" "$4" > /dev/null; times`
    const start = performance.now()
    const times = execFileSync('sh', ['-c', script, 'sh', file, database, create, after], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const milliseconds = performance.now() - start
    const rows = execFileSync('sqlite3', [database, 'SELECT count(*) FROM variants'], { encoding: 'utf8' })
    return { milliseconds, cpuMilliseconds: childrenTime(times), rows: Number(rows) }
  }
}

const ALWAYS_LACKS =
  'no encryption, no hash, no kept original, no audit, no split of alternate alleles, AD/AF not taken apart'

/** The peers that run on this machine. */
export function availablePeers(): Peer[] {
  if (!hasProgram('bcftools') || !hasProgram('sqlite3')) return []
  const query = `bcftools query -f '${SITE}\\t%INFO/CSQ${SAMPLES}\\n'`
  const table = `CREATE TABLE variants (${SITE_COLUMNS}, csq TEXT, ${SAMPLE_COLUMNS})`
  const split = `bcftools +split-vep -s worst -f '${SITE}\\t%SYMBOL\\t%Feature\\t%Consequence\\t%EXON\\t%HGVSc\\t%HGVSp\\t%gnomADe_AF${SAMPLES}\\n'`
  const splitTable = `CREATE TABLE variants (${SITE_COLUMNS}, gene TEXT, transcript TEXT, consequence TEXT, exon TEXT, hgvs_c TEXT, hgvs_p TEXT, gnomad_af TEXT, ${SAMPLE_COLUMNS})`
  const byPosition = 'CREATE INDEX by_position ON variants (chrom, pos)'
  return [
    {
      name: 'bcftools query | sqlite3 .import',
      lacks: `CSQ stored unsplit, no index, ${ALWAYS_LACKS}`,
      run: pipeline(query, table, 'SELECT 1'),
    },
    {
      name: 'the same, then an index by position',
      lacks: `CSQ stored unsplit, no index by gene, ${ALWAYS_LACKS}`,
      run: pipeline(query, table, byPosition),
    },
    ...(hasSplitVep()
      ? [
          {
            name: 'bcftools +split-vep | sqlite3 .import, then indexes by position and gene',
            lacks: `transcript chosen by severity only, sites without a matching transcript left as bcftools leaves them, ${ALWAYS_LACKS}`,
            run: pipeline(split, splitTable, `${byPosition}; CREATE INDEX by_gene ON variants (gene)`),
          },
        ]
      : []),
  ]
}
