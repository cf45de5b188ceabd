import { fillRematchVault } from './vault.ts'
import type { RematchSize } from './vault.ts'

/** `node fill.ts VAULT SIZE`, where SIZE is a `RematchSize` as JSON: fills a new vault and prints a `RematchVault`. */

const [vault = '', size = ''] = process.argv.slice(2)

process.stdout.write(`${JSON.stringify(await fillRematchVault(vault, JSON.parse(size) as RematchSize))}\n`)
