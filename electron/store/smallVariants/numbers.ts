/**
 * Numbers of small variants: the report's, then the row within the report counted from 0, so that one range of
 * numbers is one report. Annotations and calls are numbered the same way. Exact in a number for two million reports.
 */

export const ROWS_OF_REPORT = 2 ** 32

/** The number of row `row` (0-based) of a report. */
export function numberOf(reportId: number, row: number): number {
  return reportId * ROWS_OF_REPORT + row
}

export function reportOf(number: number): number {
  return Math.floor(number / ROWS_OF_REPORT)
}

/** 0-based. */
export function rowOf(number: number): number {
  return number % ROWS_OF_REPORT
}
