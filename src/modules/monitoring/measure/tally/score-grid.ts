import { nextUp } from './next-up.js'

interface AnyPlan {
  readonly thresholds: readonly number[]
  /** Edges put in after a first reading, where bins turned out too wide for this log. */
  readonly finer?: readonly number[]
}

/** How scores are binned where a group has too many distinct ones. Plain data, sent to workers. */
export type GridPlan =
  | (AnyPlan & { readonly kind: 'logit'; readonly step: number })
  | (AnyPlan & {
      readonly kind: 'linear'
      readonly low: number
      readonly high: number
      readonly bins: number
    })

/** The most distinct scores a group is held by exactly, before it is binned. */
export const mostDistinct = (plan: GridPlan): number => (plan.kind === 'logit' ? 512 : 4096)

/** Bins of different schemes are never merged; the name tells which one a figure stands on. */
export const gridName = (plan: GridPlan): string =>
  `${plan.kind === 'logit' ? `logit-${plan.step}` : `linear-${plan.bins}`}${plan.finer ? '-refined' : ''}/1`

const REACH = 14
const CALIBRATION_BINS = [10, 15, 20]

/**
 * Edges of bins of equal width in logit(p), -14 to 14, with cells of their own for p <= 0 and
 * p >= 1, and extra edges at k/10, k/15, k/20 and the thresholds, so that calibration by equal width
 * and confusion counts are exact. Equal-width
 * bins in p would be too wide near 0 and 1, where clinical scores lie.
 */
function logitEdges(step: number, thresholds: readonly number[]): readonly number[] {
  const steps = Math.round((2 * REACH) / step)
  const inner = Array.from({ length: steps + 1 }, (_, i) => 1 / (1 + Math.exp(REACH - i * step)))
  const tenths = CALIBRATION_BINS.flatMap((bins) =>
    Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins),
  )
  const cuts = thresholds.filter((cut) => cut > 0 && cut < 1)
  return [Number.MIN_VALUE, ...inner, ...tenths, ...cuts, 1]
}

function linearEdges({ low, high, bins, thresholds }: GridPlan & { kind: 'linear' }): number[] {
  const width = (high - low) / bins
  return [...Array.from({ length: bins + 1 }, (_, i) => low + i * width), ...thresholds]
}

const edgesOf = (plan: GridPlan): Float64Array => {
  const edges = plan.kind === 'logit' ? logitEdges(plan.step, plan.thresholds) : linearEdges(plan)
  return Float64Array.from(new Set([-Infinity, ...edges, ...(plan.finer ?? [])])).sort()
}

// A first guess for a score is read from the leading bits of p, or of 1 - p above one half: 8 bits
// of mantissa over 21 halvings, where a bin is never much narrower than a slot.
const HALVINGS = 21
const SLOTS = HALVINGS << 8
const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)
const highWord = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0
const SMALLEST = 2 ** -HALVINGS
/** So many bins from the first guess on are tried one by one; a slot has more only in a finer grid. */
const NEAR = 4

function slotOf(p: number): number {
  bits[0] = p
  const exponentAndMantissa = (words[highWord] as number) >>> 12
  return exponentAndMantissa - ((1023 - HALVINGS) << 8)
}

/** The smallest value of a slot. */
const slotStart = (slot: number): number => {
  const halving = (slot >> 8) - HALVINGS
  return 2 ** halving * (1 + (slot & 255) / 256)
}

/** Finds the bin of a score: bin b holds edges[b] <= score < edges[b + 1]. */
export class ScoreGrid {
  readonly edges: Float64Array
  readonly bins: number
  private readonly logit: boolean
  private readonly low: Uint32Array
  private readonly high: Uint32Array

  constructor(plan: GridPlan) {
    this.edges = edgesOf(plan)
    this.bins = this.edges.length
    this.logit = plan.kind === 'logit'
    const starts = Array.from({ length: this.logit ? SLOTS + 1 : 0 }, (_, slot) => slotStart(slot))
    this.low = Uint32Array.from(starts, (p) => this.search(p))
    this.high = Uint32Array.from(starts, (_, slot) => this.search(1 - slotStart(slot + 1)))
  }

  binOf(score: number): number {
    if (!this.logit) return this.search(score)
    const low = score <= 0.5
    const distance = low ? score : 1 - score
    if (!(distance > SMALLEST)) return this.search(score)
    const slot = slotOf(distance)
    const { edges } = this
    let bin = (low ? this.low[slot] : this.high[slot]) as number
    for (let near = 0; near < NEAR; near += 1) {
      if (!(score >= (edges[bin + 1] as number))) return bin
      bin += 1
    }
    return this.search(score, bin)
  }

  /** Whether all scores of a bin are equal: there is only one number in it. */
  isSingle(bin: number): boolean {
    const from = this.edges[bin] as number
    if (this.logit && (bin === 0 || from === 1)) return true
    return this.edges[bin + 1] === nextUp(from)
  }

  /** The edge of a bin that lies nearest. */
  nearestEdge(score: number): number {
    const bin = this.binOf(score)
    const [below, above] = [this.edges[bin] ?? -Infinity, this.edges[bin + 1] ?? Infinity]
    return score - below < above - score ? below : above
  }

  private search(score: number, first = 0): number {
    const { edges } = this
    let from = first
    let to = edges.length
    while (to - from > 1) {
      const middle = (from + to) >> 1
      if ((edges[middle] as number) <= score) from = middle
      else to = middle
    }
    return from
  }

  /** A score to stand for those of a bin: their mean, kept on its side of the bin's edges. */
  standFor(bin: number, mean: number): number {
    const above = this.edges[bin] as number
    const below = this.edges[bin + 1] ?? Infinity
    const highest = below === Infinity ? below : below - Math.abs(below) * 2 ** -53
    return Math.max(above, Math.min(mean, highest))
  }
}
