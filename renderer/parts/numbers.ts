/** Numbers as a clinician reads them. Fractions come in, percent goes out. */

export function percent(fraction: number | null): string {
  if (fraction === null) return ''
  const value = fraction * 100
  if (value !== 0 && Math.abs(value) < 0.1) return `${Number(value.toPrecision(1))} %`
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} %`
}

export function count(value: number): string {
  return value.toLocaleString('en')
}

/** `1 report`, `3 reports`; pass the plural where it is not formed with s. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

export function bytes(value: number): string {
  if (value < 1000) return `${value} B`
  if (value < 1e6) return `${(value / 1e3).toFixed(0)} kB`
  if (value < 1e9) return `${(value / 1e6).toFixed(1)} MB`
  return `${(value / 1e9).toFixed(2)} GB`
}

/** Date and time of a stored ISO instant, in the machine's own zone, without seconds. */
export function moment(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
