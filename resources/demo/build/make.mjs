// Makes the demonstration cases of resources/demo from nothing but a seed, the gene models and the reference
// slices: report files in the manner of the callers in use, reads (BAM) and the manifest. Everything is invented.
//   node resources/demo/build/make.mjs          (needs samtools; the outputs are committed)
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ASSAYS } from './assays.mjs'
import { breast1 } from './cases/breast-1.mjs'
import { colon1 } from './cases/colon-1.mjs'
import { lung1 } from './cases/lung-1.mjs'
import { lung2 } from './cases/lung-2.mjs'
import { melanoma1 } from './cases/melanoma-1.mjs'
import { rectum1 } from './cases/rectum-1.mjs'
import { salivary1 } from './cases/salivary-1.mjs'
import { createRandom } from './random.mjs'
import { simulateReads, writeBam } from './reads.mjs'
import { sheetText } from './sheet.mjs'
import { INVENTED } from './vcf.mjs'

const demo = join(dirname(fileURLToPath(import.meta.url)), '..')
const SEED = 20261123

const CASES = [
  ['lung-1', lung1],
  ['lung-2', lung2],
  ['colon-1', colon1],
  ['breast-1', breast1],
  ['melanoma-1', melanoma1],
  ['salivary-1', salivary1],
  ['rectum-1', rectum1],
]

function write(path, text) {
  writeFileSync(join(demo, path), text)
}
write.sheet = (path, rows) => write(path, sheetText(rows))

mkdirSync(join(demo, 'assays'), { recursive: true })
for (const [name, assay] of Object.entries(ASSAYS))
  write(`assays/${name}.json`, `${JSON.stringify(assay, null, 2)}\n`)

const cases = CASES.map(([folder, make], index) => {
  rmSync(join(demo, folder), { recursive: true, force: true })
  mkdirSync(join(demo, folder))
  // A seed of its own for each case: a change in one leaves the others as they are.
  const random = createRandom(SEED + index)
  const reads = (path, { sample, build, ...options }) => {
    const readGroup = `${sample}.1`
    const drawn = simulateReads({ build, readGroup, random, ...options })
    writeBam(join(demo, path), {
      build,
      sam: drawn.sam,
      readGroup,
      sample,
      library: `${sample}-library`,
      comment: INVENTED,
    })
    return drawn
  }
  const { case: input, reports, tracks } = make({ random, write, reads })
  return {
    case: input,
    reports: reports.map(({ path, build, assay, specimen, tumorSample = null }) => ({
      path,
      build,
      tumorSample,
      assay: ASSAYS[assay].name,
      specimen,
    })),
    tracks,
  }
})
write(
  'demonstration.json',
  `${JSON.stringify({ assays: Object.keys(ASSAYS).map((name) => `assays/${name}.json`), trials: ['trials.csv'], cases }, null, 2)}\n`,
)
