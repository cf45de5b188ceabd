import type { Browser, CreateOpt } from 'igv'
import { useEffect, useRef, useState } from 'react'
import type { GenomeSession } from '../../shared/genomeSession.ts'
import { useKeys } from '../app/keyboard.ts'
import { Waiting } from '../parts/Empty.tsx'
import { Notice } from '../parts/Notice.tsx'
import { browserConfig, lengthsFromCytobands } from './browserConfig.ts'

interface IgvBrowserProps {
  readonly session: GenomeSession
  /** One locus, or several side by side. */
  readonly loci: readonly string[]
}

/**
 * One igv browser per mounted element: made once, taken away on unmount. Mount it with a `key` of case and
 * build; a change of `loci` only moves it.
 */
export function IgvBrowser({ session, loci }: IgvBrowserProps) {
  const host = useRef<HTMLDivElement>(null)
  const browser = useRef<Browser | null>(null)
  const first = useRef({ session, loci })
  const [state, setState] = useState<{ kind: 'starting' | 'ready' } | { kind: 'failed'; message: string }>({
    kind: 'starting',
  })

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    let wanted = true
    let remove = (): void => undefined
    const start = async (): Promise<void> => {
      const { session: one, loci: at } = first.current
      const [{ default: igv }, lengths] = await Promise.all([
        import('igv'),
        chromosomeLengths(one.reference.cytobandUrl),
      ])
      if (!wanted) return
      // The shipped types know neither `search: false` nor `twoBitURL`; IgvConfig is what 3.8 really takes.
      const config = browserConfig(one, lengths, at) as unknown as CreateOpt
      const made = await igv.createBrowser(element, config)
      remove = () => igv.removeBrowser(made)
      if (!wanted) {
        remove()
        return
      }
      browser.current = made
      setState({ kind: 'ready' })
    }
    start().catch((problem: unknown) => {
      if (wanted)
        setState({ kind: 'failed', message: problem instanceof Error ? problem.message : String(problem) })
    })
    return () => {
      wanted = false
      browser.current = null
      remove()
    }
  }, [])

  useKeys({ Escape: () => closePopups(host.current) })

  const wish = loci.join(' ')
  const shown = useRef(wish)
  const ready = state.kind === 'ready'
  useEffect(() => {
    if (!ready || shown.current === wish) return
    shown.current = wish
    browser.current?.search(wish)
  }, [ready, wish])

  return (
    <>
      {state.kind === 'starting' && <Waiting what="Starting the genome browser" />}
      {state.kind === 'failed' && (
        <Notice tone="error">
          <strong>The genome browser could not start: {state.message}</strong>
          <p>Check in Settings that the registered reference and gene models are still where they were.</p>
        </Notice>
      )}
      <div
        ref={host}
        className="igv-host"
        role="region"
        aria-label="Genome browser"
        data-ready={ready}
        data-loci={wish}
      />
    </>
  )
}

async function chromosomeLengths(cytobandUrl: string): Promise<{ dataUrl: string; blobUrl: string }> {
  const response = await fetch(cytobandUrl)
  if (!response.ok) throw new Error(`the cytobands are missing (${response.status})`)
  const text = lengthsFromCytobands(await response.text())
  return {
    dataUrl: `data:text/plain;base64,${btoa(text)}`,
    blobUrl: URL.createObjectURL(new Blob([text], { type: 'text/plain' })),
  }
}

/** Takes igv's open popups away; false where there is none, so that Escape means what it means elsewhere. */
function closePopups(host: HTMLElement | null): boolean {
  const popups = [...((host?.shadowRoot ?? host)?.querySelectorAll<HTMLElement>('.igv-ui-popover') ?? [])]
  const open = popups.filter((popup) => popup.checkVisibility())
  for (const popup of open) popup.remove()
  return open.length > 0
}
