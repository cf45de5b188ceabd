import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { civicStrength } from '../../../electron/knowledge/import/levels/civic.ts'
import { assertionSchema } from '../../../shared/knowledge.ts'

const root = join(import.meta.dirname, '../../..')
const release = join(root, '../shared/data/knowledge/civic/01-Oct-2018-ClinicalEvidenceSummaries.tsv.gz')
if (!existsSync(release)) console.warn(`skipped: ${release} is not here`)

const rowSchema = z.object({
  evidence_id: z.string(),
  gene: z.string(),
  variant: z.string(),
  drugs: z.string(),
  evidence_direction: z.string(),
  clinical_significance: z.string(),
  evidence_status: z.string(),
  evidence_level: z.string(),
  rating: z.string(),
  pubmed_id: z.string(),
})

function civicItems(): Map<string, z.infer<typeof rowSchema>> {
  const rows: unknown = parse(gunzipSync(readFileSync(release)), {
    delimiter: '\t',
    columns: true,
    quote: null,
    relax_column_count: true,
  })
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map((row) => [row.evidence_id, row]),
  )
}

/** ABL1 resistances of the pack with each CIViC item that they cite. */
function citations(): { id: string; text: string; strength: string; level: string; eid: string }[] {
  const folder = join(root, 'resources/knowledge/starter/assertions')
  return readdirSync(folder)
    .flatMap((file) => z.array(assertionSchema).parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .filter(({ id, effect }) => id.startsWith('abl1-') && effect === 'resistance')
    .flatMap((assertion) =>
      assertion.sources.flatMap(({ id }) => {
        const eid = /^CIViC EID(\d+)$/.exec(id)?.[1]
        return eid === undefined
          ? []
          : [
              {
                id: assertion.id,
                text: JSON.stringify(assertion),
                strength: assertion.strength,
                level: `${assertion.level.scheme} ${assertion.level.value}`,
                eid,
              },
            ]
      }),
    )
}

describe.skipIf(!existsSync(release))('CIViC items behind the ABL1 resistances of the starter pack', () => {
  const items = existsSync(release) ? civicItems() : new Map<string, z.infer<typeof rowSchema>>()
  const cited = citations()

  it('are accepted, speak of a listed change and drug, and stand beside their paper', () => {
    expect(cited.length).toBeGreaterThan(40)
    const wrong = cited.flatMap(({ id, text, eid }) => {
      const item = items.get(eid)
      if (item === undefined) return [`${id}: no EID${eid}`]
      const change = item.variant.split(' ').at(-1) ?? ''
      const drugs = item.drugs.toLowerCase().split(/[, ]/)
      const right =
        item.gene === 'ABL1' &&
        item.evidence_status === 'accepted' &&
        item.evidence_direction === 'Supports' &&
        text.includes(`"change":"${change}"`) &&
        drugs.some((drug) => text.includes(`"${drug}"`)) &&
        text.includes(`PMID:${item.pubmed_id}`)
      return right ? [] : [`${id}: EID${eid} ${item.variant} ${item.drugs}`]
    })
    expect(wrong).toEqual([])
  })

  it('say resistance, except where the sentence says that the sources disagree', () => {
    const contrary = cited.filter(({ eid }) => items.get(eid)?.clinical_significance !== 'Resistance')
    expect(new Set(contrary.map(({ id }) => id))).toEqual(
      new Set(['abl1-m244v-q252h-m351t-imatinib-resistance-disputed-cml']),
    )
  })

  it('never give an entry a strength above that of its best item', () => {
    const order = ['A1', 'A2', 'B', 'C', 'D']
    const byEntry = Map.groupBy(
      cited.filter(({ level }) => level.startsWith('CIViC')),
      ({ id }) => id,
    )
    const above = [...byEntry].flatMap(([id, entries]) => {
      const best = entries
        .map(({ eid }) => items.get(eid))
        .map((item) => (item ? (civicStrength(item.evidence_level, Number(item.rating)) ?? 'D') : 'D'))
        .sort()[0]
      return order.indexOf(entries[0]?.strength ?? '') < order.indexOf(best ?? 'D') ? [id] : []
    })
    expect(above).toEqual([])
  })
})
