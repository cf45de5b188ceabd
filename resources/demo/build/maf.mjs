const CLASSES = {
  missense_variant: 'Missense_Mutation',
  stop_gained: 'Nonsense_Mutation',
  synonymous_variant: 'Silent',
}
const ONE = {
  Ala: 'A',
  Cys: 'C',
  Asp: 'D',
  Glu: 'E',
  Phe: 'F',
  Gly: 'G',
  His: 'H',
  Ile: 'I',
  Lys: 'K',
  Leu: 'L',
  Met: 'M',
  Asn: 'N',
  Pro: 'P',
  Gln: 'Q',
  Arg: 'R',
  Ser: 'S',
  Thr: 'T',
  Val: 'V',
  Trp: 'W',
  Tyr: 'Y',
  Ter: '*',
}
const ENTREZ = { APC: 324, BRAF: 673, EGFR: 1956, ERBB2: 2064, KDR: 3791, SMAD4: 4089, TP53: 7157 }

/** A MAF in the manner of GDC MAF format v1.0.0 (the columns that carry something), substitutions only. */
export function mafText(calls, { tumor, normal, normalDepth }) {
  const rows = calls.map(([v, counts]) => {
    const depth = normalDepth()
    return {
      Hugo_Symbol: v.gene,
      Entrez_Gene_Id: ENTREZ[v.gene],
      Center: 'DEMO',
      NCBI_Build: v.build,
      Chromosome: `chr${v.chrom}`,
      Start_Position: v.pos,
      End_Position: v.pos,
      Strand: '+',
      Variant_Classification: CLASSES[v.consequence],
      Variant_Type: 'SNP',
      Reference_Allele: v.ref,
      Tumor_Seq_Allele1: v.ref,
      Tumor_Seq_Allele2: v.alt,
      dbSNP_RS: v.id === '.' ? 'novel' : v.id,
      Tumor_Sample_Barcode: tumor,
      Matched_Norm_Sample_Barcode: normal,
      Mutation_Status: 'Somatic',
      Sequencer: 'Illumina',
      HGVSc: v.hgvsC,
      HGVSp: v.hgvsP,
      HGVSp_Short: short(v.hgvsP),
      Transcript_ID: v.transcript.grch37.replace(/\.\d+$/, ''),
      Exon_Number: v.exon,
      t_depth: counts.depth,
      t_ref_count: counts.ref,
      t_alt_count: counts.alt,
      n_depth: depth,
      n_ref_count: depth,
      n_alt_count: 0,
      Gene: v.transcript.ensemblGene,
      Feature: v.transcript.grch37.replace(/\.\d+$/, ''),
      Feature_type: 'Transcript',
      One_Consequence: v.consequence,
      Consequence: v.consequence,
      CDS_position: `${v.codingAt}/${v.codingLength}`,
      Amino_acids: v.aminoAcids,
      TRANSCRIPT_STRAND: v.strand === '+' ? 1 : -1,
      SYMBOL: v.gene,
      BIOTYPE: 'protein_coding',
      FILTER: 'PASS',
      callers: 'mutect2;varscan2',
    }
  })
  const columns = Object.keys(rows[0])
  return [
    '#version gdc-1.0.0',
    '#annotation.spec gdc-2.0.0-aliquot-merged-masked',
    '#note invented demonstration data of Caseboard; no real patient',
    columns.join('\t'),
    ...rows.map((row) => columns.map((column) => row[column]).join('\t')),
    '',
  ].join('\n')
}

function short(hgvsP) {
  const [, from, residue, to] = /^p\.([A-Z][a-z]{2})(\d+)([A-Z][a-z]{2}|=)$/.exec(hgvsP)
  return to === '=' ? `p.${ONE[from]}${residue}=` : `p.${ONE[from]}${residue}${ONE[to]}`
}
