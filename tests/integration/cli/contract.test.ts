import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportDocument, Vault } from './runCli.ts'
import { offered } from '../matching/advice.ts'
import { BRCA2_FRAMESHIFT, vcf } from '../matching/vcfText.ts'
import { REPOSITORY, cli, document, newVault } from './runCli.ts'

const L858R = vcf([['7', 55259515, 'T', 'G']])
const ASSAY = join(REPOSITORY, 'resources/demo/assays/solid-panel-60.json')

let vault: Vault
beforeAll(async () => {
  vault = await newVault()
})
afterAll(() => vault.remove())

function errorOf(text: Record<string, unknown>): { code: string; message: string; field?: string } {
  return text['error'] as { code: string; message: string; field?: string }
}

async function caseNames(): Promise<string[]> {
  const { cases } = document(await vault.run(['cases'], '--json')) as { cases: { pseudonym: string }[] }
  return cases.map(({ pseudonym }) => pseudonym)
}

describe('help and usage', () => {
  test.each([
    [[]],
    [['vault', 'create']],
    [['import']],
    [['match']],
    [['report']],
    [['cases']],
    [['assay', 'add']],
    [['knowledge']],
    [['audit']],
  ])('%j has --help and exits with 0', async (command) => {
    const { code, stdout, stderr } = await cli(...command, '--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Usage: caseboard')
  })

  test.each([
    [['frobnicate']],
    [['match', '--vault', 'v', '--password-file', 'p']],
    [['import', '--vault', 'v', '--password-file', 'p', '--case', 'x']],
    [['import', 'f', '--vault', 'v', '--password-file', 'p', '--case', 'x', '--build', 'hg19']],
    [['import', 'f', '--vault', 'v', '--password-file', 'p', '--case', 'x', '--specimen', 'hair']],
    [['report', '--vault', 'v', '--password-file', 'p', '--case', 'x', '--out', 'packet.docx']],
    [['match', '--case', 'x', '--json', '--unknown-option']],
  ])('%j is wrong usage: exit 2, said on standard error only', async (command) => {
    const { code, stdout, stderr } = await cli(...command)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('error: ')
  })
})

describe('vault', () => {
  test('a wrong password, a missing vault and a missing password file have their own exit codes', async () => {
    const wrong = vault.file('wrong', 'another password\n')
    const refused = await cli('cases', '--vault', vault.path('vault'), '--password-file', wrong, '--json')
    expect(refused.code).toBe(4)
    expect(errorOf(document(refused)).code).toBe('wrong-password')
    const missing = await cli('cases', '--vault', vault.path('none'), '--password-file', wrong, '--json')
    expect(missing.code).toBe(3)
    expect(errorOf(document(missing)).code).toBe('vault-missing')
    const noFile = await cli('cases', '--vault', vault.path('vault'), '--password-file', vault.path('none'))
    expect(noFile.code).toBe(3)
    expect(noFile.stderr).toContain('--password-file')
  })

  test('an existing vault is not overwritten', async () => {
    const outcome = await vault.run(['vault', 'create'], '--json')
    expect(outcome.code).toBe(3)
    expect(errorOf(document(outcome)).code).toBe('vault-exists')
  })

  test('a file where the folder should be is bad input, not an internal error', async () => {
    const file = vault.file('not-a-folder', 'x')
    const outcome = await cli(
      'vault',
      'create',
      '--vault',
      file,
      '--password-file',
      vault.path('password'),
      '--json',
    )
    expect(outcome.code).toBe(3)
    expect(errorOf(document(outcome)).code).toBe('bad-input')
    expect(readFileSync(file, 'utf8')).toBe('x')
  })

  test('a short password makes no vault', async () => {
    const short = vault.file('short', 'abc\n')
    const outcome = await cli(
      'vault',
      'create',
      '--vault',
      vault.path('short-vault'),
      '--password-file',
      short,
    )
    expect(outcome.code).toBe(3)
    expect(existsSync(vault.path('short-vault/vault.db'))).toBe(false)
  })
})

