/**
 * The policy every page of Caseboard is served with. `style-src 'unsafe-inline'` is there for igv's popups
 * and the virtual tables' row positions; `wasm-unsafe-eval` for igv's CRAM codecs only. `connect-src 'self'`
 * is the second of three layers that keep igv from asking a public server (see CONTRIBUTING.md).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')
