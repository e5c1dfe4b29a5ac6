import { STATUS } from '../row-status.js'
import type { RowBatch } from '../scan/row-batch.js'
import { type BinnedScores, BinPages } from './bin-pages.js'
import { DistinctScores } from './distinct-scores.js'
import { type GridPlan, mostDistinct, type ScoreGrid } from './score-grid.js'
import { widened } from './widened.js'

/** The scores of the groups of one breakdown as plain data. */
export interface TalliedScores {
  readonly binned: BinnedScores
  /** 1 where the group was binned. */
  readonly isBinned: Uint8Array
  /** Two a group, on binned scores: sum of p², sum of p over events. */
  readonly moments: Float64Array
  /** The distinct scores of groups that were not binned; `starts` has one more entry than groups. */
  readonly distinct: {
    readonly starts: Int32Array
    readonly scores: Float64Array
    readonly nonEvents: Uint32Array
    readonly events: Uint32Array
  }
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

  /** `bins` holds the bin of each row; rows whose outcome is not known count where asked. */
  take(
    batch: RowBatch,
    cells: Int32Array,
    bins: Uint32Array,
    groups: number,
    unknown: boolean,
  ): void {
    this.fit(groups)
    const { status, scores, outcomes } = batch
    const { isBinned, moments, pages } = this
    const last = unknown ? STATUS.outcome_not_known : STATUS.used
    for (let row = 0; row < batch.size; row += 1) {
      if ((status[row] as number) > last) continue
      const cell = cells[row] as number
      const score = scores[row] as number
      const outcome = (outcomes[row] as number) & 1
      if (isBinned[cell] === 0) {
        this.addDistinct(cell, score, outcome)
        continue
      }
      pages.add(cell, bins[row] as number, outcome, score)
      moments[cell * 2] = (moments[cell * 2] as number) + score * score
      moments[cell * 2 + 1] = (moments[cell * 2 + 1] as number) + score * outcome
    }
  }

  private fit(groups: number): void {
    this.pages.fit(groups)
    this.isBinned = widened(this.isBinned, groups)
    this.moments = widened(this.moments, groups * 2)
    while (this.distinct.length < groups) this.distinct.push(null)
  }

  private addDistinct(cell: number, score: number, outcome: number): void {
    const held = (this.distinct[cell] ??= new DistinctScores())
    held.add(score, outcome)
    if (held.size > this.most) this.bin(cell, held)
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
    const sizes = this.distinct.map((held) => held?.size ?? 0)
    const room = sizes.reduce((sum, size) => sum + size, 0)
    const distinct = {
      starts: new Int32Array(groups + 1),
      scores: new Float64Array(room),
      nonEvents: new Uint32Array(room),
      events: new Uint32Array(room),
    }
    let at = 0
    this.distinct.forEach((held, group) => {
      held?.each((score, nonEvents, events) => {
        distinct.scores[at] = score
        distinct.nonEvents[at] = nonEvents
        distinct.events[at] = events
        at += 1
      })
      distinct.starts[group + 1] = at
    })
    return {
      binned: this.pages.finish(groups),
      isBinned: this.isBinned.slice(0, groups),
      moments: this.moments.slice(0, groups * 2),
      distinct,
    }
  }
}
