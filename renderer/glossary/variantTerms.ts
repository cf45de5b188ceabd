import { entries, OWN } from './entry.ts'

const VCF = 'Variant Call Format 4.3, samtools.github.io/hts-specs'
const HGVS = 'HGVS recommendations, den Dunnen et al. 2016, PMID 26931183'
const SO = 'Sequence Ontology, sequenceontology.org'
const MANE = 'MANE, Morales et al. 2022, PMID 35388217'

export const variantTerms = entries('Variants', {
  vaf: [
    'VAF',
    'Variant allele fraction: the share of reads at this position that carry the variant. It depends on tumor purity and copy number.',
    OWN,
  ],
  depth: [
    'depth',
    'How many reads cover the position. With few reads a fraction is uncertain and a variant may be missed.',
    VCF,
  ],
  altReads: [
    'alt reads',
    'How many reads carry the variant. Together with the depth it tells how sure the fraction is.',
    VCF,
  ],
  normalVaf: [
    'normal VAF',
    'The variant’s share of reads in the matched normal sample. About half or all of the reads points to a germline variant.',
    OWN,
  ],
  purity: [
    'purity',
    'The share of tumor cells in the specimen. At low purity the fraction of a somatic variant is low too, and losses are hard to see.',
    OWN,
  ],
  populationFrequency: [
    'population frequency',
    'Highest allele frequency in any population that the report’s annotation carries. Empty means not stated, which is not the same as absent: some populations are hardly measured.',
    OWN,
  ],
  filter: [
    'filter',
    'The variant caller’s verdict on its own call: PASS, unset, or its reasons for doubt. What did not pass is kept, shown on request, and never matched.',
    VCF,
  ],
  origin: [
    'origin',
    'Somatic (of the tumor) or germline (inherited), as the laboratory reported it. Unknown means that the file does not say, as in testing without a normal sample.',
    OWN,
  ],
  somatic: [
    'somatic',
    'Arisen in the tumor and not inherited. The laboratory compared with a normal sample or said so.',
    OWN,
  ],
  germline: [
    'germline',
    'Inherited and present in all cells. It concerns relatives too, so its finding belongs into genetic counselling.',
    OWN,
  ],
  zygosity: [
    'zygosity',
    'Whether one copy (heterozygous), both (homozygous) or the only copy (hemizygous) carries the variant. In a tumor the copy number may hide it.',
    SO,
  ],
  phase: [
    'phase',
    'Whether two variants sit on the same copy of the chromosome (cis) or on different ones (trans). A VCF states it by phase sets, and reads that span both show it.',
    VCF,
  ],
  hgvs: [
    'HGVS',
    'The nomenclature for changes: p. on the protein, c. on the coding sequence of the named transcript, g. on the genome. The same change has one correct name, shifted as far towards the 3’ end as possible.',
    HGVS,
  ],
  coding: [
    'coding change (c.)',
    'The change on the coding sequence of the named transcript. The number changes with the transcript, so it is never read without it.',
    HGVS,
  ],
  transcript: [
    'transcript',
    'The version of the gene’s message on which c. and p. are counted. Another transcript numbers the same change differently.',
    HGVS,
  ],
  mane: [
    'MANE Select',
    'One transcript for each gene on which Ensembl and RefSeq agree to the base. Knowledge is mostly written on it, and MANE Plus Clinical adds transcripts that clinics need.',
    MANE,
  ],
  exonNumber: [
    'exon',
    'Number of the exon on the named transcript, counted in reading direction. Genes on the minus strand count against the genome’s coordinates.',
    SO,
  ],
  consequence: [
    'consequence',
    'What the change does to the gene’s message, in terms of the Sequence Ontology. It is given by the annotation program that stands beside it.',
    SO,
  ],
  build: [
    'genome build',
    'The version of the reference genome on which positions are counted: GRCh37 or GRCh38. Positions of one mean another place on the other.',
    'Genome Reference Consortium, ncbi.nlm.nih.gov/grc',
  ],
  position: [
    'position',
    'Chromosome and 1-based position on the genome build of the report. Insertions and deletions are trimmed, and left-aligned where a reference is registered.',
    VCF,
  ],
  refAlt: [
    'ref and alt',
    'The bases of the reference at this position and what was found instead. What the file itself wrote is kept where it differed.',
    VCF,
  ],
  identifiers: [
    'identifiers',
    'Numbers of databases (dbSNP, COSMIC) that the file carries. They name the change and do not judge it.',
    VCF,
  ],
  copyNumber: [
    'copy number',
    'How many copies of a gene the tumor cells have, as copies, log2 ratio or call. Purity and ploidy are needed to read it, and amplification of one gene differs from gain of a whole arm.',
    OWN,
  ],
  fusion: [
    'fusion',
    'Two genes joined to one message, named 5’ partner::3’ partner. Only an in-frame fusion that keeps the kinase domain makes an active kinase.',
    'HGNC gene fusion nomenclature, Bruford et al. 2021, PMID 34615987',
  ],
  inFrame: [
    'in frame',
    'The second partner of a fusion is read in its own reading frame. Out of frame, its part of the protein is not made.',
    OWN,
  ],
})
