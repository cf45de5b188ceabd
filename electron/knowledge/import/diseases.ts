import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiseaseScope } from '../../../shared/knowledge.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'

/** A disease name of a source as a place in OncoTree, or why it has none. */
export type DiseaseAnswer =
  | {
      readonly ok: true
      readonly scope: DiseaseScope
      /** As OncoTree names it, or `any solid tumor`. */
      readonly name: string
      /** What the source's name says beyond the tumor type (`HER2-positive breast cancer`). */
      readonly condition: string | null
    }
  | { readonly ok: false; readonly reason: string }

export interface DiseaseQuestion {
  readonly name: string
  /** The source's own OncoTree code, where it has one. */
  readonly code?: string
  /** True where the column is meant to hold OncoTree codes: elsewhere `CM` may mean cutaneous melanoma. */
  readonly mayBeCode?: boolean
}

interface Synonym {
  readonly codes: readonly string[]
  readonly note: string
}

const SOLID = 'SOLID'
const REFUSED = '-'

export type DiseaseNames = (question: DiseaseQuestion) => DiseaseAnswer

/** Loads the own synonym table beside the tree. */
export async function loadDiseaseSynonyms(resourcesDirectory: string): Promise<string> {
  return readFile(join(resourcesDirectory, 'oncotree', 'synonyms.tsv'), 'utf8')
}

/**
 * Disease names as places in OncoTree: the own synonym table first (it says where a name means more or less
 * than OncoTree's node of that name), then OncoTree's names, then its main types ("Breast Cancer", as OncoKB
 * writes), then, where allowed, its codes. An organ is no disease, and nothing is guessed: a name that is in
 * none of them is refused.
 */
export function createDiseaseNames(tree: OncoTree, synonymTable: string): DiseaseNames {
  const synonyms = readSynonyms(synonymTable, tree)
  const byName = new Map<string, string[]>()
  const tissues = new Set<string>()
  const byMainType = new Map<string, string[]>()
  for (const node of tree.nodes.values()) {
    if (node.parent === null) {
      tissues.add(nameKey(node.name))
      tissues.add(nameKey(node.code))
      for (const part of node.name.split('/')) tissues.add(nameKey(part))
      continue
    }
    push(byName, nameKey(node.name), node.code)
    if (node.mainType !== null && mainTypeOf(tree, node.parent) !== node.mainType) {
      push(byMainType, nameKey(node.mainType), node.code)
    }
  }

  const byText = (text: string, mayBeCode: boolean): DiseaseAnswer => {
    const key = nameKey(text)
    if (key === '') return { ok: false, reason: 'The row names no disease.' }
    const synonym = synonyms.get(key)
    if (synonym !== undefined) {
      if (synonym.codes[0] === REFUSED) {
        return { ok: false, reason: `The disease "${text}" is not placed in OncoTree: ${synonym.note}.` }
      }
      return answer(tree, synonym.codes, synonym.note === '' ? null : synonym.note)
    }
    const named = byName.get(key)
    if (named !== undefined) {
      if (named.length === 1) return answer(tree, named, null)
      return {
        ok: false,
        reason: `OncoTree has several tumor types called "${text}" (${named.join(', ')}); the organ is not stated.`,
      }
    }
    const main = byMainType.get(key)
    if (main !== undefined) return answer(tree, main, null)
    if (mayBeCode) {
      const node = tree.nodes.get(text.trim().toUpperCase())
      if (node !== undefined && node.parent !== null) return answer(tree, [node.code], null)
    }
    if (tissues.has(key)) return { ok: false, reason: `"${text}" is an organ, not a disease.` }
    return {
      ok: false,
      reason: `The disease "${text}" is not known: it is no name of OncoTree ${tree.version} and not in Caseboard's table of synonyms.`,
    }
  }

  return ({ name, code, mayBeCode = false }) => {
    const named = byText(name, mayBeCode)
    if (code === undefined || code === '') return named
    const node = tree.nodes.get(code)
    if (node === undefined || node.parent === null) {
      if (named.ok) return named
      const why =
        node === undefined ? `OncoTree ${tree.version} has no code "${code}"` : `"${code}" is an organ`
      return { ok: false, reason: `${named.reason} Its code does not help: ${why}.` }
    }
    if (!named.ok) {
      // An unknown name with a code is placed by the code; a name that is refused for what it means is not.
      return /not known|names no disease/.test(named.reason) ? answer(tree, [code], null) : named
    }
    if ('oncotree' in named.scope && !named.scope.oncotree.some((one) => related(tree, one, code))) {
      // Inside one organ the name, which people wrote, stands above a code that was picked; the board is told.
      if (
        tissueOf(tree, code) !== null &&
        named.scope.oncotree.every((one) => tissueOf(tree, one) === tissueOf(tree, code))
      ) {
        const note = `the source's own OncoTree code is ${code} (${node.name})`
        return { ...named, condition: named.condition === null ? note : `${named.condition}; ${note}` }
      }
      return {
        ok: false,
        reason: `The row contradicts itself: its disease is "${name}", its OncoTree code ${code} (${node.name}).`,
      }
    }
    return named
  }
}

/** Compares without case, accents, punctuation and British spelling. */
export function nameKey(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'\u2019]/g, '')
    .replace(/tumour/g, 'tumor')
    .replace(/leukaem/g, 'leukem')
    .replace(/oesophag/g, 'esophag')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function readSynonyms(table: string, tree: OncoTree): ReadonlyMap<string, Synonym> {
  const lines = table.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  const synonyms = new Map<string, Synonym>()
  for (const line of lines.slice(1)) {
    const [name = '', codes = '', note = ''] = line.split('\t')
    // Another OncoTree release may have dropped a code; what is left of the name must not match by accident.
    const known = codes
      .split(',')
      .filter((code) => code === SOLID || code === REFUSED || tree.nodes.has(code))
    if (known.length > 0) synonyms.set(nameKey(name), { codes: known, note })
  }
  return synonyms
}

function answer(tree: OncoTree, codes: readonly string[], condition: string | null): DiseaseAnswer {
  if (codes[0] === SOLID) {
    return { ok: true, scope: { tumorAgnostic: 'solid', except: [] }, name: 'any solid tumor', condition }
  }
  return {
    ok: true,
    scope: { oncotree: [...codes], except: [] },
    name: codes.map((code) => tree.nodes.get(code)?.name ?? code).join(', '),
    condition,
  }
}

function mainTypeOf(tree: OncoTree, code: string): string | null {
  const node = tree.nodes.get(code)
  return node === undefined || node.parent === null ? null : node.mainType
}

function tissueOf(tree: OncoTree, code: string): string | null {
  return tree.nodes.get(code)?.tissue ?? null
}

function related(tree: OncoTree, a: string, b: string): boolean {
  return above(tree, a, b) || above(tree, b, a)
}

function above(tree: OncoTree, ancestor: string, code: string): boolean {
  let next: string | null | undefined = code
  for (let steps = 0; steps < 20 && next !== null && next !== undefined; steps += 1) {
    if (next === ancestor) return true
    next = tree.nodes.get(next)?.parent
  }
  return false
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
