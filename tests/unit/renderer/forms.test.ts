import { describe, expect, it } from 'vitest'
import { isOwnAddress } from '../../../renderer/app/ownOriginOnly.ts'
import { formatRoute, parseRoute } from '../../../renderer/app/route.ts'
import { draftOf, drugList, emptySpecimen, emptyTherapy, inputOf } from '../../../renderer/cases/caseDraft.ts'
import { packetName } from '../../../renderer/export/packetName.ts'
import { joinPath } from '../../../renderer/files/paths.ts'
import { spread } from '../../../renderer/lollipop/layout.ts'
import {
  candidateOf,
  importFiles,
  openChoices,
  withPreview,
} from '../../../renderer/reports/importChoices.ts'
import { lineFields } from '../../../renderer/reports/lineFields.ts'
import { chosenColumns } from '../../../renderer/variants/columns.ts'
import { geneList } from '../../../renderer/variants/filterText.ts'
import { passwordProblem } from '../../../renderer/vault/passwordProblem.ts'
import type { ReportPreviewResult } from '../../../shared/api.ts'

describe('the case form', () => {
  it('keeps what it does not show, and turns percent into a fraction', () => {
    const draft = {
      ...draftOf(null),
      pseudonym: ' A-1 ',
      specimens: [{ ...emptySpecimen, name: 'T1', purity: '60' }],
    }
    const existing = { ...emptyInput(), identifiers: [{ system: 'local', value: '7' }] }
    const result = inputOf(draft, existing)
    expect(result).toMatchObject({
      ok: true,
      input: { pseudonym: 'A-1', identifiers: [{ value: '7' }], specimens: [{ purity: 0.6 }] },
    })
  })

  it('gives back what it was given', () => {
    const input = {
      ...emptyInput(),
      diagnosis: 'LUAD',
      yearOfBirth: 1961,
      priorTherapies: [
        {
          line: 1,
          drugs: ['cisplatin', 'pemetrexed'],
          start: '2025-01-02',
          end: null,
          bestResponse: 'PR',
          stopReason: null,
        },
      ],
    }
    expect(inputOf(draftOf(input), input)).toEqual({ ok: true, input })
  })

  it('drops rows left empty, but refuses a therapy without a drug', () => {
    const empty = inputOf({ ...draftOf(null), pseudonym: 'A', priorTherapies: [emptyTherapy] }, null)
    expect(empty).toMatchObject({ ok: true, input: { priorTherapies: [] } })
    const unnamed = inputOf(
      { ...draftOf(null), pseudonym: 'A', priorTherapies: [{ ...emptyTherapy, line: '1' }] },
      null,
    )
    expect(unnamed).toMatchObject({ ok: false, field: 'Therapies so far' })
  })

  it('names the field that is wrong', () => {
    expect(inputOf({ ...draftOf(null), pseudonym: 'A', yearOfBirth: '61' }, null)).toMatchObject({
      ok: false,
      field: 'Year of birth',
    })
  })

  it('keeps organ function with its day; an empty field stays unknown, a wrong one is named', () => {
    const empty = draftOf(null)
    const filled = {
      ...empty,
      pseudonym: 'A',
      clinical: {
        organs: { ...empty.clinical.organs, QTc: { value: '462,5', date: '2026-10-28' } },
        conditions: { ...empty.clinical.conditions, pregnancy: { present: 'no' as const, date: '' } },
      },
    }
    const made = inputOf(filled, null)
    expect(made).toMatchObject({
      ok: true,
      input: {
        clinical: {
          organs: [{ field: 'QTc', value: 462.5, date: '2026-10-28' }],
          conditions: [{ condition: 'pregnancy', present: false, date: null }],
        },
      },
    })
    if (!made.ok) throw new Error(made.message)
    expect(draftOf(made.input).clinical.organs.QTc).toEqual({ value: '462.5', date: '2026-10-28' })
    const wrong = {
      ...filled,
      clinical: {
        ...filled.clinical,
        organs: { ...empty.clinical.organs, LVEF: { value: 'good', date: '' } },
      },
    }
    expect(inputOf(wrong, null)).toMatchObject({ ok: false, field: 'Organ function' })
  })

  it('writes drugs as generic names in lower case', () => {
    expect(drugList('Cisplatin + Pemetrexed; , bevacizumab')).toEqual([
      'cisplatin',
      'pemetrexed',
      'bevacizumab',
    ])
  })
})

function emptyInput() {
  const made = inputOf({ ...draftOf(null), pseudonym: 'A-1' }, null)
  if (!made.ok) throw new Error(made.message)
  return made.input
}

