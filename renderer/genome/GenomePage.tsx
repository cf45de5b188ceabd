import { useRef, useState } from 'react'
import type { GenomeSession } from '../../shared/genomeSession.ts'
import type { GenomeBuild, SmallVariant } from '../../shared/model.ts'
import { call } from '../app/call.ts'
import { useKeys } from '../app/keyboard.ts'
import { caseAddress } from '../app/route.ts'
import type { RouteQuery } from '../app/route.ts'
import { useCall } from '../app/useCall.ts'
import { smallVariantText } from '../case/alterationText.ts'
import { useCase } from '../case/CaseContext.ts'
import { Waiting } from '../parts/Empty.tsx'
import { ErrorNotice, Notice } from '../parts/Notice.tsx'
import './genome.css'
import { IgvBrowser } from './IgvBrowser.tsx'
import type { KeyPlace } from './keyPlaces.ts'
import { locusText, padded, parseLocus, variantLocus } from './locus.ts'
import { useKeyPlaces } from './useKeyPlaces.ts'

export function GenomePage({ query }: { query: RouteQuery }) {
  const { detail, revision } = useCase()
  const caseId = detail.case.id
  const places = useKeyPlaces()
  const [chosenBuild, setChosenBuild] = useState<GenomeBuild | null>(null)
  const linked = useCall('variant/get', query.variant === undefined ? null : { variantId: query.variant })
  const variant = linked.state === 'ready' ? linked.value : null
  const waiting = query.variant !== undefined && linked.state === 'loading'
  const build = chosenBuild ?? variant?.build ?? null
  const session = useCall('genome/session', waiting ? null : { caseId, build }, revision)

  if (linked.state === 'failed')
    return (
      <div className="page">
        <ErrorNotice error={linked.error} />
      </div>
    )
  if (session.state === 'failed')
    return (
      <div className="page">
        <ErrorNotice error={session.error} />
      </div>
    )
  // Without a wish the view starts at the first key place: it must be known, or the view would jump later.
  const placesMatter = query.variant === undefined && query.loci === undefined
  if (session.state !== 'ready' || (places === null && placesMatter))
    return <Waiting what="Opening the genome" />
  const wished = query.loci ?? (variant === null ? null : [variantLocus(variant)])
  return (
    <OpenGenome
      caseId={caseId}
      session={session.value}
      variant={variant}
      wished={wished}
      places={places ?? []}
      onBuild={setChosenBuild}
    />
  )
}

interface OpenGenomeProps {
  readonly caseId: number
  readonly session: GenomeSession
  readonly variant: SmallVariant | null
  readonly wished: readonly string[] | null
  readonly places: readonly KeyPlace[]
  readonly onBuild: (build: GenomeBuild) => void
}

/** Where the browser starts when nothing is wished for: the whole genome says which chromosomes carry calls. */
const wholeGenome = ['all']

function OpenGenome({ caseId, session, variant, wished, places, onBuild }: OpenGenomeProps) {
  const [moved, setMoved] = useState<{ from: string; loci: readonly string[] } | null>(null)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const box = useRef<HTMLInputElement>(null)
  const here = places.filter((place) => place.build === null || place.build === session.build)
  // A new link overrides where the user went by hand since the last one.
  const wishKey = (wished ?? []).join(' ')
  const loci =
    moved !== null && moved.from === wishKey ? moved.loci : (wished ?? here[0]?.loci ?? wholeGenome)
  const move = (next: readonly string[]): void => {
    setProblem(null)
    setMoved({ from: wishKey, loci: next })
  }
  useKeys({ '/': () => box.current?.focus(), g: () => box.current?.focus() })

  const goTo = async (): Promise<void> => {
    const wish = parseLocus(typed)
    if (wish.kind === 'empty') return
    if (wish.kind === 'place') return move([locusText(wish.place)])
    const { locus } = await call('genome/locate', { build: session.build, gene: wish.gene })
    if (locus === null) {
      setProblem(
        `No gene “${wish.gene}” in the gene models of ${session.build}. Write a position like 7:140453136, or register fuller gene models in Settings.`,
      )
      return
    }
    move([locusText(padded(locus, Math.round((locus.end - locus.start) * 0.05)))])
  }
  const reads = session.tracks.some((track) => track.format === 'bam' || track.format === 'cram')
  const otherBuild = variant !== null && variant.build !== session.build

  return (
    <div className="genome-page">
      <div className="genome-bar">
        <form
          role="search"
          aria-label="Go to locus"
          onSubmit={(event) => {
            event.preventDefault()
            void goTo()
          }}
        >
          <div className="field">
            <label className="field-label" htmlFor="locus">
              Gene or position
            </label>
            <input
              id="locus"
              ref={box}
              className="input"
              placeholder="BRAF or 7:140453136   ( / )"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <button type="submit" className="button">
            Go
          </button>
        </form>
        {session.builds.length > 1 ? (
          <div className="segmented" role="radiogroup" aria-label="Genome build">
            {session.builds.map((build) => (
              <label key={build}>
                <input
                  type="radio"
                  name="build"
                  checked={build === session.build}
                  onChange={() => onBuild(build)}
                />
                {build}
              </label>
            ))}
          </div>
        ) : (
          <span className="badge neutral">{session.build}</span>
        )}
        <div className="key-places" role="group" aria-label="Key places">
          {here.map((place) => (
            <button
              key={`${place.label} ${place.loci.join()}`}
              type="button"
              className="button small"
              aria-pressed={place.loci.join(' ') === loci.join(' ')}
              onClick={() => move(place.loci)}
            >
              {place.label}
            </button>
          ))}
        </div>
      </div>
      {problem !== null && <Notice tone="warning">{problem}</Notice>}
      {otherBuild && (
        <Notice tone="warning">
          {smallVariantText(variant)} was called on {variant.build}; this view is {session.build}. Positions
          are not converted between builds.
        </Notice>
      )}
      <div className="igv-frame">
        <IgvBrowser
          key={`${caseId} ${session.build} ${session.tracks.map((track) => track.id).join()}`}
          session={session}
          loci={loci}
        />
      </div>
      <div className="genome-notes">
        <p>{session.reference.sequenceNote}</p>
        {!reads && (
          <p>
            No reads are registered for {session.build}. Add a BAM or CRAM with its index under{' '}
            <a href={caseAddress(caseId, 'reports')}>Reports → Tracks</a> to see the evidence behind a call.
          </p>
        )}
        {reads && <p>Reads appear once the view is narrower than 30 kb.</p>}
      </div>
    </div>
  )
}
