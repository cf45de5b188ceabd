import { reference } from '../reference.mjs'
import { vcfText } from '../vcf.mjs'

const BUILD = 'GRCh38'
const SAMPLE = 'SALIVARY1_T1'
/** Intron 5 of ETV6 (plus strand) and intron 14 of NTRK3 (minus strand). */
const ETV6 = { chrom: '12', pos: 11874512 }
const NTRK3 = { chrom: '15', pos: 87968125 }

/** The bounds that make the fusion in frame on our gene models; throws where they do not hold. */
function exonBounds() {
  const { models } = reference(BUILD)
  const etv6 = models.get('ETV6')
  const ntrk3 = models.get('NTRK3')
  const [, exon5End] = etv6.exons[4]
  const [exon6Start] = etv6.exons[5]
  const minus = [...ntrk3.exons].reverse()
  const [exon14Low] = minus[13]
  const [, exon15High] = minus[14]
  const inIntrons =
    ETV6.pos > exon5End && ETV6.pos <= exon6Start && NTRK3.pos > exon15High && NTRK3.pos <= exon14Low
  const coding = ([start, end], model) =>
    Math.max(0, Math.min(end, model.cdsEnd) - Math.max(start, model.cdsStart))
  const before = (exons, model) => exons.reduce((sum, exon) => sum + coding(exon, model), 0)
  const inFrame = before(etv6.exons.slice(0, 5), etv6) % 3 === before(minus.slice(0, 14), ntrk3) % 3
  if (!inIntrons || !inFrame) throw new Error('ETV6 exon 5 to NTRK3 exon 15 does not hold on the gene models')
  return { exon5End, exon15High }
}

export function salivary1({ write }) {
  const { exon5End, exon15High } = exonBounds()
  // REF is N: no reference slice reaches these introns, and a base is not invented (VCF 4.3 allows N).
  const breakend = (here, there, id, mate) => ({
    ...here,
    id,
    ref: 'N',
    alt: `N]chr${there.chrom}:${there.pos}]`,
    qual: '.',
    filter: 'PASS',
    info: `SVTYPE=BND;MATEID=${mate};SOMATICSCORE=61`,
    samples: ['71,19:64,27'],
  })
  write(
    'salivary-1/structural.vcf',
    vcfText({
      build: BUILD,
      version: '4.3',
      chr: true,
      meta: [
        '##source=GenerateSVCandidates 1.6.0',
        '##FILTER=<ID=MinSomaticScore,Description="Somatic score is less than 30">',
        '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type of structural variant">',
        '##INFO=<ID=MATEID,Number=.,Type=String,Description="ID of mate breakend">',
        '##INFO=<ID=SOMATICSCORE,Number=1,Type=Integer,Description="Somatic variant quality score">',
        '##FORMAT=<ID=PR,Number=.,Type=Integer,Description="Spanning paired-read support for the ref and alt alleles in the order listed">',
        '##FORMAT=<ID=SR,Number=.,Type=Integer,Description="Split reads for the ref and alt alleles in the order listed">',
      ],
      samples: [SAMPLE],
      format: 'PR:SR',
      records: [
        breakend(ETV6, NTRK3, 'MantaBND:201:0:1:0:0:0:0', 'MantaBND:201:0:1:0:0:0:1'),
        breakend(NTRK3, ETV6, 'MantaBND:201:0:1:0:0:0:1', 'MantaBND:201:0:1:0:0:0:0'),
      ],
    }),
  )
  write.sheet('salivary-1/rna-fusion.tsv', [
    {
      kind: 'fusion',
      name: 'ETV6',
      partner: 'NTRK3',
      status: 'detected',
      exon: '5;15',
      chrom: '12',
      pos: exon5End,
      partner_chrom: '15',
      partner_pos: exon15High,
      in_frame: 'yes',
      reads: 148,
    },
  ])
  write.sheet('salivary-1/pan-trk.tsv', [
    { kind: 'expression', name: 'pan-TRK', status: 'detected', score: 'IHC', category: 'positive' },
  ])
  return {
    case: {
      pseudonym: 'DEMO-SALIVARY-1',
      sex: 'male',
      yearOfBirth: 1984,
      diagnosis: 'HNMASC',
      diagnosisText: 'Secretory carcinoma of the left parotid gland, local recurrence and lung metastases',
      stage: 'IVC (AJCC 8)',
      performanceStatus: 1,
      priorTherapies: [
        {
          line: 1,
          drugs: ['carboplatin', 'paclitaxel'],
          start: '2026-04-13',
          end: '2026-08-31',
          bestResponse: 'stable disease',
          stopReason: 'progression (lung)',
        },
      ],
      comedications: [],
      specimens: [
        {
          name: 'T1',
          kind: 'tissue',
          site: 'parotid gland, recurrence, resection',
          collected: '2026-09-14',
          purity: 0.8,
        },
      ],
      question: 'ETV6::NTRK3 seen in DNA and RNA: TRK inhibitor now, and which?',
    },
    reports: [
      { path: 'salivary-1/pan-trk.tsv', build: null, assay: 'immunohistochemistry', specimen: 'T1' },
      { path: 'salivary-1/structural.vcf', build: BUILD, assay: 'solid-panel-60', specimen: 'T1' },
      { path: 'salivary-1/rna-fusion.tsv', build: BUILD, assay: 'rna-fusion-panel-30', specimen: 'T1' },
    ],
    tracks: [],
  }
}
