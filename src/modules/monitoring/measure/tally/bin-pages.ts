import { sharedColumn } from './shared-column.js'
import { widened } from './widened.js'

const PAGE_BITS = 6
const PAGE = 1 << PAGE_BITS

/**
 * Counts by outcome and the sum of the scores of each bin of each group. A group's bins are held in
 * pages of 64, made when first met, since a group's scores lie in few of the thousands of bins.
 */
export class BinPages {
  private readonly pagesOfGroup: number
  /** For each group and page: where the page lies, plus one. */
  private pages: Int32Array
  private counts = new Uint32Array(PAGE * 2 * 16)
  private sums = new Float64Array(PAGE * 16)
  private used = 0

  constructor(bins: number) {
    this.pagesOfGroup = (bins + PAGE - 1) >> PAGE_BITS
    this.pages = new Int32Array(this.pagesOfGroup * 16)
  }

  /** Makes room for groups 0 to `groups` - 1. */
  fit(groups: number): void {
    this.pages = widened(this.pages, groups * this.pagesOfGroup)
  }

  /** Adds the scores of a group from one place to another; a slot is a bin times two, plus the outcome. */
  add(group: number, scores: Float64Array, slots: Int32Array, from: number, to: number): void {
    const first = group * this.pagesOfGroup
    let { counts, sums } = this
    const { pages } = this
    for (let i = from; i < to; i += 1) {
      const slot = slots[i] as number
      const page = first + (slot >> (PAGE_BITS + 1))
      let place = pages[page] as number
      if (place === 0) {
        place = this.open(page)
        ;({ counts, sums } = this)
      }
      const at = ((place - 1) << (PAGE_BITS + 1)) + (slot & (PAGE * 2 - 1))
      counts[at] = (counts[at] as number) + 1
      sums[at >> 1] = (sums[at >> 1] as number) + (scores[i] as number)
    }
  }

  /** Adds several equal scores at once. */
  addMany(
    group: number,
    bin: number,
    counted: { score: number; nonEvents: number; events: number },
  ): void {
    const { score, nonEvents, events } = counted
    const page = group * this.pagesOfGroup + (bin >> PAGE_BITS)
    const place = (this.pages[page] as number) || this.open(page)
    const at = ((place - 1) << PAGE_BITS) + (bin & (PAGE - 1))
    this.counts[at * 2] = (this.counts[at * 2] as number) + nonEvents
    this.counts[at * 2 + 1] = (this.counts[at * 2 + 1] as number) + events
    this.sums[at] = (this.sums[at] as number) + score * (nonEvents + events)
  }

  private open(page: number): number {
    this.counts = widened(this.counts, (this.used + 1) * PAGE * 2)
    this.sums = widened(this.sums, (this.used + 1) * PAGE)
    this.used += 1
    this.pages[page] = this.used
    return this.used
  }

  /** Plain data, cut to what is used. */
  finish(groups: number): BinnedScores {
    return {
      pagesOfGroup: this.pagesOfGroup,
      pages: sharedColumn(this.pages, groups * this.pagesOfGroup),
      counts: sharedColumn(this.counts, this.used * PAGE * 2),
      sums: sharedColumn(this.sums, this.used * PAGE),
    }
  }
}

/** The bins of all groups as plain data. */
export interface BinnedScores {
  readonly pagesOfGroup: number
  readonly pages: Int32Array
  readonly counts: Uint32Array
  readonly sums: Float64Array
}

/** Visits the filled bins of a group, ascending. */
export function eachBin(
  binned: BinnedScores,
  group: number,
  visit: (bin: number, nonEvents: number, events: number, sum: number) => void,
): void {
  for (let page = 0; page < binned.pagesOfGroup; page += 1) {
    const place = binned.pages[group * binned.pagesOfGroup + page] ?? 0
    if (place === 0) continue
    for (let inner = 0; inner < PAGE; inner += 1) {
      const at = ((place - 1) << PAGE_BITS) + inner
      const nonEvents = binned.counts[at * 2] as number
      const events = binned.counts[at * 2 + 1] as number
      if (nonEvents + events > 0)
        visit((page << PAGE_BITS) + inner, nonEvents, events, binned.sums[at] as number)
    }
  }
}
