import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fileInside, fileSource, rangeResponse } from '../../../electron/app/fileResponse.ts'

let root = ''

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caseboard-files-'))
  root = join(folder, 'root')
  await mkdir(root)
  await writeFile(join(root, 'page.html'), '0123456789')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'))
})

test('a file of the folder is found, the folder itself is not a file', async () => {
  expect(await fileInside(root, '/page.html')).toMatch(/page\.html$/)
  expect(await fileInside(root, '/')).toBeNull()
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/link.txt',
  '/page.html%00.js',
  '/%zz',
])('%s does not lead outside', async (path) => {
  expect(await fileInside(root, path)).toBeNull()
})

test('a range request gets 206 with exactly these bytes', async () => {
  const source = await fileSource(join(root, 'page.html'))
  const response = await rangeResponse(
    new Request('https://x.invalid/', { headers: { range: 'bytes=2-4' } }),
    source,
  )
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe('bytes 2-4/10')
  expect(await response.text()).toBe('234')
})

test('a range beyond the end gets 416', async () => {
  const source = await fileSource(join(root, 'page.html'))
  const response = await rangeResponse(
    new Request('https://x.invalid/', { headers: { range: 'bytes=10-' } }),
    source,
  )
  expect(response.status).toBe(416)
})

test('nothing may be cached and the policy forbids foreign connections', async () => {
  const response = await rangeResponse(
    new Request('https://x.invalid/'),
    await fileSource(join(root, 'page.html')),
  )
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-security-policy')).toContain("connect-src 'self' data: blob:")
  expect(response.headers.get('content-security-policy')).not.toContain("'unsafe-eval'")
})
