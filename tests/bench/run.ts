import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { benchConcordance } from './concordance/concordance.ts'
import { generatedVcf } from './generate.ts'
import { runChild, spread, spreadText } from './measure.ts'
import type { ChildResult } from './measure.ts'
import { availablePeers, hasProgram } from './peers.ts'
import type { PeerRun } from './peers.ts'
import { benchRematch } from './rematch.ts'

/**
 * `npm run bench -- [import] [open] [concordance] [rematch] [--quick] [--plain] [--dense] [--sample N] [--records N] [--runs N] [--cache DIR]`
 *
 * import: a generated whole-genome tumor/normal VCF with VEP annotation through the real pipeline into a new
 * encrypted vault, in turns with bcftools and sqlite3 on the same file. open: a case of 100,000 variants from
 * a vault just unlocked. --quick runs each once with a tenth of the records. concordance: matches against what
 * open knowledge bases state (concordance/concordance.ts); --verbose lists every miss. rematch: which of 10,000
 * stored cases a changed pack touches, checked against matching each whole; --dense: a world in which nearly every change
 * touches nearly every case; --sample N: match only so many whole.
 */

const OPENED_RECORDS = 100_000

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    dense: { type: 'boolean', default: false },
    sample: { type: 'string' },
    records: { type: 'string' },
    runs: { type: 'string' },
    cache: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
})

const known = ['import', 'open', 'concordance', 'rematch']
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}; there are: ${known.join(', ')}.\n`)
  process.exit(2)
}
// Concordance measures no time: it runs when it is asked for.
const wanted = positionals.length === 0 ? ['import', 'open'] : positionals
const records = Number(options.records ?? (options.quick ? 100_000 : 1_000_000))
const runs = Number(options.runs ?? (options.quick ? 1 : 3))
const cache = options.cache ?? path.join(os.tmpdir(), 'caseboard-bench')

function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

function firstLine(program: string, argument: string): string {
  if (!hasProgram(program)) return `${program} not installed`
  return `${program} ${execFileSync(program, [argument], { encoding: 'utf8' }).split('\n')[0]?.replace(`${program} `, '') ?? ''}`
}

/** Over the last minute; above the number of cores, other programs slow everything measured here. */
function load(): string {
  return os.loadavg()[0]?.toFixed(1) ?? 'unknown'
}

function sayMachine(): void {
  const cpu = os.cpus()
  say(
    `Machine: ${cpu[0]?.model.trim() ?? 'unknown processor'}, ${cpu.length} cores, ` +
      `${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.arch()}, Node ${process.versions.node}, ` +
      `${firstLine('bcftools', '--version')}, ${firstLine('sqlite3', '--version').split(' ').slice(0, 2).join(' ')}; ` +
      `load average ${load()} at the start.`,
  )
}

async function benchImport(scratch: string): Promise<object> {
  const file = await generatedVcf(cache, records, !options.plain)
  const { size } = statSync(file)
  say()
  say(
    `Import of ${records.toLocaleString('en')} records (${(size / 1e6).toFixed(0)} MB ${options.plain ? 'VCF' : 'VCF, bgzip'}), runs in turns, file cache warm`,
  )
  const peers = availablePeers()
  if (peers.length === 0) {
    say(
      '  bcftools and sqlite3 are not both installed: Caseboard runs alone. Debian/Ubuntu: apt-get install bcftools sqlite3; macOS: brew install bcftools sqlite.',
    )
  }
  const vault = path.join(scratch, 'vault')
  const ours: ChildResult[] = []
  const theirs = peers.map((peer) => ({ peer, runs: [] as PeerRun[] }))
  const loads = [load()]
  for (let run = 0; run < runs; run += 1) {
    ours.push(runChild('import', vault, file))
    for (const entry of theirs) entry.runs.push(entry.peer.run(file, path.join(scratch, 'peer.db')))
    loads.push(load())
  }
  const wall = spread(ours.map((run) => run.milliseconds))
  const closed = spread(ours.map((run) => run.closedMilliseconds ?? NaN))
  const cpu = spread(ours.map((run) => run.cpuMilliseconds ?? NaN))
  const memory = spread(ours.map((run) => run.peakMegabytes))
  const delay = spread(ours.map((run) => run.eventLoopDelayMilliseconds))
  const variants = ours[0]?.variants ?? 0
  const perSecond = Math.round(variants / (closed.median / 1000))
  say(
    `  median (least .. most, number of runs); load average before and after each round: ${loads.join(', ')}`,
  )
  say()
  say('  Caseboard')
  say(
    `    time     ${spreadText(closed, 2, 1000)} s until the write-ahead log is folded in, as the peers' is`,
  )
  say(`             ${spreadText(wall, 2, 1000)} s until the user sees the case`)
  say(`    CPU      ${spreadText(cpu, 2, 1000)} s, all threads`)
  say(`    memory   ${spreadText(memory, 0)} MB at its peak`)
  say(`    speed    ${perSecond.toLocaleString('en')} variants/s, ${variants.toLocaleString('en')} variants`)
  say(`    window   longest event-loop delay ${spreadText(delay, 0)} ms`)
  say(
    '    does     split by allele, transcript chosen, VAF computed, stored by column with an index of genes, encrypted, hashed, original kept, audited;',
  )
  say('             no reference registered, so not left-aligned')
  const compared = theirs.map(({ peer, runs: done }) => ({
    name: peer.name,
    lacks: peer.lacks,
    rows: done[0]?.rows ?? 0,
    wallMilliseconds: spread(done.map((one) => one.milliseconds)),
    cpuMilliseconds: spread(done.map((one) => one.cpuMilliseconds)),
    // Of neighbouring runs: what else the machine does changes from minute to minute.
    wallRatio: spread(done.map((one, run) => (ours[run]?.closedMilliseconds ?? NaN) / one.milliseconds)),
    cpuRatio: spread(done.map((one, run) => (ours[run]?.cpuMilliseconds ?? NaN) / one.cpuMilliseconds)),
  }))
  for (const peer of compared) {
    say()
    say(`  ${peer.name}`)
    say(
      `    time     ${spreadText(peer.wallMilliseconds, 2, 1000)} s; Caseboard / this: ${spreadText(peer.wallRatio, 2)}`,
    )
    say(
      `    CPU      ${spreadText(peer.cpuMilliseconds, 2, 1000)} s; Caseboard / this: ${spreadText(peer.cpuRatio, 2)}`,
    )
    say(`    lacks    ${peer.lacks}; ${peer.rows.toLocaleString('en')} rows`)
  }
  return {
    records,
    compressed: !options.plain,
    loadAverages: loads.map(Number),
    caseboard: {
      wallMilliseconds: wall,
      closedMilliseconds: closed,
      cpuMilliseconds: cpu,
      peakMegabytes: memory,
      eventLoopDelayMilliseconds: delay,
      variants,
      variantsPerSecond: perSecond,
    },
    peers: compared,
  }
}

