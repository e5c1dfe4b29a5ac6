/**
 * Benjamini and Hochberg's step-up adjustment: the false discovery rate at which each p value would
 * still be found, in the order given. Source: Benjamini & Hochberg 1995.
 */
export function benjaminiHochbergAdjustment(ps: readonly number[]): number[] {
  const order = ps.map((_, place) => place).sort((a, b) => (ps[b] ?? 0) - (ps[a] ?? 0))
  const adjusted = ps.map(() => 1)
  let smallest = 1
  for (const [rank, place] of order.entries()) {
    smallest = Math.min(smallest, ((ps[place] ?? 1) * ps.length) / (ps.length - rank))
    adjusted[place] = smallest
  }
  return adjusted
}
