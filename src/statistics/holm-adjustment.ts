/**
 * Holm's step-down adjustment: each p-value as it stands after as many comparisons were looked at
 * together, in the order given. Source: Holm 1979.
 */
export function holmAdjustment(ps: readonly number[]): number[] {
  const order = ps.map((_, place) => place).sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0))
  const adjusted = ps.map(() => 1)
  let largest = 0
  for (const [rank, place] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (ps[place] ?? 1) * (ps.length - rank)))
    adjusted[place] = largest
  }
  return adjusted
}
