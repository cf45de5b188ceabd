import { Command, Option } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { genomeBuildSchema, specimenKindSchema } from '../../shared/model.ts'
import { assayAdd, auditVerify, caseList, knowledgeList, vaultCreate } from './administration.ts'
import { importKnowledgeFiles } from './importKnowledge.ts'
import { importFactsCommand } from './importFacts.ts'
import { importReports } from './importReports.ts'
import { knowledgeAffected, knowledgeCompare } from './knowledgeVersions.ts'
import type { VersionOptions } from './knowledgeVersions.ts'
import { matchCaseCommand } from './matchCase.ts'
import { writeReport } from './writeReport.ts'

const VAULT = ['--vault <directory>', 'folder of the vault'] as const
const PASSWORD = ['--password-file <file>', 'file whose first line is the password'] as const
const JSON_FLAG = ['--json', 'print one JSON document on standard output'] as const

/** A command that opens a vault. */
function withVault(command: Command): Command {
  return command
    .requiredOption(...VAULT)
    .requiredOption(...PASSWORD)
    .option('--user <name>', 'vault user (needed only where the vault has several)')
    .option(...JSON_FLAG)
}

/** A command about two versions of a pack. */
function withVersions(command: Command): Command {
  return withVault(command)
    .requiredOption('--pack <name>', 'name of the pack, as `knowledge` lists it')
    .requiredOption('--from <version>', 'a version in the vault, its number (#12), shipped, or none')
    .requiredOption('--to <version>', 'the same')
}

/** `--json` may stand with the parent command, which has it too. */
function withParentOptions(run: (options: VersionOptions) => Promise<void>) {
  return (_options: unknown, command: Command): Promise<void> => run(command.optsWithGlobals())
}

/** The command line as section 8 of the design describes it. Every command has `--help`. */
export function createProgram(): Command {
  const program = new Command('caseboard')
    .description('Caseboard without a window: import reports, match therapies, write the board packet.')
    .version(packageJson.version)
    .exitOverride()
    // An option belongs to the command it stands behind: `knowledge import --version` is not the program's.
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for what this command takes)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 2 wrong usage, 3 bad input, 4 vault locked or wrong password, 1 anything else.',
    )

  const vault = program.command('vault').description('create a vault').exitOverride()
  vault
    .command('create')
    .description('create an encrypted vault and print its recovery key once')
    .requiredOption(...VAULT)
    .requiredOption(...PASSWORD)
    .option('--administrator <name>', 'name of the first user', 'administrator')
    .option(...JSON_FLAG)
    .action(vaultCreate)

  withVault(program.command('import'))
    .description(
      'import report files (VCF, MAF, biomarker sheet) into a case, creating the case where it is new',
    )
    .argument('<file...>', 'report files; bgzip and gzip are read as they are')
    .requiredOption('--case <id>', "the case's pseudonym")
    .option('--diagnosis <code>', 'OncoTree code of the diagnosis, e.g. LUAD')
    .addOption(
      new Option('--build <build>', 'genome build, where the file does not tell').choices(
        genomeBuildSchema.options,
      ),
    )
    .option('--tumor-sample <name>', 'tumor sample, where the file does not tell')
    .option('--assay <name>', 'assay the report was made with; registered assays say what was tested')
    .addOption(
      new Option('--specimen <kind>', 'what was sequenced; normal makes the findings germline').choices(
        specimenKindSchema.options,
      ),
    )
    .action(importReports)

  withVault(program.command('match'))
    .description('match a case to therapies and companion diagnostics')
    .requiredOption('--case <id>', "the case's pseudonym")
    .action(matchCaseCommand)

  withVault(program.command('report'))
    .description('write the board packet of a case')
    .requiredOption('--case <id>', "the case's pseudonym")
    .requiredOption('--out <file>', 'FILE.html or FILE.pdf (PDF needs an installed Chromium, Chrome or Edge)')
    .action(writeReport)

  withVault(program.command('cases')).description('list the cases of a vault').action(caseList)

  const assay = program.command('assay').description('describe assays: what they test').exitOverride()
  withVault(assay.command('add'))
    .description('register an assay from its JSON description')
    .argument('<file>', 'assay description (JSON)')
    .action(assayAdd)

  const knowledge = program
    .command('knowledge')
    .description('list the knowledge packs with version, licence and date')
    .exitOverride()
    .enablePositionalOptions()
    .option(...JSON_FLAG)
    .action(knowledgeList)
  withVault(knowledge.command('import'))
    .description(
      'import knowledge files (CIViC, MOAlmanac, CGI, OncoKB under your own licence, OncoTree, spreadsheet) as packs',
    )
    .argument('<file...>', 'knowledge files; gzip is read as it is')
    .option('--licence <text>', 'the licence the files were obtained under; must be stated for OncoKB')
    .option('--version <text>', 'version (release date), where the file does not tell')
    .option(
      '--retrieved <date>',
      'when the files were obtained, YYYY-MM-DD (default: when they were last written)',
    )
    .action(importKnowledgeFiles)
  withVersions(knowledge.command('compare'))
    .description('what changed between two versions of a pack')
    .action(withParentOptions(knowledgeCompare))
  withVersions(knowledge.command('affected'))
    .description('the cases of the vault that the change from one version to the other touches')
    .action(withParentOptions(knowledgeAffected))
  withVault(knowledge.command('import-facts'))
    .description('import a ClinVar VCF or a gnomAD-style frequency VCF into the vault')
    .argument('<file>', 'VCF, plain, gzip or bgzip')
    .addOption(
      new Option('--build <build>', 'genome build, where the file does not tell').choices(
        genomeBuildSchema.options,
      ),
    )
    .option('--name <name>', 'name of the source, e.g. gnomAD exomes')
    .option('--release <version>', 'release, where the file does not tell')
    .option('--licence <text>', 'licence under which you hold the file')
    .action(importFactsCommand)

  withVault(program.command('audit')).description("verify the audit log's hash chain").action(auditVerify)

  return program
}
