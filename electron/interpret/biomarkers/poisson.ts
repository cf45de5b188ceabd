/**
 * Exact (Garwood) 95% interval of a Poisson mean from a count: the bounds at which the count would be as extreme
 * as 2.5% on either side. Garwood F., Biometrika 1936;28:437.
 */
export function poissonInterval(count: number): { readonly low: number; readonly high: number } {
  const low = count === 0 ? 0 : solve(0, count, (mean) => 1 - atMost(count - 1, mean) < 0.025)
  const high = solve(count, 2 * count + 10, (mean) => atMost(count, mean) > 0.025)
  return { low, high }
}

/** The mean between the bounds where `tooSmall` turns false, to a millionth. */
function solve(from: number, to: number, tooSmall: (mean: number) => boolean): number {
  let [low, high] = [from, to]
  while (high - low > 1e-6) {
    const middle = (low + high) / 2
    if (tooSmall(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** P(X <= count) of a Poisson variable, summed in logarithms so that large means do not underflow. */
function atMost(count: number, mean: number): number {
  if (mean <= 0) return 1
  let logTerm = -mean
  let sum = Math.exp(logTerm)
  for (let k = 1; k <= count; k += 1) {
    logTerm += Math.log(mean / k)
    sum += Math.exp(logTerm)
  }
  return Math.min(1, sum)
}
