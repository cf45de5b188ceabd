import { useDisplay } from '../app/display.ts'

/** Height in pixels of a row given in rem; follows presentation mode's larger type. */
export function useRowHeight(rem: number): number {
  const { presentation } = useDisplay()
  return Math.round(rem * (presentation ? 19 : 14))
}
