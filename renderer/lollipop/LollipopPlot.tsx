import { axisBottom } from 'd3-axis'
import { scaleLinear } from 'd3-scale'
import { select } from 'd3-selection'
import { line } from 'd3-shape'
import { useEffect, useRef } from 'react'
import type { Lollipop } from '../../shared/genomeSession.ts'
import { percent } from '../parts/numbers.ts'
import { margin, plotLayout } from './layout.ts'
import type { PlotLayout, Stem } from './layout.ts'
import './lollipop.css'

interface LollipopPlotProps {
  readonly plot: Lollipop
  readonly width: number
  readonly onChoose: (variantId: number) => void
}

/** The gene's protein with its domains, and one lollipop per change; the head grows with the VAF. */
export function LollipopPlot({ plot, width, onChoose }: LollipopPlotProps) {
  const layout = plotLayout(plot, width)
  return (
    <div className="lollipop">
      <svg
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={`Changes of ${plot.gene} on its protein`}
      >
        {layout.stems.map((stem) => (
          <StemMark
            key={`${stem.change.variantId} ${stem.change.label}`}
            stem={stem}
            barY={layout.barY}
            onChoose={onChoose}
          />
        ))}
        <rect
          className="backbone"
          x={margin.left}
          y={layout.barY + 7}
          width={layout.width - margin.left - margin.right}
          height={12}
          rx={3}
        />
        <g>
          {plot.domains.map((domain) => {
            const x = layout.scale(domain.start)
            const wide = layout.scale(domain.end) - x
            const label = domainLabel(domain.name, wide)
            return (
              <g key={`${domain.name} ${domain.start}`} className="domain">
                <title>{`${domain.name}, residues ${domain.start} to ${domain.end}${domain.accession === null ? '' : `, ${domain.accession}`}`}</title>
                <rect x={x} y={layout.barY} width={Math.max(2, wide)} height={26} rx={4} />
                {label !== '' && (
                  <text x={x + wide / 2} y={layout.barY + 17}>
                    {label}
                  </text>
                )}
              </g>
            )
          })}
        </g>
        <Axis layout={layout} />
      </svg>
    </div>
  )
}

/** A domain's name as far as its box holds it, at about 6.5 px a letter; nothing where only a stump would fit. */
function domainLabel(name: string, width: number): string {
  const letters = Math.floor((width - 6) / 6.5)
  if (name.length <= letters) return name
  return letters >= 5 ? `${name.slice(0, letters - 1)}…` : ''
}

interface StemMarkProps {
  readonly stem: Stem
  readonly barY: number
  readonly onChoose: (variantId: number) => void
}

function StemMark({ stem, barY, onChoose }: StemMarkProps) {
  const { change, x, headX, headY, radius } = stem
  const path = line()([
    [x, barY + 4],
    [x, barY - 12],
    [headX, barY - 30],
    [headX, headY],
  ])
  const truncating = /stop_gained|frameshift|splice_(donor|acceptor)|start_lost/.test(
    change.consequence ?? '',
  )
  const what = `${change.label}, residue ${change.residue}${change.vaf === null ? '' : `, VAF ${percent(change.vaf)}`}`
  return (
    <g
      className={truncating ? 'stem truncating' : 'stem'}
      role="button"
      tabIndex={0}
      aria-label={what}
      onClick={() => onChoose(change.variantId)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault()
          onChoose(change.variantId)
        }
      }}
    >
      <title>{`${what}${change.consequence === null ? '' : `, ${change.consequence}`}; ${change.reports.join(', ')}`}</title>
      <path d={path ?? ''} fill="none" stroke="var(--ink-3)" />
      <circle cx={headX} cy={headY} r={radius} />
      <text transform={`translate(${headX + 4},${headY - radius - 5}) rotate(-48)`}>{change.label}</text>
    </g>
  )
}

function Axis({ layout }: { layout: PlotLayout }) {
  const group = useRef<SVGGElement>(null)
  useEffect(() => {
    if (group.current === null) return
    const scale = scaleLinear([1, layout.length], [margin.left, layout.width - margin.right])
    const axis = axisBottom(scale).tickValues(
      [1, ...layout.ticks.filter((tick) => tick > 1), layout.length].filter(fits(scale)),
    )
    select(group.current).call(axis)
  }, [layout.length, layout.width, layout.ticks])
  return <g ref={group} className="axis" transform={`translate(0,${layout.barY + 32})`} aria-hidden="true" />
}

/** Keeps the last tick (the length) and drops one that would be printed over it. */
function fits(
  scale: (value: number) => number,
): (tick: number, index: number, all: readonly number[]) => boolean {
  return (tick, index, all) => index === all.length - 1 || scale(all.at(-1) ?? 0) - scale(tick) > 36
}
