/**
 * Transcripts that the demonstration's annotations name: RefSeq (MANE Select), Ensembl of the GRCh37 archive
 * (release 75, as CIViC and vcf2maf write it) and of GRCh38. ATM has no GRCh38 entry: its Ensembl side is not
 * verified (resources/build/mane.tsv), and no GRCh38 file of the demonstration names it.
 */
export const TRANSCRIPTS = {
  ALK: {
    refseq: 'NM_004304.5',
    grch37: 'ENST00000389048.3',
    grch38: 'ENST00000389048.8',
    ensemblGene: 'ENSG00000171094',
  },
  APC: {
    refseq: 'NM_000038.6',
    grch37: 'ENST00000257430.4',
    grch38: 'ENST00000257430.9',
    ensemblGene: 'ENSG00000134982',
  },
  ATM: { refseq: 'NM_000051.4', grch37: 'ENST00000278616.4', ensemblGene: 'ENSG00000149311' },
  BRAF: {
    refseq: 'NM_004333.6',
    grch37: 'ENST00000288602.6',
    grch38: 'ENST00000646891.2',
    ensemblGene: 'ENSG00000157764',
  },
  BRCA2: {
    refseq: 'NM_000059.4',
    grch37: 'ENST00000380152.3',
    grch38: 'ENST00000380152.8',
    ensemblGene: 'ENSG00000139618',
  },
  DNMT3A: {
    refseq: 'NM_022552.5',
    grch37: 'ENST00000264709.3',
    grch38: 'ENST00000321117.10',
    ensemblGene: 'ENSG00000119772',
  },
  EGFR: {
    refseq: 'NM_005228.5',
    grch37: 'ENST00000275493.2',
    grch38: 'ENST00000275493.7',
    ensemblGene: 'ENSG00000146648',
  },
  ERBB2: {
    refseq: 'NM_004448.4',
    grch37: 'ENST00000269571.5',
    grch38: 'ENST00000269571.10',
    ensemblGene: 'ENSG00000141736',
  },
  ESR1: {
    refseq: 'NM_000125.4',
    grch37: 'ENST00000206249.3',
    grch38: 'ENST00000206249.8',
    ensemblGene: 'ENSG00000091831',
  },
  KDR: {
    refseq: 'NM_002253.4',
    grch37: 'ENST00000263923.4',
    grch38: 'ENST00000263923.5',
    ensemblGene: 'ENSG00000128052',
  },
  KIT: {
    refseq: 'NM_000222.3',
    grch37: 'ENST00000288135.5',
    grch38: 'ENST00000288135.6',
    ensemblGene: 'ENSG00000157404',
  },
  MET: {
    refseq: 'NM_000245.4',
    grch37: 'ENST00000397752.3',
    grch38: 'ENST00000397752.8',
    ensemblGene: 'ENSG00000105976',
  },
  PIK3CA: {
    refseq: 'NM_006218.4',
    grch37: 'ENST00000263967.3',
    grch38: 'ENST00000263967.4',
    ensemblGene: 'ENSG00000121879',
  },
  PTEN: {
    refseq: 'NM_000314.8',
    grch37: 'ENST00000371953.3',
    grch38: 'ENST00000371953.8',
    ensemblGene: 'ENSG00000171862',
  },
  RET: {
    refseq: 'NM_020975.6',
    grch37: 'ENST00000355710.3',
    grch38: 'ENST00000355710.8',
    ensemblGene: 'ENSG00000165731',
  },
  SMAD4: {
    refseq: 'NM_005359.6',
    grch37: 'ENST00000342988.3',
    grch38: 'ENST00000342988.8',
    ensemblGene: 'ENSG00000141646',
  },
  TP53: {
    refseq: 'NM_000546.6',
    grch37: 'ENST00000269305.4',
    grch38: 'ENST00000269305.9',
    ensemblGene: 'ENSG00000141510',
  },
}