async function benchOpen(scratch: string): Promise<object> {
  const file = await generatedVcf(cache, OPENED_RECORDS, true)
  const vault = path.join(scratch, 'opened')
  const { variants } = runChild('import', vault, file)
  const results = Array.from({ length: Math.max(3, runs) }, () => runChild('open', vault))
  const first = spread(results.map((run) => run.milliseconds))
  const again = spread(results.map((run) => run.secondMilliseconds ?? NaN))
  say()
  say(
    `Opening a case of ${variants.toLocaleString('en')} variants: its sheet, reports, other alterations and first page`,
  )
  say(
    `  first time after the vault is unlocked: ${spreadText(first, 1)} ms; again: ${spreadText(again, 1)} ms`,
  )
  return { variants, firstMilliseconds: first, againMilliseconds: again }
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'caseboard-bench-run-'))
try {
  sayMachine()
  const results: Record<string, object> = {}
  if (wanted.includes('import')) results['import'] = await benchImport(scratch)
  if (wanted.includes('open')) results['open'] = await benchOpen(scratch)
  if (wanted.includes('concordance')) {
    const result = await benchConcordance(say, { verbose: options.verbose })
    if (result !== null) results['concordance'] = result
  }
  if (wanted.includes('rematch')) {
    const size = options.quick
      ? { cases: 500, assertions: 2000, changes: 80, dense: options.dense }
      : { cases: 10_000, assertions: 10_000, changes: 400, dense: options.dense }
    results['rematch'] = await benchRematch(scratch, size, runs, Number(options.sample ?? size.cases), say)
  }
  say()
  say(JSON.stringify(results))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
