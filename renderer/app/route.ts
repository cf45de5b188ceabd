/** Where the user is, as written in the address after `#`, so that Back, Forward and links work. */

export const caseTabs = ['summary', 'therapies', 'variants', 'genome', 'reports', 'trials'] as const
export type CaseTab = (typeof caseTabs)[number]

export const settingsSections = ['references', 'assays', 'knowledge', 'audit', 'about'] as const
export type SettingsSection = (typeof settingsSections)[number]

export type Route =
  | { readonly page: 'cases' }
  | { readonly page: 'glossary' }
  | { readonly page: 'case'; readonly caseId: number; readonly tab: CaseTab; readonly query: RouteQuery }
  | { readonly page: 'settings'; readonly section: SettingsSection }

/** What a tab should show first; absent parts mean no wish. */
export interface RouteQuery {
  /** Small variant to select (Variants) or to go to (Genome). */
  readonly variant?: number
  /** Loci to show side by side in the Genome tab, e.g. `chr2:29,415,000-29,416,000`. */
  readonly loci?: readonly string[]
  /** Gene to filter the variants by. */
  readonly gene?: string
  /** Assertion to scroll to in the Therapies tab. */
  readonly assertion?: string
  /** Presentation to show the case as it was in. */
  readonly presentation?: number
}

export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?')
  const parts = path.split('/')
  if (parts[0] === 'glossary') return { page: 'glossary' }
  if (parts[0] === 'settings') {
    const section = settingsSections.find((name) => name === parts[1]) ?? 'references'
    return { page: 'settings', section }
  }
  const caseId = Number(parts[1])
  if (parts[0] === 'case' && Number.isInteger(caseId) && caseId > 0) {
    const tab = caseTabs.find((name) => name === parts[2]) ?? 'summary'
    return { page: 'case', caseId, tab, query: parseQuery(new URLSearchParams(search)) }
  }
  return { page: 'cases' }
}

export function formatRoute(route: Route): string {
  switch (route.page) {
    case 'cases':
      return '#/cases'
    case 'glossary':
      return '#/glossary'
    case 'settings':
      return `#/settings/${route.section}`
    case 'case': {
      const search = formatQuery(route.query).toString()
      return `#/case/${route.caseId}/${route.tab}${search === '' ? '' : `?${search}`}`
    }
  }
}

/** Address of a tab of a case. */
export function caseAddress(caseId: number, tab: CaseTab, query: RouteQuery = {}): string {
  return formatRoute({ page: 'case', caseId, tab, query })
}

function parseQuery(params: URLSearchParams): RouteQuery {
  const variant = Number(params.get('variant'))
  const loci = params.getAll('locus')
  const gene = params.get('gene')
  const assertion = params.get('assertion')
  const presentation = Number(params.get('presentation'))
  return {
    ...(Number.isInteger(variant) && variant > 0 ? { variant } : {}),
    ...(loci.length > 0 ? { loci } : {}),
    ...(gene === null ? {} : { gene }),
    ...(assertion === null ? {} : { assertion }),
    ...(Number.isInteger(presentation) && presentation > 0 ? { presentation } : {}),
  }
}

function formatQuery(query: RouteQuery): URLSearchParams {
  const params = new URLSearchParams()
  if (query.variant !== undefined) params.set('variant', String(query.variant))
  for (const locus of query.loci ?? []) params.append('locus', locus)
  if (query.gene !== undefined) params.set('gene', query.gene)
  if (query.assertion !== undefined) params.set('assertion', query.assertion)
  if (query.presentation !== undefined) params.set('presentation', String(query.presentation))
  return params
}
