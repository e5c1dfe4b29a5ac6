import { type BinnedScores, BinPages } from './bin-pages.js'
import type { CellOrder } from './cell-order.js'
import { allDistinct, DistinctScores, type GroupedDistinct } from './distinct-scores.js'
import { type GridPlan, mostDistinct, type ScoreGrid } from './score-grid.js'
import { sharedColumn } from './shared-column.js'
import { widened } from './widened.js'

/** The scores of the groups of one breakdown as plain data. */
export interface TalliedScores {
  readonly binned: BinnedScores
  /** 1 where the group was binned. */
  readonly isBinned: Uint8Array
  /** Two a group, on binned scores: sum of p², sum of p over events. */
  readonly moments: Float64Array
  /** Those of groups that were not binned. */
  readonly distinct: GroupedDistinct
}

/** Tallies scores by group: distinct ones exactly while they are few, then by the grid. */
export class ScoreTally {
  private readonly grid: ScoreGrid
  private readonly most: number
  private readonly pages: BinPages
  private readonly distinct: (DistinctScores | null)[] = []
  private isBinned = new Uint8Array(16)
  private moments = new Float64Array(32)

  constructor(plan: GridPlan, grid: ScoreGrid) {
    this.grid = grid
    this.most = mostDistinct(plan)
    this.pages = new BinPages(grid.bins)
  }

  /** Takes scores in the order of their cells, of which there are `groups`. */
  take(order: CellOrder, groups: number): void {
    this.fit(groups)
    const { starts } = order
    for (let cell = 0; cell < groups; cell += 1) {
      const to = starts[cell + 1] as number
      const from = this.addDistinct(cell, order, starts[cell] as number, to)
      if (from < to) this.addBinned(cell, order, from, to)
    }
  }

  private addBinned(cell: number, { scores, slots }: CellOrder, from: number, to: number): void {
    const { moments, pages } = this
    let squares = moments[cell * 2] as number
    let ofEvents = moments[cell * 2 + 1] as number
    for (let at = from; at < to; at += 1) {
      const score = scores[at] as number
      const slot = slots[at] as number
      pages.add(cell, slot, score)
      squares += score * score
      ofEvents += score * (slot & 1)
    }
    moments[cell * 2] = squares
    moments[cell * 2 + 1] = ofEvents
  }

  private fit(groups: number): void {
    this.pages.fit(groups)
    this.isBinned = widened(this.isBinned, groups)
    this.moments = widened(this.moments, groups * 2)
    while (this.distinct.length < groups) this.distinct.push(null)
  }

  /** Adds to a cell that is not binned until it is; gives the first score not added. */
  private addDistinct(
    cell: number,
    { scores, slots }: CellOrder,
    from: number,
    to: number,
  ): number {
    if (from === to || this.isBinned[cell] === 1) return from
    const held = (this.distinct[cell] ??= new DistinctScores())
    for (let at = from; at < to; at += 1) {
      held.add(scores[at] as number, (slots[at] as number) & 1)
      if (held.size <= this.most) continue
      this.bin(cell, held)
      return at + 1
    }
    return to
  }

  private bin(cell: number, held: DistinctScores): void {
    held.each((score, nonEvents, events) => {
      this.pages.addMany(cell, this.grid.binOf(score), { score, nonEvents, events })
      const { moments } = this
      moments[cell * 2] = (moments[cell * 2] as number) + score * score * (nonEvents + events)
      moments[cell * 2 + 1] = (moments[cell * 2 + 1] as number) + score * events
    })
    this.distinct[cell] = null
    this.isBinned[cell] = 1
  }

  finish(groups: number): TalliedScores {
    this.fit(groups)
    return {
      binned: this.pages.finish(groups),
      isBinned: sharedColumn(this.isBinned, groups),
      moments: sharedColumn(this.moments, groups * 2),
      distinct: allDistinct(this.distinct),
    }
  }
}
