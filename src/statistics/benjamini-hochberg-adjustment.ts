/**
 * Benjamini and Hochberg's adjustment: each p-value as the smallest false discovery rate at which it
 * would be called a finding, in the order given. Source: Benjamini & Hochberg 1995.
 */
export function benjaminiHochbergAdjustment(ps: readonly number[]): number[] {
  const order = ps.map((_, place) => place).sort((a, b) => (ps[b] ?? 0) - (ps[a] ?? 0))
  const adjusted = ps.map(() => 1)
  let smallest = 1
  for (const [place, index] of order.entries()) {
    smallest = Math.min(smallest, ((ps[index] ?? 1) * ps.length) / (ps.length - place))
    adjusted[index] = smallest
  }
  return adjusted
}
