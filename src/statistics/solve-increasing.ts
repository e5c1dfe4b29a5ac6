/**
 * The x in (0, top] at which an increasing function reaches the target, by bisection on the
 * exponent first, so that a very small x keeps its relative precision.
 */
export function solveIncreasing(f: (x: number) => number, target: number, top: number): number {
  let high = top
  let low = top / 2
  while (low > 1e-300 && f(low) > target) {
    high = low
    low /= 2
  }
  for (let i = 0; i < 80; i += 1) {
    const middle = low + (high - low) / 2
    if (middle === low || middle === high) break
    if (f(middle) < target) low = middle
    else high = middle
  }
  return low + (high - low) / 2
}
