import { at } from './at.js'

/** An increasing step line given by its corners; between two corners it is straight. */
export interface IsotonicLine {
  readonly x: Float64Array
  readonly y: Float64Array
}

/**
 * The increasing line closest to the outcomes, by pooling adjacent violators over the mean outcome of
 * each distinct score. Corners inside a flat stretch are left out.
 * Source: Barlow 1972; Zadrozny & Elkan 2002. @throws RangeError without rows.
 */
export function isotonicRegression(scores: Float64Array, outcomes: Uint8Array): IsotonicLine {
  if (scores.length === 0) throw new RangeError('there are no rows')
  const order = Uint32Array.from(scores, (_, row) => row).sort(
    (a, b) => at(scores, a) - at(scores, b),
  )
  const counted: CountedOutcome[] = []
  for (let start = 0; start < order.length;) {
    const score = at(scores, at(order, start))
    let [end, sum] = [start, 0]
    while (end < order.length && at(scores, at(order, end)) === score) {
      sum += at(outcomes, at(order, end))
      end += 1
    }
    counted.push({ score, rows: end - start, events: sum })
    start = end
  }
  return isotonicOfCounts(counted)
}

/** How many rows had a score, and how many of them the outcome. */
export interface CountedOutcome {
  readonly score: number
  readonly rows: number
  readonly events: number
}

/** The same line from counts in ascending order of their scores, so also from a histogram. */
export function isotonicOfCounts(counted: readonly CountedOutcome[]): IsotonicLine {
  if (counted.length === 0) throw new RangeError('there are no rows')
  const blocks: Block[] = []
  for (const { score, rows, events } of counted) {
    blocks.push({ sum: events, weight: rows, first: score, last: score })
    pool(blocks)
  }
  const corners = blocks.flatMap(({ sum, weight, first, last }) =>
    (first === last ? [first] : [first, last]).map((x) => [x, sum / weight] as const),
  )
  return {
    x: Float64Array.from(corners, ([x]) => x),
    y: Float64Array.from(corners, ([, y]) => y),
  }
}

interface Block {
  sum: number
  weight: number
  readonly first: number
  last: number
}

function pool(blocks: Block[]): void {
  for (;;) {
    const [below, last] = [blocks.at(-2), blocks.at(-1)]
    if (!below || !last || below.sum * last.weight < last.sum * below.weight) return
    blocks.pop()
    below.sum += last.sum
    below.weight += last.weight
    below.last = last.last
  }
}

/** The value of the line at a score; beyond its ends that of the end. */
export function calibrated({ x, y }: IsotonicLine, score: number): number {
  if (score <= at(x, 0)) return at(y, 0)
  let [low, high] = [0, x.length - 1]
  if (score >= at(x, high)) return at(y, high)
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (at(x, middle) <= score) low = middle
    else high = middle
  }
  const share = (score - at(x, low)) / (at(x, high) - at(x, low))
  return at(y, low) + share * (at(y, high) - at(y, low))
}
