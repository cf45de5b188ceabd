import { describe, expect, it } from 'vitest'
import { browserConfig, lengthsFromCytobands } from '../../../renderer/genome/browserConfig.ts'
import type { GenomeSession } from '../../../shared/genomeSession.ts'

const lengths = { dataUrl: 'data:text/plain;base64,', blobUrl: 'blob:here' }
const session: GenomeSession = {
  build: 'GRCh37',
  builds: ['GRCh37'],
  reference: {
    name: 'GRCh37',
    fastaUrl: '/genome/GRCh37/reference.fa',
    indexUrl: '/genome/GRCh37/reference.fa.fai',
    twoBitUrl: null,
    cytobandUrl: '/genome/GRCh37/cytobands.txt',
    sequenceNote: '',
  },
  geneModels: [{ name: 'Genes', url: '/genome/GRCh37/genes.refgene.txt', format: 'refgene' }],
  tracks: [
    {
      id: 'track-1',
      name: 'reads',
      format: 'bam',
      url: '/files/track/1/data',
      indexUrl: '/files/track/1/index',
    },
    { id: 'report-1', name: 'calls', format: 'vcf', url: '/files/report/1/variants.vcf', indexUrl: null },
  ],
}

describe('what igv is started with', () => {
  it('switches off everything that would ask a server, and names no genome that igv knows', () => {
    const config = browserConfig(session, lengths, ['chr7:1-2'])
    expect(config).toMatchObject({
      loadDefaultGenomes: false,
      search: false,
      queryParametersSupported: false,
    })
    expect(config.reference.id).toBe('caseboard-GRCh37')
    expect(JSON.stringify(config)).not.toMatch(/https?:/)
  })

  it('gives reads a window, so that a wide view does not load millions of them', () => {
    const reads = browserConfig(session, lengths, []).tracks.find((track) => track.format === 'bam')
    expect(reads).toMatchObject({
      type: 'alignment',
      visibilityWindow: 30_000,
      indexURL: '/files/track/1/index',
    })
  })

  it('says outright that a file has no index, so that none is looked for', () => {
    const calls = browserConfig(session, lengths, []).tracks.find((track) => track.format === 'vcf')
    expect(calls).toMatchObject({ type: 'variant', indexed: false })
    expect(calls).not.toHaveProperty('indexURL')
  })

  it('makes genes findable by name in their own track', () => {
    expect(browserConfig(session, lengths, []).tracks[0]).toMatchObject({
      searchable: true,
      format: 'refgene',
    })
  })

  it('falls back to coordinates alone where there is no sequence, or a FASTA without index', () => {
    const bare = { ...session, reference: { ...session.reference, indexUrl: null } }
    expect(browserConfig(bare, lengths, []).reference).toMatchObject({
      format: 'chromsizes',
      fastaURL: 'blob:here',
    })
  })

  it('takes a 2bit file where one is registered', () => {
    const twoBit = {
      ...session,
      reference: {
        ...session.reference,
        fastaUrl: null,
        indexUrl: null,
        twoBitUrl: '/files/reference/1/data',
      },
    }
    expect(browserConfig(twoBit, lengths, []).reference).toMatchObject({
      twoBitURL: '/files/reference/1/data',
    })
  })

  it('reads chromosome lengths from the cytobands and leaves other contigs out', () => {
    const text =
      'chr1\t0\t2300000\tp36.33\tgneg\nchr1\t2300000\t5400000\tp36.32\tgpos25\nchrM\t0\t16571\t\tgneg\nchr1_random\t0\t9\t\tgneg\n'
    expect(lengthsFromCytobands(text)).toBe('chr1\t5400000\nchrM\t16571\n')
  })
})
