import { judgementKindSchema } from '../../../shared/classification.ts'
import type { Judgement, VariantFlag } from '../../../shared/classification.ts'
import type { SmallVariant } from '../../../shared/model.ts'
import type { OncoTree } from '../../../shared/oncotree.ts'
import { alterationText, variantName } from '../case/alterationText.ts'
import type { Found } from '../case/findings.ts'
import { judgementText } from '../case/judgements.ts'
import { passesFilter } from '../case/passesFilter.ts'
import type { Scope } from '../scope.ts'
import { germlineOf } from '../variants/classify.ts'
import { isNullVariant, originOf, significanceOf } from '../variants/variantClass.ts'
import { bloodVerdict, CLONAL_HAEMATOPOIESIS_SOURCE } from './clonalHaematopoiesis.ts'
import { isPathogenicInClinvar, possibleGermline, purityText, SUSPICION_SOURCE } from './germlineSuspicion.ts'

/** Marks on single findings. `caution` is set where a therapy that rests on the finding must carry it. */
export interface Flagged {
  readonly flag: VariantFlag
  readonly found: Found<SmallVariant>
  readonly caution: boolean
}

/** Marks of every usable small variant, in an order that does not depend on how the findings came. */
export function variantFlags(scope: Scope, oncotree: OncoTree): readonly Flagged[] {
  const reports = new Map(scope.index.findings.reports.map((report) => [report.id, report]))
  const flags = scope.index.findings.alterations.flatMap((alteration): Flagged[] => {
    if (alteration.kind !== 'smallVariant' || !alteration.present || alteration.status !== 'detected')
      return []
    if (!passesFilter(alteration.filter)) return []
    const report = alteration.reportId === undefined ? null : (reports.get(alteration.reportId) ?? null)
    return flagsOf(scope, { alteration, report }, oncotree)
  })
  return flags.sort(
    (a, b) =>
      a.flag.finding.localeCompare(b.flag.finding) ||
      a.flag.kind.localeCompare(b.flag.kind) ||
      a.flag.text.localeCompare(b.flag.text) ||
      (a.flag.alterationId ?? 0) - (b.flag.alterationId ?? 0),
  )
}

export function flagsOf(scope: Scope, found: Found<SmallVariant>, oncotree: OncoTree): Flagged[] {
  const { alteration, report } = found
  const flags: Flagged[] = []
  const add = (kind: VariantFlag['kind'], text: string, source: string, caution = false): void => {
    const flag: VariantFlag = {
      kind,
      finding: variantName(scope.index, alteration),
      text,
      source,
      ...(alteration.id === undefined ? {} : { alterationId: alteration.id }),
      ...(alteration.reportId === undefined ? {} : { reportId: alteration.reportId }),
    }
    flags.push({ flag, found, caution })
  }
  if (possibleGermline(scope, found)) {
    const purity = purityText(alteration, report?.purity ?? null)
    add(
      'possible germline',
      `Possible germline: confirm in blood, refer to genetic counselling.${purity === null ? '' : ` ${purity}`}`,
      SUSPICION_SOURCE,
    )
  }
  const blood = bloodVerdict(scope, found, oncotree)
  if (blood?.is === 'possible germline') add('possible germline', blood.text, CLONAL_HAEMATOPOIESIS_SOURCE)
  if (blood?.is === 'possible clone') {
    add('clonal haematopoiesis', blood.text, CLONAL_HAEMATOPOIESIS_SOURCE, blood.caution)
  }
  const germline = germlineFinding(scope, found)
  if (germline !== null) add('germline', germline.text, germline.source)
  for (const judgement of wordsOn(scope, alteration)) {
    add('override', `${capital(judgementText(judgement))}.`, 'a curator of this vault')
  }
  return flags
}

function wordsOn(scope: Scope, variant: SmallVariant): Judgement[] {
  return judgementKindSchema.options
    .map((kind) => scope.index.judgement(variant, kind))
    .filter((judgement) => judgement !== null)
}

/**
 * A germline variant classed (likely) pathogenic: whoever classed it is named, and the board is sent to genetic
 * counselling. A gene that is on the list for secondary findings alone is only spoken of with consent.
 */
