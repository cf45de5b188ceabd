// Recovers reference sequence from aligned reads: the MD tag of a read spells the reference under it exactly.
//   node reference-from-reads.mjs OUT.tsv MIN_READS reads.bam...       (samtools on the path)
// Writes "chrom start bases" (1-based) for every stretch of at least 40 bases of which each is told by MIN_READS primary
// reads (mapping quality 20 or more) without contradiction. A read is taken only if its SEQ, CIGAR and MD agree in length.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [out, minReads, ...bams] = process.argv.slice(2)
const seen = new Map() // chrom -> Map(position -> { base, reads } | null where reads contradict)
for (const bam of bams) {
  const view = spawn('samtools', ['view', '-q', '20', '-F', '0xD04', bam], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: view.stdout })) {
    const f = line.split('\t')
    const md = /\tMD:Z:(\S+)/.exec(line)?.[1]
    if (!md) continue
    const aligned = [] // read base or '-' (deleted from the read) per reference position
    let q = 0
    for (const [, n, op] of f[5].matchAll(/(\d+)([MIDNSHP=X])/g)) {
      const len = +n
      if (op === 'M' || op === '=' || op === 'X') {
        for (let i = 0; i < len; i++) aligned.push(f[9][q + i])
        q += len
      } else if (op === 'I' || op === 'S') q += len
      else if (op === 'D') for (let i = 0; i < len; i++) aligned.push('-')
      else if (op === 'N') aligned.length = 0
    }
    if (/N/.test(f[5])) continue
    const reference = []
    for (const [token] of md.matchAll(/\d+|\^[A-Z]+|[A-Z]/g)) {
      if (/^\d/.test(token)) for (let i = 0; i < +token; i++) reference.push(aligned[reference.length])
      else reference.push(...token.replace('^', ''))
    }
    if (reference.length !== aligned.length) continue
    const chrom = `chr${f[2].replace(/^chr/, '')}`
    if (!seen.has(chrom)) seen.set(chrom, new Map())
    const map = seen.get(chrom)
    reference.forEach((base, i) => {
      if (!/[ACGT]/.test(base ?? '')) return
      const pos = +f[3] + i
      const known = map.get(pos)
      if (known === undefined) map.set(pos, { base, reads: 1 })
      else if (known && known.base === base) known.reads++
      else map.set(pos, null)
    })
  }
}
let [bases, contradictions] = [0, 0]
const rows = []
for (const [chrom, map] of seen) {
  let start = 0
  let text = ''
  const flush = () => {
    if (text.length >= 40) {
      rows.push([chrom, start, text])
      bases += text.length
    }
    text = ''
  }
  let last = -1
  for (const pos of [...map.keys()].sort((a, b) => a - b)) {
    const known = map.get(pos)
    if (known === null) contradictions++
    if (pos !== last + 1) flush()
    if (known && known.reads >= +minReads) {
      if (text === '') start = pos
      text += known.base
    } else flush()
    last = pos
  }
  flush()
}
writeFileSync(out, rows.map((r) => r.join('\t')).join('\n') + '\n')
console.log(`${rows.length} stretches, ${bases} bases, ${contradictions} contradicted positions`)
