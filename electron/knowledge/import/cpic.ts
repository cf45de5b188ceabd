import { z } from 'zod'
import { CaseboardError } from '../../../shared/errors.ts'
import { diplotypeSchema } from '../../../shared/knowledge.ts'
import type { Diplotype, KnowledgePack } from '../../../shared/knowledge.ts'
import type { ImportTally } from '../../../shared/knowledgeImport.ts'

/**
 * CPIC's diplotype-to-phenotype tables as PharmCAT publishes them, one JSON file a gene
 * (`src/main/resources/org/pharmgkb/pharmcat/phenotype/GENE.json`). CPIC's content is CC0 1.0; attribution is
 * requested and given in the pack's manifest.
 */
export interface CpicFile {
  readonly name: string
  readonly text: string
}

const tableSchema = z.looseObject({
  gene: z.string().min(1),
  version: z.string().min(1),
  diplotypes: z.array(z.unknown()),
})

const rowSchema = z.looseObject({
  diplotype: z.string().min(1),
  phenotype: z.string().nullable().optional(),
  generesult: z.string().nullable().optional(),
  activityScore: z.union([z.string(), z.number()]).nullable().optional(),
})

const REFUSALS_KEPT = 1000

/** True where a file is one of these tables: decided by its shape, not by its name. */
export function looksLikeCpicTable(text: string): boolean {
  return /^\s*\{[\s\S]{0,400}?"gene"\s*:/.test(text) && text.includes('"diplotypekey"')
}

/**
 * Reads the tables of any number of genes into one pack that holds diplotypes only.
 *
 * @param options.retrieved day on which the files were obtained
 * @throws CaseboardError `bad-input` naming the file that is no such table, or a gene that stands in two files
 */
export function readCpicTables(
  files: readonly CpicFile[],
  options: {
    readonly retrieved: string
    /** What the user states; null lets the file speak. */
    readonly licence?: string | null
    readonly version?: string | null
  },
): { pack: KnowledgePack; tally: ImportTally } {
  const diplotypes: Diplotype[] = []
  const refused: ImportTally['refused'] = []
  const warnings: string[] = []
  const versions = new Map<string, string>()
  let read = 0
  let refusedCount = 0
  const refuse = (line: number, field: string, reason: string): void => {
    refusedCount += 1
    if (refused.length < REFUSALS_KEPT) refused.push({ line, field, reason })
  }
  for (const file of files) {
    const table = tableOf(file)
    if (versions.has(table.gene)) throw badTable(file, `${table.gene} stands in two files.`)
    versions.set(table.gene, table.version)
    if (table.diplotypes.length === 0) warnings.push(`${file.name}: ${table.gene} has no diplotype.`)
    for (const [index, value] of table.diplotypes.entries()) {
      read += 1
      const entry = entryOf(table.gene, value)
      if (typeof entry === 'string') refuse(index + 1, 'diplotypes', `${table.gene}: ${entry}`)
      else diplotypes.push(entry)
    }
  }
  const [only, ...others] = versions.keys()
  const told = [...new Set(versions.values())].sort().join(', ')
  return {
    pack: {
      manifest: {
        // One pack a gene where they come one by one: a newer table of a gene replaces that gene's alone.
        name: only === undefined || others.length > 0 ? 'cpic' : `cpic-${only.toLowerCase()}`,
        title: `CPIC diplotypes: ${[...versions.keys()].sort().join(', ')}`,
        version: options.version ?? (told === '' ? 'none' : told),
        licence: options.licence ?? 'CC0 1.0 (attribution to CPIC, cpicpgx.org, requested)',
        source: `CPIC tables as published with PharmCAT: ${[...versions.keys()].sort().join(', ')}`,
        retrieved: options.retrieved,
      },
      assertions: [],
      companionDiagnostics: [],
      geneRoles: [],
      diplotypes,
    },
    tally: { read, taken: diplotypes.length, refusedCount, refused, unparsed: [], warnings },
  }
}

function tableOf(file: CpicFile): z.infer<typeof tableSchema> {
  let json: unknown
  try {
    json = JSON.parse(file.text)
  } catch {
    throw badTable(file, 'it is no JSON.')
  }
  const parsed = tableSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw badTable(file, `${parsed.error.issues[0]?.path.join('.') ?? ''} is missing or of another kind.`)
}

/** The entry, or why the row is refused. */
function entryOf(gene: string, value: unknown): Diplotype | string {
  const row = rowSchema.safeParse(value)
  if (!row.success) return 'the row has no diplotype.'
  const { diplotype, phenotype, generesult, activityScore } = row.data
  const meaning = phenotype ?? generesult ?? null
  if (meaning === null || meaning.trim() === '') return `${diplotype} has no phenotype.`
  const score = scoreOf(activityScore ?? null)
  if (score === undefined) return `${diplotype}: "${String(activityScore)}" is no activity score.`
  const entry = diplotypeSchema.safeParse({ gene, diplotype, phenotype: meaning, activityScore: score })
  return entry.success ? entry.data : `${diplotype}: ${entry.error.issues[0]?.message ?? 'is not allowed'}.`
}

/** Null where the table has none (`n/a`), undefined where what stands there is no number. */
function scoreOf(value: string | number | null): number | null | undefined {
  if (value === null || /^(n\/a|no result|)$/i.test(String(value).trim())) return null
  const score = Number(String(value).replace(/^[≥>=]+/, ''))
  return Number.isFinite(score) && score >= 0 ? score : undefined
}

function badTable({ name }: CpicFile, message: string): CaseboardError {
  return new CaseboardError({
    code: 'bad-input',
    message: `The file is no CPIC diplotype table: ${message}`,
    remedy: 'Take the files of PharmCAT’s phenotype folder, one JSON file for each gene.',
    file: name,
  })
}
