/** Two-sided 95%. */
const Z = 1.959963984540054

/** Wilson score interval of a share of reads (95%), as fractions. Wilson 1927, doi:10.1080/01621459.1927.10502953. */
export function wilsonInterval(alt: number, depth: number): { readonly low: number; readonly high: number } {
  if (depth <= 0) return { low: 0, high: 1 }
  const share = alt / depth
  const z2 = Z * Z
  const centre = (share + z2 / (2 * depth)) / (1 + z2 / depth)
  const half = (Z / (1 + z2 / depth)) * Math.sqrt((share * (1 - share)) / depth + z2 / (4 * depth * depth))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
