/** Markup that is already safe. Only `html` and `join` make it. */
export interface Markup {
  readonly markup: string
}

type Value = string | number | null | undefined | Markup | readonly Markup[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

function render(value: Value): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map((part) => part.markup).join('')
}

/** Template tag: every inserted text is escaped, so that a report's content can never become markup. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return {
    markup: parts.map((part, index) => part + (index < values.length ? render(values[index]) : '')).join(''),
  }
}
