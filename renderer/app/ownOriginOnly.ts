/**
 * The first of four layers that keep the page from asking anyone (then igv's options, the content-security
 * policy and the shells' request filter): an address outside the app's own origin is not even tried. igv 3.7
 * and later looks each clicked mismatch up at ClinVar, with no switch to turn that off; it is told that
 * ClinVar knows nothing, and shows the HGVS text instead.
 */
export function allowOwnOriginOnly(): void {
  const ask = window.fetch.bind(window)
  window.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    if (isOwnAddress(address, window.location.href)) return ask(input, init)
    if (new URL(address, window.location.href).pathname.endsWith('/esearch.fcgi'))
      return Promise.resolve(nothingFound())
    return Promise.reject(new TypeError(`Caseboard asks no other machine: ${address}`))
  }
  const open = XMLHttpRequest.prototype.open as (this: XMLHttpRequest, ...args: unknown[]) => void
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]): void {
    const address = String(args[1])
    if (!isOwnAddress(address, window.location.href))
      throw new TypeError(`Caseboard asks no other machine: ${address}`)
    open.apply(this, args)
  }
}

/** True for addresses of the page's own scheme and host, and for `data:` and `blob:`, which leave nothing. */
export function isOwnAddress(address: string, page: string): boolean {
  const own = new URL(page)
  let url: URL
  try {
    url = new URL(address, own)
  } catch {
    return false
  }
  if (url.protocol === 'data:' || url.protocol === 'blob:') return true
  // Not `origin`: it is "null" for schemes that the URL standard does not know.
  return url.protocol === own.protocol && url.host === own.host
}

/** An empty answer in the form of NCBI's E-utilities. */
function nothingFound(): Response {
  return Response.json({ esearchresult: { count: '0', idlist: [] } })
}