describe('import', () => {
  beforeAll(async () => {
    const added = await vault.run(['assay', 'add', ASSAY])
    expect(added.code, added.stderr).toBe(0)
  })

  test('creates the case where it is new, adds to it where it is there', async () => {
    const first = await vault.take('P-1', 'LUAD', vault.file('l858r.vcf', L858R))
    expect(first).toMatchObject({
      case: 'P-1',
      files: [
        {
          file: vault.path('l858r.vcf'),
          format: 'VCF',
          build: 'GRCh37',
          read: 1,
          taken: 1,
          refused: [],
          warnings: [],
        },
      ],
      alterations: { smallVariant: 1, copyNumber: 0, fusion: 0 },
    })
    const sheet = vault.file(
      'tmb.tsv',
      '#caseboard-biomarkers 1\nkind\tname\tvalue\tunit\nsignature\tTMB\t12\tmut/Mb\n',
    )
    const more = await vault.run(['import', sheet], '--case', 'P-1', '--json')
    expect(more.code, more.stderr).toBe(0)
    expect(document(more)).toMatchObject({ alterations: { signature: 1, smallVariant: 0 } })
  })

  test('several files come in one document', async () => {
    const [a, b] = [vault.file('a.vcf', L858R), vault.file('b.vcf', vcf([['12', 25398285, 'C', 'A']]))]
    const outcome = await vault.run(['import', a, b], '--case', 'P-two', '--diagnosis', 'LUAD', '--json')
    expect(outcome.code, outcome.stderr).toBe(0)
    expect(document(outcome)).toMatchObject({
      files: [{ file: a }, { file: b }],
      alterations: { smallVariant: 2 },
    })
  })

  test('an unknown diagnosis is refused, and so is another than the case has', async () => {
    const file = vault.file('diagnosis.vcf', L858R)
    const unknown = await vault.run(['import', file], '--case', 'P-x', '--diagnosis', 'NOPE', '--json')
    expect(unknown.code).toBe(3)
    expect(errorOf(document(unknown))).toMatchObject({ code: 'bad-input', field: 'diagnosis' })
    await vault.take('P-diagnosis', 'LUAD', file)
    const other = await vault.run(
      ['import', vault.file('other.vcf', vcf([['7', 55249071, 'C', 'T']]))],
      '--case',
      'P-diagnosis',
      '--diagnosis',
      'COAD',
      '--json',
    )
    expect(other.code).toBe(3)
    expect(errorOf(document(other))).toMatchObject({ code: 'conflict', field: '--diagnosis' })
  })

  test('asks for the build and for the tumor sample where the file does not tell; the answers are taken', async () => {
    const noBuild = vault.file('no-build.vcf', L858R.replace(/##contig.*\n/, ''))
    const asked = await vault.run(['import', noBuild], '--case', 'P-build', '--diagnosis', 'LUAD', '--json')
    expect(asked.code).toBe(3)
    expect(errorOf(document(asked))).toMatchObject({
      code: 'needs-choice',
      field: 'build',
      choices: ['GRCh37', 'GRCh38'],
    })
    expect(asked.stderr).toContain('--build')
    await vault.take('P-build', 'LUAD', noBuild, '--build', 'GRCh37')

    const twoSamples = vault.file(
      'two.vcf',
      L858R.replace('FORMAT\tTUMOR', 'FORMAT\tS1\tS2').replace(
        '0/1:70,30:100',
        '0/1:70,30:100\t0/1:90,10:100',
      ),
    )
    const which = await vault.run(
      ['import', twoSamples],
      '--case',
      'P-sample',
      '--diagnosis',
      'LUAD',
      '--json',
    )
    expect(which.code).toBe(3)
    expect(errorOf(document(which))).toMatchObject({ code: 'needs-choice', choices: ['S1', 'S2'] })
    expect(which.stderr).toContain('--tumor-sample')
    await vault.take('P-sample', 'LUAD', twoSamples, '--tumor-sample', 'S2')
    expect((await vault.match('P-sample')).matches[0]?.alterations).toEqual(['EGFR L858R (VAF 10%)'])

    const wrong = await vault.run(
      ['import', twoSamples],
      '--case',
      'P-none',
      '--diagnosis',
      'LUAD',
      '--tumor-sample',
      'S3',
    )
    expect(wrong.code).toBe(3)
    expect(wrong.stderr).toContain('S1')
  })

  test('a contradicted build is refused', async () => {
    const outcome = await vault.run(
      ['import', vault.file('b37.vcf', L858R)],
      '--case',
      'P-38',
      '--diagnosis',
      'LUAD',
      '--build',
      'GRCh38',
    )
    expect(outcome.code).toBe(3)
    expect(outcome.stderr).toContain('GRCh37')
  })

  test('a misspelt assay is said, and nothing counts as tested', async () => {
    const file = vault.file('tp53.vcf', vcf([['17', 7577120, 'C', 'T']]))
    const outcome = await vault.run(
      ['import', file],
      '--case',
      'P-assay',
      '--diagnosis',
      'COAD',
      '--assay',
      'Solid panle',
      '--json',
    )
    expect(outcome.code).toBe(0)
    expect(outcome.stderr).toContain('no assay "Solid panle"')
    const { matches } = await vault.match('P-assay')
    expect(matches.filter(({ status }) => status === 'matched')).toEqual([])
  })

  test('assay and specimen decide what the match may say: wild type, germline', async () => {
    const panel = ['--assay', 'Demonstration solid panel 60', '--specimen', 'tissue']
    const tp53 = vault.file('wild-type.vcf', vcf([['17', 7577120, 'C', 'T']]))
    await vault.take('P-wild-type', 'COAD', tp53, ...panel)
    expect(offered(await vault.match('P-wild-type'))).toContain('cetuximab')
    const brca2 = vault.file('germline.vcf', vcf([['13', 32914437, 'GT', 'G', BRCA2_FRAMESHIFT]]))
    await vault.take('P-germline', 'IDC', brca2, '--specimen', 'normal')
    expect(offered(await vault.match('P-germline'))).toContain('talazoparib')
  })

  test('importing the same file again changes nothing and says so', async () => {
    const file = vault.file('again.vcf', L858R)
    await vault.take('P-again', 'LUAD', file)
    const again = await vault.run(['import', file], '--case', 'P-again', '--json')
    expect(again.code).toBe(0)
    expect(again.stderr).toContain('nothing was changed')
  })

  test('a refused record is listed with line, field and reason; the match says that records are missing', async () => {
    const taken = await vault.take(
      'P-refused',
      'LUAD',
      vault.file(
        'refused.vcf',
        vcf([
          ['7', 55259515, 'T', 'G'],
          ['7', 99, 'T', 'T'],
        ]),
      ),
    )
    expect(taken.files[0]).toMatchObject({
      read: 2,
      taken: 1,
      refused: [{ line: 7, field: 'ALT', reason: 'ALT equals REF.' }],
    })
    expect((await vault.match('P-refused')).warnings.join(' ')).toContain('1 of 2 records could not be read')
  })

  test('none of the refused imports made a case', async () => {
    const names = await caseNames()
    expect(names).toContain('P-1')
    for (const refused of ['P-x', 'P-none', 'P-38']) expect(names).not.toContain(refused)
  })
})

describe('bad input leaves nothing behind', () => {
  const complete = gzipSync(vcf(Array.from({ length: 400 }, (_, i) => ['1', 1000 + i, 'A', 'C'] as const)))
  const columns = L858R.replace('\tGT:AD:DP\t0/1:70,30:100', '')
  test.each<[string, string | Uint8Array, RegExp]>([
    ['truncated.vcf.gz', complete.subarray(0, complete.length - 40), /cut short/],
    ['empty.vcf', '', /empty \(0 bytes\)/],
    ['picture.vcf', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /PNG picture/],
    [
      'lacking.maf',
      'Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\nKRAS\t12\t1\tC\n',
      /line 1, field Tumor_Seq_Allele2.*Export it/,
    ],
    ['columns.vcf', columns, /line 6, field columns: The record has 8 columns where the header has 10/],
    ['letter.txt', 'Dear colleague,\nthe tumor carries a mutation.\n', /not a report that Caseboard reads/],
    ['header-only.vcf', '##fileformat=VCFv4.2\n', /no #CHROM line/],
    ['position.vcf', L858R.replace('55259515', 'x'), /line 6, field POS/],
    ['sheet.tsv', '#caseboard-biomarkers 1\nkind\tname\tvalue\nsignature\tTMB\ttwelve\n', /line 3.*value/],
  ])('%s', async (name, content, words) => {
    const id = `bad ${name}`
    const outcome = await vault.run(
      ['import', vault.file(name, content)],
      '--case',
      id,
      '--diagnosis',
      'LUAD',
      '--json',
    )
    expect(outcome.code, outcome.stderr).toBe(3)
    expect(document(outcome) as unknown as ImportDocument).toMatchObject({
      case: id,
      files: [],
      alterations: {},
    })
    expect(outcome.stderr).toMatch(words)
    expect(outcome.stderr).toContain(name)
  })

  test('a folder and a missing file', async () => {
    mkdirSync(vault.path('folder.vcf'))
    for (const name of ['folder.vcf', 'nowhere.vcf']) {
      const outcome = await vault.run(['import', vault.path(name)], '--case', name, '--diagnosis', 'LUAD')
      expect(outcome.code).toBe(3)
      expect(outcome.stderr).toContain(name)
    }
  })

  test('no case is named like any of these files', async () => {
    const names = await caseNames()
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => /^bad |\.vcf$/.test(name))).toEqual([])
  })

  test('a file that breaks off in its last record, in a case that is there: the case stays as it was', async () => {
    await vault.take('P-stays', 'LUAD', vault.file('good.vcf', L858R))
    const before = await vault.match('P-stays')
    const records = Array.from({ length: 3000 }, (_, i) => ['1', 1000 + i, 'A', 'C'] as const)
    const broken = vault.file('breaks.vcf', vcf(records).slice(0, -20))
    expect((await vault.run(['import', broken], '--case', 'P-stays')).code).toBe(3)
    expect(await vault.match('P-stays')).toEqual(before)
  })
})

describe('match and report', () => {
  test('the match document carries what section 8 of the design names', async () => {
    await vault.take(
      'P-match',
      'LUAD',
      vault.file(
        'match.vcf',
        vcf([
          ['7', 55259515, 'T', 'G'],
          ['7', 55249071, 'C', 'T'],
        ]),
      ),
    )
    const report = await vault.match('P-match')
    expect(report).toMatchObject({ case: 'P-match', diagnosis: 'LUAD' })
    expect(report.packs[0]).toMatchObject({ name: expect.any(String), version: expect.any(String) })
    const erlotinib = report.matches.find(
      ({ drugs, status }) => drugs.join() === 'erlotinib' && status === 'matched',
    )
    expect(erlotinib).toMatchObject({
      effect: 'sensitivity',
      diseaseMatch: 'descendant',
      level: { scheme: 'FDA', value: expect.any(String) },
      ampTier: 'I-A',
      alterations: ['EGFR L858R (VAF 30%)'],
    })
    expect(erlotinib?.because[0]).toMatchObject({
      result: 'true',
      alteration: 'EGFR L858R (VAF 30%)',
      specificity: 'exact change',
    })
    expect(erlotinib?.resistedBy[0]?.text).toContain('T790M')
    expect(erlotinib?.companionDiagnostics[0]).toMatchObject({ device: expect.any(String), usedHere: false })
    expect(erlotinib?.sources[0]).toMatchObject({ id: expect.any(String), retrieved: expect.any(String) })
    for (const { drugs } of report.matches) expect(drugs.join()).toBe(drugs.join().toLowerCase())
  })

  test('an unknown case is said for every command that takes one', async () => {
    for (const command of [['match'], ['report', '--out', vault.path('none.html')]]) {
      const outcome = await vault.run(command, '--case', 'nobody', '--json')
      expect(outcome.code).toBe(3)
      expect(errorOf(document(outcome)).code).toBe('not-found')
    }
    expect(existsSync(vault.path('none.html'))).toBe(false)
  })

  test('the board packet is one HTML page that asks for nothing outside itself', async () => {
    await vault.take('P-html', 'LUAD', vault.file('html.vcf', L858R))
    const out = vault.path('packet.html')
    const outcome = await vault.run(['report'], '--case', 'P-html', '--out', out, '--json')
    expect(outcome.code, outcome.stderr).toBe(0)
    const html = readFileSync(out, 'utf8')
    expect(document(outcome)).toEqual({ case: 'P-html', path: out, bytes: Buffer.byteLength(html) })
    expect(html).toContain('osimertinib')
    expect(html).toContain('L858R')
    expect(html).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?https?:/i)
    const unwritable = await vault.run(
      ['report'],
      '--case',
      'P-html',
      '--out',
      vault.path('no/such/folder.html'),
    )
    expect(unwritable.code).toBe(3)
  })

  test('the PDF is a PDF, or its absence is said', async () => {
    await vault.take('P-pdf', 'LUAD', vault.file('pdf.vcf', L858R))
    const out = vault.path('packet.pdf')
    const outcome = await vault.run(['report'], '--case', 'P-pdf', '--out', out)
    if (outcome.code !== 0) {
      console.log(`PDF skipped: ${outcome.stderr.trim()}`)
      expect(outcome.stderr).toMatch(/Chromium|Chrome|browser/)
      return
    }
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('a reader of the pipe that leaves early sees no stack trace', async () => {
    const { execFile } = await import('node:child_process')
    const text = await new Promise<string>((resolve) => {
      const command = `'${process.execPath}' '${join(REPOSITORY, 'electron/cli.ts')}' knowledge --help | true`
      execFile('sh', ['-c', command], (_error, stdout, stderr) => resolve(stdout + stderr))
    })
    expect(text).not.toContain('EPIPE')
  })
})

test('no file of the vault shows a gene, a drug, a pseudonym or the password', async () => {
  await vault.take('PSEUDONYM-4711', 'LUAD', vault.file('secret.vcf', L858R))
  await vault.match('PSEUDONYM-4711')
  const folder = vault.path('vault')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const entry of files) {
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    for (const secret of ['PSEUDONYM-4711', 'EGFR', 'osimertinib', 'SQLite format', 'battery staple']) {
      expect(bytes.includes(secret), `${entry.name} holds ${secret}`).toBe(false)
    }
  }
})
