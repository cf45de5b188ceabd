import type { ReadableDatabase, WritableDatabase } from '../database.ts'

/**
 * Chromosome and 1-based position as one integer, `code * 2^32 + position`, so that the order of the karyotype
 * is the order of an index. Codes: 1..22, 23 = X, 24 = Y, 25 = MT; from 1000 on any other contig, 1000 + its row in
 * the table `contigs`.
 */

const NAMED = ['X', 'Y', 'MT'] as const
const OTHERS = 1000
/** Exact in a number: codes stay far below 2^21. */
export const POSITIONS = 2 ** 32

/** The code of a chromosome written `1`..`22`, `X`, `Y`, `MT`; null for any other contig. */
function chromosomeCode(chrom: string): number | null {
  const named = (NAMED as readonly string[]).indexOf(chrom)
  if (named >= 0) return 23 + named
  return /^([1-9]|1\d|2[0-2])$/.test(chrom) ? Number(chrom) : null
}

/** The contig's code, or null where no variant of the vault lies on it. */
export function findChromCode(db: ReadableDatabase, chrom: string): number | null {
  const code = chromosomeCode(chrom)
  if (code !== null) return code
  const row = db.prepare('SELECT id FROM contigs WHERE name = ?').get(chrom) as { id: number } | undefined
  return row === undefined ? null : OTHERS + row.id
}

/** The contig's code, which is given to it where it has none. */
export function chromCode(db: WritableDatabase, chrom: string): number {
  const known = findChromCode(db, chrom)
  if (known !== null) return known
  return OTHERS + Number(db.prepare('INSERT INTO contigs (name) VALUES (?)').run(chrom).lastInsertRowid)
}

export function siteOf(code: number, pos: number): number {
  return code * POSITIONS + pos
}

/** The other way round; `contig` is the name of the `contigs` row where the code is of one. */
export function readSite(site: number, contig: string | null): { chrom: string; pos: number } {
  return { chrom: contig ?? chromosomeName(Math.floor(site / POSITIONS)), pos: site % POSITIONS }
}

function chromosomeName(code: number): string {
  return code <= 22 ? String(code) : (NAMED[code - 23] ?? String(code))
}

/** Names of chromosomes and contigs by their codes; each is looked up once. */
export function createChromNames(db: ReadableDatabase): (code: number) => string {
  const names = new Map<number, string>()
  return (code) => {
    let name = names.get(code)
    if (name === undefined) {
      name =
        code < OTHERS
          ? chromosomeName(code)
          : (db
              .prepare('SELECT name FROM contigs WHERE id = ?')
              .pluck()
              .get(code - OTHERS) as string)
      names.set(code, name)
    }
    return name
  }
}
