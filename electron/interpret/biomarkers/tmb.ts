import type { Signature } from '../../../shared/model.ts'
import type { ReportFindings } from '../case/findings.ts'
import { poissonInterval } from './poisson.ts'

/**
 * Tumor mutational burden by panel. The FDA's cut-off of 10 mut/Mb for pembrolizumab belongs to FoundationOne CDx
 * (P170019/S016); another assay is read by its own cut-off or a calibrated equivalent, where its description gives
 * one. A region below about 1 Mb gives a number so uncertain that its exact 95% interval decides
 * (PMID 34606929: small regions misclassify; the interval says by how much).
 */
const FDA_CUTOFF = 10
const SMALL_REGION_MEGABASES = 1

/** What one result says; `open` results leave the leaf unassessed. */
export type Reading = { readonly is: 'positive' | 'negative' | 'open'; readonly note: string }

interface Threshold {
  readonly at: number
  readonly words: string
}

function thresholdOf(wanted: number, report: ReportFindings | null): Threshold {
  const own = report?.assay?.cutoffs?.find(({ marker }) => /^b?tmb$/i.test(marker.trim()))
  if (own?.equivalentTo === wanted) {
    return {
      at: own.atLeast,
      words: `the assay's cut-off of ${own.atLeast} mut/Mb, calibrated to the source's ${wanted} (${own.source})`,
    }
  }
  if (own !== undefined && own.equivalentTo === undefined && wanted === FDA_CUTOFF) {
    return {
      at: own.atLeast,
      words:
        own.atLeast === wanted
          ? `the source's cut-off of ${wanted} mut/Mb, which is the assay's own (${own.source})`
          : `the assay's own cut-off of ${own.atLeast} mut/Mb (${own.source}); the source's ${wanted} belongs to another assay`,
    }
  }
  return { at: wanted, words: `the source's cut-off of ${wanted} mut/Mb` }
}

/** `value` in mutations per megabase; the report must not be of plasma. */
export function readTmb(
  value: number,
  signature: Signature,
  report: ReportFindings | null,
  wanted: number,
): Reading {
  const threshold = thresholdOf(wanted, report)
  const reaches = value >= threshold.at
  const megabases = signature.megabases ?? report?.assay?.scoredMegabases ?? null
  const interval = megabases === null ? null : intervalOf(value, signature.mutations, megabases)
  const size =
    interval === null || megabases === null
      ? ''
      : ` 95% interval ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)} mut/Mb over ${megabases} Mb.`
  if (
    megabases !== null &&
    interval !== null &&
    megabases < SMALL_REGION_MEGABASES &&
    interval.low < threshold.at &&
    interval.high >= threshold.at
  ) {
    return {
      is: 'open',
      note: `${value} mut/Mb from a region of ${megabases} Mb: the 95% interval ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)} holds ${threshold.words}.`,
    }
  }
  const notes = [
    `${value} ${reaches ? 'reaches' : 'is below'} ${threshold.words}.${size}`,
    ...(reaches && ownCutoffUnknown(wanted, report)
      ? [
          "10 mut/Mb was set for FoundationOne CDx; this assay's description names no cut-off of its own: a biomarker match.",
        ]
      : []),
    ...(reaches && tumorOnly(report)
      ? [
          'Tumor-only: uncommon germline variants may inflate it, more so where a population is little studied.',
        ]
      : []),
  ]
  return { is: reaches ? 'positive' : 'negative', note: notes.join(' ') }
}

function ownCutoffUnknown(wanted: number, report: ReportFindings | null): boolean {
  const assay = report?.assay
  if (wanted !== FDA_CUTOFF || !assay) return false
  return (
    assay.cutoffs?.some(({ marker }) => /^b?tmb$/i.test(marker.trim())) !== true && !isFoundation(assay.name)
  )
}

function isFoundation(name: string): boolean {
  return /foundation\s*one\s*cdx/i.test(name)
}

function tumorOnly(report: ReportFindings | null): boolean {
  return (
    report !== null &&
    report.assay !== null &&
    report.normalSample === null &&
    !report.assay.specimenKinds.includes('normal')
  )
}

function intervalOf(
  value: number,
  mutations: number | undefined,
  megabases: number,
): { readonly low: number; readonly high: number } {
  const { low, high } = poissonInterval(mutations ?? Math.round(value * megabases))
  return { low: low / megabases, high: high / megabases }
}