describe('importing', () => {
  const preview: ReportPreviewResult = {
    path: '/r/a.vcf',
    fileName: 'a.vcf',
    bytes: 1,
    format: 'VCF',
    formatVersion: '4.2',
    compressed: false,
    build: null,
    buildEvidence: '',
    samples: ['T', 'N'],
    tumorSample: null,
    normalSample: null,
    sampleEvidence: '',
    annotation: null,
    caller: null,
    needs: ['build', 'tumorSample'],
  }

  it('waits until everything the file does not say is chosen', () => {
    const seen = withPreview(candidateOf('/r/a.vcf'), preview)
    expect(openChoices(seen)).toEqual(['the genome build', 'the tumor sample'])
    expect(importFiles([seen])).toBeNull()
    const chosen = { ...seen, build: 'GRCh37' as const, tumorSample: 'T' }
    expect(importFiles([chosen])).toEqual([
      { path: '/r/a.vcf', build: 'GRCh37', tumorSample: 'T', assay: null, specimen: null },
    ])
  })

  it('imports the good files beside one that cannot be read, but not before all were looked at', () => {
    const good = withPreview(candidateOf('/r/a.vcf'), { ...preview, needs: [] })
    const bad = { ...candidateOf('/r/b.pdf'), error: { code: 'bad-input' as const, message: 'no report' } }
    expect(importFiles([good, bad])?.map((file) => file.path)).toEqual(['/r/a.vcf'])
    expect(importFiles([good, candidateOf('/r/c.vcf')])).toBeNull()
    expect(importFiles([bad])).toBeNull()
  })

  it('shows a report line field by field, and only where the header fits', () => {
    expect(lineFields('7\t140453136\t.\tA', '#CHROM\tPOS\tID\tREF')).toEqual([
      { name: 'CHROM', value: '7' },
      { name: 'POS', value: '140453136' },
      { name: 'REF', value: 'A' },
    ])
    expect(lineFields('a\tb\tc', 'x\ty')).toEqual([])
    expect(lineFields('a\tb', null)).toEqual([])
  })
})

describe('addresses', () => {
  it('survive a round trip, with the variant and the loci to show', () => {
    const route = {
      page: 'case',
      caseId: 3,
      tab: 'genome',
      query: { variant: 17, loci: ['chr2:1-9', 'chr2:20-30'] },
    } as const
    expect(parseRoute(formatRoute(route))).toEqual(route)
  })

  it('lead home where they make no sense', () => {
    expect(parseRoute('#/case/x/summary')).toEqual({ page: 'cases' })
    expect(parseRoute('')).toEqual({ page: 'cases' })
    expect(parseRoute('#/case/3/nothing')).toMatchObject({ caseId: 3, tab: 'summary' })
  })
})

describe('addresses that the page may ask for', () => {
  const page = 'caseboard://app/index.html#/cases'

  it.each([
    '/genome/GRCh37/cytobands.txt',
    'assets/igv.js',
    'caseboard://app/files/track/1/data',
    'data:text/plain,x',
    'blob:caseboard://app/1',
  ])('allows %s', (address) => expect(isOwnAddress(address, page)).toBe(true))

  it.each([
    'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi',
    '//igv.org/genomes.json',
    'http://app/x',
    'file:///etc/passwd',
    'caseboard://other/x',
    'https://',
  ])('refuses %s', (address) => expect(isOwnAddress(address, page)).toBe(false))
})

describe('small things that a user types or keeps', () => {
  it('reads gene lists in any writing', () => {
    expect(geneList('egfr, TP53;kras  egfr c9orf72')).toEqual(['EGFR', 'TP53', 'KRAS', 'C9orf72'])
  })

  it('remembers columns, forgets names it does not know, and never shows none', () => {
    expect(chosenColumns('vaf,gene,nonsense')).toEqual(['gene', 'vaf'])
    expect(chosenColumns('nonsense')).toEqual(chosenColumns(null))
  })

  it('says what is wrong with a new password', () => {
    expect(passwordProblem('short', 'short')).toMatch(/5 of at least 8/)
    expect(passwordProblem('long enough', 'long enouhg')).toMatch(/differ/)
    expect(passwordProblem('long enough', 'long enough')).toBeNull()
  })

  it('makes file names that every system takes', () => {
    expect(packetName('A/1: "x"', 'pdf')).toBe('A-1-x-board-packet.pdf')
    expect(packetName('///', 'html')).toBe('case-board-packet.html')
    expect(joinPath('C:\\cases', 'a.html')).toBe('C:\\cases\\a.html')
    expect(joinPath('/cases/', 'a.html')).toBe('/cases/a.html')
    expect(joinPath('/cases', '/elsewhere/a.html')).toBe('/elsewhere/a.html')
  })

  it('keeps lollipop heads apart, in order and inside the plot', () => {
    const xs = spread([100, 101, 102, 498, 500], 20, 0, 500)
    for (let index = 1; index < xs.length; index++)
      expect((xs[index] ?? 0) - (xs[index - 1] ?? 0)).toBeGreaterThanOrEqual(20)
    expect(Math.max(...xs)).toBeLessThanOrEqual(500)
    expect(xs[0]).toBe(100)
  })
})
