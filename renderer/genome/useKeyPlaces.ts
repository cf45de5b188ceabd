import { useEffect, useMemo, useState } from 'react'
import { call } from '../app/call.ts'
import { useCase } from '../case/CaseContext.ts'
import { keyVariantIds, structuralPlaces, variantPlace } from './keyPlaces.ts'
import type { KeyPlace } from './keyPlaces.ts'

/** More buttons than this are no shortcut. */
const mostVariants = 24

const noPlaces: readonly KeyPlace[] = []

/** Key variants first, then rearrangements; null while they are being looked up. */
export function useKeyPlaces(): readonly KeyPlace[] | null {
  const { detail, matches } = useCase()
  const [variants, setVariants] = useState<readonly KeyPlace[] | null>(null)
  const report = matches.state === 'ready' ? matches.value : null
  const others = detail.otherAlterations
  useEffect(() => {
    if (report === null) return undefined
    let wanted = true
    const ids = keyVariantIds(report, others).slice(0, mostVariants)
    void Promise.allSettled(ids.map((variantId) => call('variant/get', { variantId }))).then((answers) => {
      if (!wanted) return
      setVariants(
        answers.flatMap((answer) => (answer.status === 'fulfilled' ? [variantPlace(answer.value)] : [])),
      )
    })
    return () => {
      wanted = false
    }
  }, [report, others])
  const known = matches.state === 'failed' ? noPlaces : variants
  return useMemo(() => {
    if (known === null) return null
    // The same change called in two reports gives one button.
    const byLocus = new Map<string, KeyPlace>()
    for (const place of [...known, ...structuralPlaces(others)])
      byLocus.set(`${place.label} ${place.build} ${place.loci.join()}`, place)
    return [...byLocus.values()]
  }, [others, known])
}
