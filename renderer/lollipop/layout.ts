import { scaleLinear, scaleSqrt } from 'd3-scale'
import type { Lollipop } from '../../shared/genomeSession.ts'

/** Geometry of the lollipop plot, in pixels of its own coordinate system. */

export interface Stem {
  readonly change: Lollipop['changes'][number]
  /** Where the change stands on the protein. */
  readonly x: number
  /** Where its head stands: moved sideways where neighbours are too close. */
  readonly headX: number
  readonly headY: number
  readonly radius: number
}

export interface PlotLayout {
  readonly width: number
  readonly height: number
  readonly barY: number
  readonly length: number
  readonly scale: (residue: number) => number
  readonly ticks: readonly number[]
  readonly stems: readonly Stem[]
}

export const margin = { left: 28, right: 28, top: 16, bottom: 34 }
const barHeight = 26
const leastGap = 22

/** Protein length; where no gene model is known, the last residue that carries something. */
export function plotLength(plot: Lollipop): number {
  if (plot.length !== null) return plot.length
  return Math.max(1, ...plot.changes.map((one) => one.residue), ...plot.domains.map((one) => one.end))
}

export function plotLayout(plot: Lollipop, width: number): PlotLayout {
  const length = plotLength(plot)
  const scale = scaleLinear([1, length], [margin.left, width - margin.right])
  const radius = scaleSqrt([0, 1], [5, 15])
  const changes = [...plot.changes].sort((a, b) => a.residue - b.residue)
  const xs = spread(
    changes.map((change) => scale(change.residue)),
    leastGap,
    margin.left,
    width - margin.right,
  )
  const headTop = margin.top + 90
  const stems = changes.map((change, index) => ({
    change,
    x: scale(change.residue),
    headX: xs[index] ?? 0,
    headY: headTop,
    radius: radius(change.vaf ?? 0),
  }))
  const barY = headTop + 70
  return {
    width,
    height: barY + barHeight + margin.bottom,
    barY,
    length,
    scale,
    ticks: scale.ticks(8).filter((tick) => tick >= 1 && tick <= length && Number.isInteger(tick)),
    stems,
  }
}

/**
 * Moves sorted positions apart to at least `gap`, inside `from..to`, as little as it can: pushed right where
 * too close, then the overhang at the right is pushed back. Where there is no room the gap shrinks.
 */
export function spread(sorted: readonly number[], gap: number, from: number, to: number): readonly number[] {
  const room = sorted.length > 1 ? Math.min(gap, (to - from) / (sorted.length - 1)) : gap
  const placed: number[] = []
  for (const x of sorted) placed.push(Math.max(x, (placed.at(-1) ?? from - room) + room))
  for (let index = placed.length - 1, limit = to; index >= 0; index--) {
    const x = placed[index] ?? limit
    placed[index] = Math.min(x, limit)
    limit = (placed[index] ?? limit) - room
  }
  return placed
}
