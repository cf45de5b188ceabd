/** The demonstration's assays. None of them exists: no device, laboratory or approval stands behind the names. */

const SMALL = ['smallVariant']
const panel60 =
  'AKT1 ALK APC AR ARID1A ATM BAP1 BRAF BRCA1 BRCA2 CDH1 CDK4 CDKN2A CHEK2 CTNNB1 EGFR ERBB2 ERBB3 ERBB4 ESR1 FBXW7 FGFR1 FGFR2 FGFR3 GATA3 GNA11 GNAQ GNAS HRAS IDH1 IDH2 JAK2 KDR KEAP1 KIT KRAS MAP2K1 MET MLH1 MSH2 MSH6 MYC NF1 NOTCH1 NRAS NTRK1 NTRK2 NTRK3 PALB2 PDGFRA PIK3CA PMS2 POLE PTEN RB1 RET ROS1 SMAD4 STK11 TP53'.split(
    ' ',
  )
const panel60CopyNumber = new Set(
  'AR CDK4 CDKN2A EGFR ERBB2 FGFR1 FGFR2 KRAS MET MYC PIK3CA PTEN RB1'.split(' '),
)
const panel60Fusions = new Set('ALK BRAF FGFR2 FGFR3 NTRK1 NTRK2 NTRK3 RET ROS1'.split(' '))
const plasma24 =
  'AKT1 ALK APC AR ATM BRAF BRCA1 BRCA2 DNMT3A EGFR ERBB2 ESR1 FGFR2 IDH1 KIT KRAS MAP2K1 MET NRAS PIK3CA PTEN RET STK11 TP53'.split(
    ' ',
  )
const germline20 =
  'APC ATM BARD1 BRCA1 BRCA2 BRIP1 CDH1 CHEK2 EPCAM MLH1 MSH2 MSH6 MUTYH NBN PALB2 PMS2 PTEN RAD51C RAD51D TP53'.split(
    ' ',
  )
const rna30 =
  'ALK BRAF EGFR ERBB2 ETV6 EWSR1 FGFR1 FGFR2 FGFR3 FUS MAML2 MET MYB NOTCH1 NRG1 NTRK1 NTRK2 NTRK3 NUTM1 PDGFB PDGFRA PLAG1 PRKACA RAF1 RET ROS1 SS18 TFE3 USP6 YAP1'.split(
    ' ',
  )

const demonstration = {
  laboratory: 'Demonstration laboratory (invented)',
  regulatoryStatus: 'demonstration, not a real device',
  companionDiagnostics: [],
  source: 'Invented for the demonstration cases of Caseboard',
}

export const ASSAYS = {
  'solid-panel-60': {
    name: 'Demonstration solid panel 60',
    method: 'panel',
    specimenKinds: ['tissue'],
    genes: panel60.map((gene) => ({
      gene,
      kinds: [
        ...SMALL,
        ...(panel60CopyNumber.has(gene) ? ['copyNumber'] : []),
        ...(panel60Fusions.has(gene) ? ['fusion'] : []),
      ],
    })),
    markers: ['MSI'],
    limitOfDetection: 0.05,
    ...demonstration,
  },
  // Sixty genes are too few bases to count mutations per megabase, so TMB comes from an exome.
  'exome-signatures': {
    name: 'Demonstration exome, signatures only',
    method: 'exome',
    specimenKinds: ['tissue'],
    genes: [],
    markers: ['TMB'],
    limitOfDetection: null,
    ...demonstration,
  },
  'plasma-panel-24': {
    name: 'Demonstration plasma panel 24',
    method: 'ctDNA',
    specimenKinds: ['plasma'],
    genes: plasma24.map((gene) => ({ gene, kinds: SMALL })),
    markers: [],
    limitOfDetection: 0.005,
    ...demonstration,
  },
  'melanoma-panel-8': {
    name: 'Demonstration melanoma panel 8',
    method: 'panel',
    specimenKinds: ['tissue', 'normal'],
    genes: [
      { gene: 'BRAF', kinds: SMALL },
      { gene: 'CDKN2A', kinds: ['smallVariant', 'copyNumber'] },
      { gene: 'CDKN2B', kinds: ['copyNumber'] },
      { gene: 'GNA11', kinds: SMALL, codons: [[209, 209]] },
      { gene: 'GNAQ', kinds: SMALL, codons: [[209, 209]] },
      { gene: 'KIT', kinds: SMALL },
      // Codon 61, where most melanomas carry NRAS mutations, is left out on purpose: it must read "not assessed".
      { gene: 'NRAS', kinds: SMALL, codons: [[12, 13]] },
      { gene: 'TERT', kinds: SMALL },
    ],
    markers: [],
    limitOfDetection: 0.05,
    ...demonstration,
  },
  'rapid-hotspot-4': {
    name: 'Demonstration rapid hotspot panel 4',
    method: 'panel',
    specimenKinds: ['tissue'],
    genes: [
      { gene: 'BRAF', kinds: SMALL, codons: [[600, 601]] },
      { gene: 'ERBB2', kinds: ['smallVariant', 'copyNumber'] },
      // KRAS is not on this panel, on purpose: RAS wild type must read "not assessed".
      {
        gene: 'NRAS',
        kinds: SMALL,
        codons: [
          [12, 13],
          [59, 61],
          [117, 117],
          [146, 146],
        ],
      },
      {
        gene: 'PIK3CA',
        kinds: SMALL,
        codons: [
          [542, 546],
          [1043, 1049],
        ],
      },
    ],
    markers: [],
    limitOfDetection: 0.05,
    ...demonstration,
  },
  'rna-fusion-panel-30': {
    name: 'Demonstration RNA fusion panel 30',
    method: 'RNA',
    specimenKinds: ['tissue'],
    genes: rna30.map((gene) => ({ gene, kinds: ['fusion'] })),
    markers: [],
    limitOfDetection: null,
    ...demonstration,
  },
  'germline-panel-20': {
    name: 'Demonstration germline panel 20',
    method: 'panel',
    specimenKinds: ['normal'],
    genes: germline20.map((gene) => ({ gene, kinds: SMALL })),
    markers: [],
    limitOfDetection: null,
    ...demonstration,
  },
  immunohistochemistry: {
    name: 'Demonstration immunohistochemistry',
    method: 'IHC',
    specimenKinds: ['tissue'],
    genes: [],
    markers: ['ER', 'HER2', 'Ki-67', 'MMR', 'PD-L1', 'PR', 'pan-TRK'],
    limitOfDetection: null,
    ...demonstration,
  },
}
