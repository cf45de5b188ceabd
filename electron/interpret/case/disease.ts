import type { DiseaseScope } from '../../../shared/knowledge.ts'
import type { DiseaseMatch } from '../../../shared/match.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'

/** Where a diagnosis stands in OncoTree. Only a disease node is resolved: a tissue (`BREAST`) is an organ. */
export type Diagnosis =
  | { readonly resolved: true; readonly code: string; readonly name: string }
  | { readonly resolved: false; readonly code: string | null; readonly why: string }

export function resolveDiagnosis(tree: OncoTree, code: string | null): Diagnosis {
  if (code === null || code.trim() === '') {
    return { resolved: false, code: null, why: 'The case has no diagnosis.' }
  }
  const node = tree.nodes.get(code)
  if (node === undefined) {
    return { resolved: false, code, why: `OncoTree ${tree.version} has no code "${code}".` }
  }
  if (isTissue(tree, code)) {
    return { resolved: false, code, why: `"${code}" (${node.name}) is a tissue in OncoTree, not a disease.` }
  }
  return { resolved: true, code, name: node.name }
}

/** Tissue nodes have no parent, or only the root (`TISSUE`, itself no disease) above them. */
function isTissue(tree: OncoTree, code: string): boolean {
  const parent = tree.nodes.get(code)?.parent ?? null
  return parent === null || parent === 'TISSUE'
}

const lineages = new WeakMap<OncoTree, Map<string, readonly string[]>>()

/** The node and its ancestors, nearest first; a broken or circular tree ends the walk. */
export function lineage(tree: OncoTree, code: string): readonly string[] {
  let known = lineages.get(tree)
  if (known === undefined) lineages.set(tree, (known = new Map()))
  let path = known.get(code)
  if (path === undefined) known.set(code, (path = walkUp(tree, code)))
  return path
}

function walkUp(tree: OncoTree, code: string): readonly string[] {
  const path: string[] = []
  let next: string | null | undefined = tree.nodes.has(code) ? code : null
  while (next !== null && next !== undefined && !path.includes(next)) {
    path.push(next)
    next = tree.nodes.get(next)?.parent
  }
  return path
}

const BLOOD_ROOTS = ['MYELOID', 'LYMPH']
/** Lymphomas that OncoTree files under the organ they grow in. */
const LYMPHOMAS_BY_ORGAN = ['TLYM', 'MLYM']

/** Solid tumors: everything outside OncoTree's blood roots and the lymphomas filed under an organ. */
export function isSolid(tree: OncoTree, code: string): boolean {
  const path = lineage(tree, code)
  return (
    path.length > 0 && !path.some((step) => BLOOD_ROOTS.includes(step) || LYMPHOMAS_BY_ORGAN.includes(step))
  )
}

export interface ScopeMatch {
  readonly match: DiseaseMatch
  /** True where the scope names an exception that the diagnosis falls under. */
  readonly excepted: boolean
  /** True for `other` where the scope names a subtype of the diagnosis: a more exact diagnosis may fit it. */
  readonly narrower: boolean
}

/**
 * How a diagnosis stands to an assertion's disease: exact > descendant > tumor-agnostic > other. An
 * unresolved diagnosis is never exact or descendant; a tissue node of a solid organ may still meet a
 * tumor-agnostic scope, which the tier then holds below I.
 */
export function matchDisease(tree: OncoTree, code: string | null, scope: DiseaseScope): ScopeMatch {
  const as = (match: DiseaseMatch): ScopeMatch => ({ match, excepted: false, narrower: false })
  // A fact of the patient holds whatever the tumor, and where the tumor type is unresolved.
  if ('tumorAgnostic' in scope && scope.tumorAgnostic === 'any') return as('tumor-agnostic')
  if (code === null || !tree.nodes.has(code)) return as('other')
  const path = lineage(tree, code)
  if (scope.except.some((exception) => path.includes(exception))) return { ...as('other'), excepted: true }
  if ('tumorAgnostic' in scope) return as(isSolid(tree, code) ? 'tumor-agnostic' : 'other')
  const tissue = isTissue(tree, code)
  if (!tissue && scope.oncotree.includes(code)) return as('exact')
  if (!tissue && scope.oncotree.some((ancestor) => path.includes(ancestor))) return as('descendant')
  const narrower = scope.oncotree.some((named) => named !== code && lineage(tree, named).includes(code))
  return { ...as('other'), narrower }
}

/**
 * Whether a diagnosis lies in scopes at all: `matchDisease` says other than `other`. For one diagnosis asked about
 * thousands of scopes.
 */
export function ownDisease(tree: OncoTree, code: string | null): (scope: DiseaseScope) => boolean {
  const known = code !== null && tree.nodes.has(code)
  const path = new Set(known ? lineage(tree, code) : [])
  const solid = known && isSolid(tree, code)
  const disease = known && !isTissue(tree, code)
  return (scope) => {
    if ('tumorAgnostic' in scope && scope.tumorAgnostic === 'any') return true
    if (!known) return false
    for (const exception of scope.except) if (path.has(exception)) return false
    if ('tumorAgnostic' in scope) return solid
    if (!disease) return false
    for (const named of scope.oncotree) if (path.has(named)) return true
    return false
  }
}

/** True where some disease lies in both scopes: one names a node at, above or below a node of the other. */
export function scopesMeet(tree: OncoTree, a: DiseaseScope, b: DiseaseScope): boolean {
  if ('tumorAgnostic' in a || 'tumorAgnostic' in b) {
    const named = 'oncotree' in a ? a.oncotree : 'oncotree' in b ? b.oncotree : null
    const any = [a, b].some((one) => 'tumorAgnostic' in one && one.tumorAgnostic === 'any')
    return any || named === null || named.some((code) => isSolid(tree, code))
  }
  return a.oncotree.some((left) =>
    b.oncotree.some((right) => lineage(tree, left).includes(right) || lineage(tree, right).includes(left)),
  )
}

const scopeTexts = new WeakMap<DiseaseScope, { readonly tree: OncoTree; readonly text: string }>()

/** A disease scope in words with codes, e.g. `Non-Small Cell Lung Cancer (NSCLC)`. */
export function scopeText(tree: OncoTree, scope: DiseaseScope): string {
  const known = scopeTexts.get(scope)
  if (known?.tree === tree) return known.text
  const text = writeScope(tree, scope)
  scopeTexts.set(scope, { tree, text })
  return text
}

function writeScope(tree: OncoTree, scope: DiseaseScope): string {
  const name = (code: string): string => {
    const node = tree.nodes.get(code)
    return node === undefined ? code : `${node.name} (${code})`
  }
  const what =
    'tumorAgnostic' in scope
      ? scope.tumorAgnostic === 'any'
        ? 'any disease'
        : 'any solid tumor'
      : scope.oncotree.map(name).join(', ')
  return scope.except.length > 0 ? `${what}, except ${scope.except.map(name).join(', ')}` : what
}
