import { CaseboardError } from '../../../shared/errors.ts'
import type { Assertion, GeneRole, KnowledgePack } from '../../../shared/knowledge.ts'
import { uniqueId } from './collection.ts'
import { assertionsOf, GENE_LEVEL_CONDITION, isGeneLevel, slug } from './entry.ts'
import { undated } from './importing.ts'
import type { Imported, Importing } from './importing.ts'
import { isDerived, oncokbLevel } from './levels/oncokb.ts'
import { anyAlteration, cancerTypes } from './oncokbCells.ts'
import { regimensOf } from './regimen.ts'
import { columnKey, readTable, wholeRows } from './table.ts'
import type { Table, TableRow } from './table.ts'
import { createTally } from './tally.ts'
import type { TallyWriter } from './tally.ts'

/**
 * OncoKB files that a hospital obtained under its own licence; nothing of OncoKB ships with Caseboard. The
 * actionable-variants table has one row for a gene, alteration, cancer type and level (the website's table of
 * associations lists several alterations and cancer types in a row); its drugs are
 * alternatives separated by commas, a plus sign joins those given together. The cancer gene list gives
 * the genes' roles. Levels: see `levels/oncokb.ts`.
 */
export function isOncokbActionable(keys: readonly string[]): boolean {
  const has = (...names: string[]): boolean => names.some((name) => keys.includes(name))
  return has('level') && has('alteration', 'alterations') && has('cancer type', 'cancer types')
}

export function isOncokbGenes(keys: readonly string[]): boolean {
  return (
    keys.includes('hugo symbol') &&
    (keys.includes('gene type') || keys.includes('is oncogene')) &&
    keys.includes('oncokb annotated')
  )
}

export function isOncokbAnnotated(keys: readonly string[]): boolean {
  return keys.includes('alteration') && keys.includes('oncogenicity') && keys.includes('mutation effect')
}

/** @throws CaseboardError `needs-choice` where the user has stated no licence. */
export function oncokbLicence(importing: Importing): string {
  if (importing.licence !== null && importing.licence.trim() !== '') return importing.licence.trim()
  throw new CaseboardError({
    code: 'needs-choice',
    message: 'OncoKB content may be used only under a licence of your own, and none is stated.',
    remedy:
      'State the licence under which your hospital obtained the file (for example its contract or account).',
    file: importing.fileName,
    field: 'licence',
  })
}

export function importOncokbActionable(text: string, importing: Importing): Imported {
  const licence = oncokbLicence(importing)
  const table = readTable(text, importing.fileName)
  const columns = actionableColumns(table)
  const tally = createTally()
  const assertions: Assertion[] = []
  const ids = new Set<string>()
  for (const row of wholeRows(table, importing, tally)) {
    const made = readRow(row, columns, importing, tally, ids)
    if (made === null) continue
    assertions.push(...made)
    tally.take()
  }
  return {
    pack: pack('oncokb', 'OncoKB: actionable variants', licence, importing, { assertions }),
    tally: tally.result(),
  }
}

interface ActionableColumns {
  readonly gene: string
  readonly alteration: string
  readonly cancerType: string
  readonly drugs: string
  readonly pmids: string
  readonly abstracts: string
}

function actionableColumns(table: Table): ActionableColumns {
  const keys = new Map(table.columns.map((name) => [columnKey(name), name]))
  const first = (...names: string[]): string =>
    names.map((name) => keys.get(columnKey(name))).find((name) => name !== undefined) ?? ''
  return {
    gene: first('Gene', 'Hugo Symbol'),
    alteration: first('Alteration', 'Alterations'),
    cancerType: first('Cancer Type', 'Cancer Types'),
    drugs: first('Drugs(s)', 'Drug(s)', 'Drugs', 'Drugs (for therapeutic implications only)'),
    pmids: first('PMIDs for drug', 'PMIDs', 'Citations'),
    abstracts: first('Abstracts for drug', 'Abstracts'),
  }
}

