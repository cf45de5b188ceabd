import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Where a worker's program lies: beside the TypeScript source when that runs as it is, and as
 * `<name>.js` in the folder of the bundle (or the one above, for code that was split into `chunks`).
 *
 * `from` is the caller's `import.meta.url`, `source` its relative path to the worker's source.
 */
export function workerUrl(from: string, source: string, name: string): URL {
  if (from.endsWith('.ts')) return new URL(source, from)
  const beside = new URL(`./${name}.js`, from)
  return existsSync(fileURLToPath(beside)) ? beside : new URL(`../${name}.js`, from)
}
