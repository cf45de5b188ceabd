import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const configuration = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8')

/** The fuses an offline clinical application must set; electron-builder.yml holds the same list. */
const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

test('the packaged application carries exactly the documented fuses', () => {
  const section = /electronFuses:\n((?: {2}\w+: \w+\n)+)/.exec(configuration)?.[1] ?? ''
  const found = Object.fromEntries(
    section
      .trim()
      .split('\n')
      .map((line) => line.trim().split(': '))
      .map(([name, value]) => [name, value === 'true']),
  )
  expect(found).toEqual(FUSES)
})

test('no updater: the package publishes to nobody and asks nobody', () => {
  expect(configuration).toMatch(/^publish: null$/m)
})

test.each(['nsis', 'portable', 'dmg', 'AppImage', 'deb'])('%s is built', (target) => {
  expect(configuration).toContain(target)
})
