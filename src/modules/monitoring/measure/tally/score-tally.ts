import { type BinnedScores, BinPages } from './bin-pages.js'
import type { RowBatch } from '../scan/row-batch.js'
import { allDistinct, DistinctScores, type GroupedDistinct } from './distinct-scores.js'
import { PendingScores } from './pending-scores.js'
import { type GridPlan, mostDistinct, type ScoreGrid } from './score-grid.js'
import { type SampledScores, ScoreSample } from './score-sample.js'
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
  /** Some scores of the groups that were binned. */
  readonly sample: SampledScores
}

/** Tallies scores by group: distinct ones exactly while they are few, then by the grid. */
export class ScoreTally {
  private readonly grid: ScoreGrid
  private readonly most: number
  private readonly pages: BinPages
  private readonly pending: PendingScores
  private readonly distinct: (DistinctScores | null)[] = []
  /** Where scores are told apart that may be too many to keep. */
  private readonly trial = new DistinctScores()
  private readonly sample = new ScoreSample()
  private isBinned = new Uint8Array(16)
  private moments = new Float64Array(32)

  /** @param room scores that may wait before they are added */
  constructor(plan: GridPlan, grid: ScoreGrid, room: number) {
    this.grid = grid
    this.most = mostDistinct(plan)
    this.pages = new BinPages(grid.bins)
    this.pending = new PendingScores(room, (...added) => this.add(...added))
  }

  /** Takes the rows of a status of at most `last`, each in its cell, of which there are `groups`. */
  take(batch: RowBatch, slots: Int32Array, cells: Int32Array, groups: number, last: number): void {
    this.fit(groups)
    this.pending.take(batch, slots, cells, last)
  }

  private fit(groups: number): void {
    this.pages.fit(groups)
    this.isBinned = widened(this.isBinned, groups)
    this.moments = widened(this.moments, groups * 2)
    while (this.distinct.length < groups) this.distinct.push(null)
    this.pending.fit(groups)
  }

  private add(
    cell: number,
    scores: Float64Array,
    slots: Int32Array,
    from: number,
    to: number,
  ): void {
    const rest = this.isBinned[cell] === 1 ? from : this.addDistinct(cell, scores, slots, from, to)
    if (rest === to) return
    this.pages.add(cell, scores, slots, rest, to)
    const { moments } = this
    let squares = moments[cell * 2] as number
    let ofEvents = moments[cell * 2 + 1] as number
    for (let at = rest; at < to; at += 1) {
      const score = scores[at] as number
      squares += score * score
      ofEvents += score * ((slots[at] as number) & 1)
    }
    moments[cell * 2] = squares
    moments[cell * 2 + 1] = ofEvents
  }

  /** Adds to the distinct scores of a cell until they are too many; gives the first one not added. */
  private addDistinct(
    cell: number,
    scores: Float64Array,
    slots: Int32Array,
    from: number,
    to: number,
  ): number {
    const { trial } = this
    const held = this.distinct[cell] ?? trial
    if (held === trial) trial.clear()
    for (let at = from; at < to; at += 1) {
      held.add(scores[at] as number, (slots[at] as number) & 1)
      if (held.size <= this.most) continue
      this.isBinned[cell] = 1
      held.each((score, nonEvents, events) => this.sample.add(score, nonEvents + events))
      if (held === trial) return from
      this.bin(cell, held)
      this.distinct[cell] = null
      return at + 1
    }
    if (held === trial) this.distinct[cell] = trial.copy()
    return to
  }

  private bin(cell: number, held: DistinctScores): void {
    held.each((score, nonEvents, events) => {
      this.pages.addMany(cell, this.grid.binOf(score), { score, nonEvents, events })
      const { moments } = this
      moments[cell * 2] = (moments[cell * 2] as number) + score * score * (nonEvents + events)
      moments[cell * 2 + 1] = (moments[cell * 2 + 1] as number) + score * events
    })
  }

  finish(groups: number): TalliedScores {
    this.fit(groups)
    this.pending.flush()
    return {
      binned: this.pages.finish(groups),
      isBinned: sharedColumn(this.isBinned, groups),
      moments: sharedColumn(this.moments, groups * 2),
      distinct: allDistinct(this.distinct),
      sample: this.sample.finish(),
    }
  }
}
