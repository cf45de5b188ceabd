import type { VcfHeader } from './header.ts'
import { infoKeys } from './infoScanner.ts'
import type { InfoKey } from './infoScanner.ts'

/** The INFO keys that Caseboard reads, as slots of an InfoScanner. */
export interface WantedInfo {
  readonly slots: ReadonlyMap<string, InfoKey>
  readonly annotation: InfoKey
  /** Depth and fraction of the tumor as INFO values: PCGR (TDP, TVAF), megSAP panels (tumor_dp, tumor_af). */
  readonly tumorDepth: InfoKey
  readonly tumorVaf: InfoKey
  readonly normalDepth: InfoKey
  readonly normalVaf: InfoKey
  readonly dp: InfoKey
  readonly af: InfoKey
  readonly ac: InfoKey
  readonly an: InfoKey
  readonly dp4: InfoKey
  readonly somatic: InfoKey
  readonly somaticStatus: InfoKey
  readonly status: InfoKey
  readonly germline: InfoKey
  readonly germlineStatus: InfoKey
  readonly clinical: InfoKey
  readonly frequencies: readonly { readonly key: InfoKey; readonly perAllele: boolean }[]
  readonly svType: InfoKey
  readonly end: InfoKey
  readonly svLength: InfoKey
  readonly mateId: InfoKey
  readonly chr2: InfoKey
  readonly pos2: InfoKey
  readonly cn: InfoKey
  readonly log2: InfoKey
  readonly probes: InfoKey
  readonly pairedReads: InfoKey
  readonly splitReads: InfoKey
  readonly support: InfoKey
  readonly geneA: InfoKey
  readonly geneB: InfoKey
  readonly exonA: InfoKey
  readonly exonB: InfoKey
  readonly frame: InfoKey
}

/** INFO keys that carry a population allele frequency by name; Mutect2's POPAF is -log10 and is left out. */
const FREQUENCY_KEY =
  /^(?:gnomad\w*_?AF(?:_popmax|_grpmax|_joint)?|gnomad\w*_AF\w*|AF_(?:popmax|grpmax|gnomad\w*|exac|1000g)|MAX_AF|ExAC_(?:ALL|AF)|KG_AF|1000G_AF|1000g\w*_all|GMAF_?AF?)$/i

export function wantedInfo(header: VcfHeader): WantedInfo {
  const { slots, want } = infoKeys()
  const frequencies = [...header.info.entries()]
    .filter(([id]) => FREQUENCY_KEY.test(id) && !/popmax_pop|_hom|_nhom/i.test(id))
    .map(([id, { number }]) => ({ key: want(id), perAllele: number === 'A' }))
  return {
    slots,
    frequencies,
    annotation: header.annotation === null ? want('\u0000') : want(header.annotation.key),
    tumorDepth: want('TDP', 'tumor_dp', 'TUMOR_DP'),
    tumorVaf: want('TVAF', 'tumor_af', 'TUMOR_AF'),
    normalDepth: want('NDP', 'CDP', 'normal_dp', 'NORMAL_DP'),
    normalVaf: want('NVAF', 'CVAF', 'normal_af', 'NORMAL_AF'),
    dp: want('DP'),
    af: want('AF', 'VAF'),
    ac: want('AC'),
    an: want('AN'),
    dp4: want('DP4'),
    somatic: want('SOMATIC', 'Somatic'),
    somaticStatus: want('SS'),
    status: want('STATUS'),
    germline: want('GERMLINE', 'Germline'),
    germlineStatus: want('GermlineStatus'),
    clinical: want('CLNSIG', 'CLIN_SIG', 'CLINVAR_CLNSIG', 'ClinVar_CLNSIG', 'clinvar_sig', 'CLINVAR_SIG'),
    svType: want('SVTYPE'),
    end: want('END'),
    svLength: want('SVLEN'),
    mateId: want('MATEID'),
    chr2: want('CHR2'),
    pos2: want('POS2'),
    cn: want('CN'),
    log2: want('FOLD_CHANGE_LOG', 'LOG2', 'log2', 'LOG2FC'),
    probes: want('PROBES'),
    pairedReads: want('PE'),
    splitReads: want('SR'),
    support: want('RE', 'SU', 'SUPPORT'),
    geneA: want('GENEA'),
    geneB: want('GENEB'),
    exonA: want('EXON_NUMBER_A'),
    exonB: want('EXON_NUMBER_B'),
    frame: want('FRAME_STATUS'),
  }
}