function germlineFinding(
  scope: Scope,
  found: Found<SmallVariant>,
): { readonly text: string; readonly source: string } | null {
  const { alteration } = found
  const { classification } = scope.genes
  if (originOf(found) !== 'germline' || alteration.gene === null) return null
  const cancer = classification.predisposition(alteration.gene) !== null
  const secondary = classification.secondaryFindings(alteration.gene)
  if (!cancer && (secondary.length === 0 || scope.index.findings.secondaryFindings !== 'yes')) return null
  // The list is for exomes and genomes, not for panels that were ordered for the tumor.
  const method = found.report?.assay?.method ?? null
  if (!cancer && method !== null && method !== 'exome' && method !== 'genome') return null
  const by = pathogenicBy(scope, found)
  if (by === null) return null
  if (!cancer && !returnable(scope, found)) return null
  const what = cancer
    ? `Germline, ${by}: refer to genetic counselling.`
    : `Secondary germline finding (${secondary.map(({ condition }) => condition).join(', ')}), ${by}: the patient agreed to be told; refer to genetic counselling.`
  return {
    text: what,
    source: cancer ? classification.predispositionSource : classification.secondaryFindingsVersion,
  }
}

/** Who says (likely) pathogenic: the curator alone where there is a word, else the report, ClinVar or the points. */
function pathogenicBy(scope: Scope, { alteration }: Found<SmallVariant>): string | null {
  const result = germlineOf(scope, alteration, 'germline')
  if (result.judgement !== null) {
    return /pathogenic$/.test(result.class ?? '') ? judgementText(result.judgement) : null
  }
  if (significanceOf(alteration) === 'pathogenic') {
    return `classed ${alteration.clinicalSignificance ?? 'pathogenic'} in the report`
  }
  const [fact] = (scope.index.facts(alteration)?.clinvar ?? []).filter(isPathogenicInClinvar)
  if (fact !== undefined) {
    return `${fact.germlineClass ?? ''} in ${fact.source} ${fact.version ?? ''} (${fact.stars} of 4 stars)`
  }
  return result.class === 'pathogenic' || result.class === 'likely pathogenic'
    ? `${result.class} by ${result.points} points (a curator must confirm it)`
    : null
}

/** The list's own condition for returning a variant: two of them, homozygous, truncating. */
function returnable(scope: Scope, found: Found<SmallVariant>): boolean {
  const { alteration } = found
  const gene = alteration.gene ?? ''
  const rules = scope.genes.classification.secondaryFindings(gene).map(({ report }) => report)
  if (rules.includes('all')) return true
  if (rules.includes('truncating')) return isNullVariant(scope.index, alteration)
  const homozygous = alteration.zygosity === 'homozygous'
  if (rules.includes('homozygous p.C282Y')) return homozygous && alteration.hgvsP === 'p.Cys282Tyr'
  if (homozygous) return true
  const others = scope.index
    .gene(gene)
    .small.filter(
      (one) =>
        one.alteration !== alteration && originOf(one) === 'germline' && pathogenicBy(scope, one) !== null,
    )
  return others.length > 0
}

/** Said once for a case with germline findings whose consent is not recorded: nothing was looked up. */
export function consentWarning(scope: Scope): string | null {
  const { findings } = scope.index
  if (findings.secondaryFindings === 'yes' || findings.secondaryFindings === undefined) return null
  const germline = findings.reports.some(
    ({ specimenKind, assay }) =>
      specimenKind === 'normal' && (assay?.method === 'exome' || assay?.method === 'genome'),
  )
  if (!germline) return null
  const version = scope.genes.classification.secondaryFindingsVersion
  return findings.secondaryFindings === 'no'
    ? `Secondary findings (${version}) are not shown: the patient declined them.`
    : `Secondary findings (${version}) are not shown: consent is not recorded in the case.`
}

/** Case warnings in the board's words, one a finding. */
export function flagWarnings(scope: Scope, flags: readonly Flagged[]): string[] {
  const told = flags
    .filter(({ flag }) => flag.kind === 'possible germline' || flag.kind === 'germline')
    .map(({ flag, found }) => {
      const name = alterationText(scope.index, found.alteration, found.report)
      return `${name}: ${flag.text.charAt(0).toLowerCase()}${flag.text.slice(1)}`
    })
  return [...new Set(told)].sort()
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
