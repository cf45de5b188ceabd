/** Amino acids, one-letter and three-letter (IUPAC), with Sec, Pyl, the stop `*`/`Ter` and unknown `X`/`Xaa`. */
const NAMES: Readonly<Record<string, string>> = {
  A: 'Ala',
  R: 'Arg',
  N: 'Asn',
  D: 'Asp',
  C: 'Cys',
  Q: 'Gln',
  E: 'Glu',
  G: 'Gly',
  H: 'His',
  I: 'Ile',
  L: 'Leu',
  K: 'Lys',
  M: 'Met',
  F: 'Phe',
  P: 'Pro',
  S: 'Ser',
  T: 'Thr',
  W: 'Trp',
  Y: 'Tyr',
  V: 'Val',
  U: 'Sec',
  O: 'Pyl',
  X: 'Xaa',
  '*': 'Ter',
}

const LETTERS = new Map(Object.entries(NAMES).map(([letter, name]) => [name.toLowerCase(), letter]))

/** One residue in any writing as its letter; null where the text is not one residue. */
export function letterOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  if (text.length === 3) return LETTERS.get(text.toLowerCase()) ?? null
  if (text.length !== 1) return null
  const letter = text.toUpperCase()
  return letter in NAMES ? letter : null
}

/** One-letter residues in three-letter form: `FQ*` becomes `PheGlnTer`. */
export function nameOf(letters: string): string {
  return [...letters].map((letter) => NAMES[letter] ?? 'Xaa').join('')
}

/** A run of residues, three-letter (`SerValAsp`) or one-letter (`SVD`), as letters; null where unreadable. */
export function readResidues(text: string): string | null {
  const names = /^(?:[A-Z][a-z]{2}|\*)+$/.test(text) ? text.match(/[A-Z][a-z]{2}|\*/g) : null
  const letters = (names ?? [...text]).map((part) => letterOf(part))
  return letters.every((letter) => letter !== null) ? letters.join('') : null
}
