/** Up to this size a count is drawn one by one, above it from the normal approximation. */
const ONE_BY_ONE = 200

/** A count of successes in n trials of chance p, from uniform numbers in [0, 1). */
export function drawBinomial(n: number, p: number, random: () => number): number {
  if (n <= ONE_BY_ONE) {
    let count = 0
    for (let i = 0; i < n; i += 1) if (random() < p) count += 1
    return count
  }
  const angle = 2 * Math.PI * random()
  const radius = Math.sqrt(-2 * Math.log(1 - random()))
  const drawn = Math.round(n * p + radius * Math.cos(angle) * Math.sqrt(n * p * (1 - p)))
  return Math.min(n, Math.max(0, drawn))
}
