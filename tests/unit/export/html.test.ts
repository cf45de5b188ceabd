import { expect, test } from 'vitest'
import { html } from '../../../electron/export/html.ts'

test("a report's text never becomes markup in the packet", () => {
  const name = `<img src=x onerror="alert('1')">`
  expect(html`<td title="${name}">${name}</td>`.markup).toBe(
    '<td title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;</td>',
  )
})

test('parts made by the template itself are kept as they are', () => {
  const rows = ['a', '<b>'].map((text) => html`<li>${text}</li>`)
  expect(html`<ul>${rows}${null}</ul>`.markup).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>')
})