function readRow(
  row: TableRow,
  columns: ActionableColumns,
  importing: Importing,
  tally: TallyWriter,
  ids: Set<string>,
): readonly Assertion[] | null {
  const refuse = (field: string, reason: string): null => {
    tally.refuse(row.line, field, reason)
    return null
  }
  const level = oncokbLevel(row.cell('Level'))
  if (level === null) return refuse('Level', `OncoKB has no level "${row.cell('Level')}".`)
  const cancerType = row.cell(columns.cancerType)
  const disease = cancerTypes(cancerType, importing)
  if (!disease.ok) return refuse(columns.cancerType, disease.reason)

  const alternatives = row
    .cell(columns.drugs)
    .split(/\s*,\s*/)
    .filter((name) => name !== '')
  const predictive = level.effect === 'sensitivity' || level.effect === 'resistance'
  const regimens = []
  for (const names of predictive ? alternatives : []) {
    const answer = regimensOf(
      names.split(/\s*\+\s*/).filter((name) => name !== ''),
      'together',
      level.effect,
      importing,
    )
    if (!answer.ok) return refuse(columns.drugs, answer.reason)
    regimens.push(...answer.regimens)
  }
  if (predictive && regimens.length === 0) return refuse(columns.drugs, 'The row names no drug.')
  if (!predictive) regimens.push({ drugs: [] })

  const geneCell = row.cell(columns.gene)
  const alteration = row.cell(columns.alteration)
  const genome = /^other biomarkers$/i.test(geneCell) || geneCell === ''
  const gene = genome ? null : (importing.gene(geneCell) ?? geneCell)
  const understood = anyAlteration(alteration, gene, importing)
  if (!understood.ok) {
    tally.refuseAlteration(row.line, columns.alteration, understood.text, gene, understood.reason)
    return null
  }
  const sources = sourcesOf(row, columns, importing.retrieved)
  const made = assertionsOf({
    id: uniqueId(slug(`oncokb-${gene ?? ''}-${alteration}-${cancerType}-${level.value}`).slice(0, 100), ids),
    biomarker: understood.biomarker,
    disease: disease.scope,
    effect: level.effect,
    regimens,
    level: { scheme: 'OncoKB', value: level.value },
    strength: level.strength,
    conditions: [
      ...(disease.condition === null ? [] : [`Studied in: ${disease.condition}.`]),
      ...(isDerived(level.value)
        ? ['Derived by OncoKB from another indication, not curated for this one: no tier I.']
        : []),
      ...(isGeneLevel(understood.biomarker) ? [GENE_LEVEL_CONDITION] : []),
      ...understood.notes,
    ],
    statement:
      `OncoKB level ${level.value}: ${gene ?? ''} ${alteration} in ${cancerType}${predictive ? `, ${alternatives.join(', ')}` : ''}.`.replace(
        /\s+/g,
        ' ',
      ),
    sources,
  })
  return typeof made === 'string' ? refuse('', made) : made
}

function sourcesOf(
  row: TableRow,
  columns: ActionableColumns,
  retrieved: string,
): { id: string; title?: string; retrieved: string }[] {
  const pmids = row
    .cell(columns.pmids)
    .split(/[,;\s]+/)
    .filter((id) => /^\d+$/.test(id))
  const abstracts = row.cell(columns.abstracts)
  const list = pmids.map((id) => ({ id: `PMID:${id}`, retrieved }))
  return [{ id: 'OncoKB', ...(abstracts === '' ? {} : { title: abstracts }), retrieved }, ...list]
}

/**
 * The cancer gene list as roles of genes. In older lists two columns say yes or no, in newer ones `Gene Type` holds
 * ONCOGENE, TSG, ONCOGENE_AND_TSG, NEITHER or INSUFFICIENT_EVIDENCE.
 */
export function importOncokbGenes(text: string, importing: Importing): Imported {
  const licence = oncokbLicence(importing)
  const table = readTable(text, importing.fileName)
  const tally = createTally()
  const geneRoles: GeneRole[] = []
  const seen = new Set<string>()
  for (const row of wholeRows(table, importing, tally)) {
    const name = row.cell('Hugo Symbol')
    const gene = importing.gene(name) ?? name
    const role = roleOf(row)
    if (role === null) {
      const said = row.cell('Gene Type')
      tally.refuse(row.line, 'Gene Type', `No role of ${name} is stated${said === '' ? '' : ` (${said})`}.`)
    } else if (!/^[A-Z0-9][A-Za-z0-9-]*$/.test(gene)) {
      tally.refuse(row.line, 'Hugo Symbol', `"${name}" is no gene symbol.`)
    } else if (seen.has(gene)) {
      tally.refuse(row.line, 'Hugo Symbol', `${gene} stands in the file twice.`)
    } else {
      seen.add(gene)
      geneRoles.push({ gene, role, source: `OncoKB cancer gene list, ${importing.fileName}` })
      tally.take()
    }
  }
  return {
    pack: pack('oncokb-genes', 'OncoKB: cancer gene list', licence, importing, { geneRoles }),
    tally: tally.result(),
  }
}

function roleOf(row: TableRow): GeneRole['role'] | null {
  const type = row.cell('Gene Type').toUpperCase()
  const yes = (column: string): boolean => /^yes$/i.test(row.cell(column))
  const oncogene = type === 'ONCOGENE' || type === 'ONCOGENE_AND_TSG' || yes('Is Oncogene')
  const suppressor = type === 'TSG' || type === 'ONCOGENE_AND_TSG' || yes('Is Tumor Suppressor Gene')
  if (oncogene && suppressor) return 'both'
  return oncogene ? 'oncogene' : suppressor ? 'tumor suppressor' : null
}

function pack(
  name: string,
  title: string,
  licence: string,
  importing: Importing,
  content: Partial<Pick<KnowledgePack, 'assertions' | 'geneRoles'>>,
): KnowledgePack {
  return {
    manifest: {
      name,
      title,
      version: importing.version ?? versionOf(importing.fileName) ?? undated(importing),
      licence,
      source: `OncoKB, Memorial Sloan Kettering Cancer Center (oncokb.org), file ${importing.fileName}, obtained by this hospital`,
      retrieved: importing.retrieved,
      notice: 'OncoKB content under the licence that the hospital states. It must not leave the hospital.',
    },
    assertions: content.assertions ?? [],
    companionDiagnostics: [],
    geneRoles: content.geneRoles ?? [],
  }
}

function versionOf(fileName: string): string | null {
  const date = /(20\d{2})[-_]?(\d{2})[-_]?(\d{2})/.exec(fileName)
  return date === null ? null : `${date[1]}-${date[2]}-${date[3]}`
}
