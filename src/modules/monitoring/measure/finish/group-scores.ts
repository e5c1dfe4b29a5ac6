import type { ScoreCounts } from '#statistics/count-scores.js'
import { countScoresByClass } from '#statistics/count-scores.js'
import type { ScannedPart } from '../scan/scan-job.js'
import { UNKNOWN } from '../scan/row-batch.js'
import { eachBin } from '../tally/bin-pages.js'
import type { ExactPart } from '../tally/exact-rows.js'
import { mostDistinct, type GridPlan, type ScoreGrid } from '../tally/score-grid.js'
import type { TalliedScores } from '../tally/score-tally.js'

/** One cell of a breakdown in one part. */
export interface CellSource {
  readonly part: ScannedPart
  readonly breakdown: number
  readonly cell: number
}

/** The scores of a group, by distinct score or by bin. */
export interface GroupScores {
  readonly counts: ScoreCounts
  /** Exact sums where the scores are binned: of p², and of p over events. */
  readonly moments: { readonly squares: number; readonly events: number } | null
  /** Where the scores are binned: the bin that each stands for. */
  readonly bins: Int32Array | null
  /** The rows in the order of the files, where every row was kept. */
  readonly rows: { readonly scores: Float64Array; readonly outcomes: Uint8Array } | null
}

function sum(column: Float64Array): number {
  let total = 0
  for (const value of column) total += value
  return total
}

function countsFrom(
  scores: Float64Array,
  events: Float64Array,
  nonEvents: Float64Array,
): ScoreCounts {
  return { scores, events, nonEvents, eventTotal: sum(events), nonEventTotal: sum(nonEvents) }
}

const talliedOf = ({ part, breakdown }: CellSource): TalliedScores | null =>
  part.breakdowns[breakdown]?.scores ?? null

/** Adds up what several readers tallied of the same group. */
export class ScoreMerger {
  private readonly plan: GridPlan
  private readonly grid: ScoreGrid
  private readonly events: Float64Array
  private readonly nonEvents: Float64Array
  private readonly sums: Float64Array
  /** Where the filled bins are put one behind the other: score, events, non-events, bin. */
  private readonly filled: readonly [Float64Array, Float64Array, Float64Array, Int32Array]
  private readonly indexes: RowIndexes = new WeakMap()

  constructor(plan: GridPlan, grid: ScoreGrid) {
    this.plan = plan
    this.grid = grid
    this.events = new Float64Array(grid.bins)
    this.nonEvents = new Float64Array(grid.bins)
    this.sums = new Float64Array(grid.bins)
    const column = (): Float64Array => new Float64Array(grid.bins)
    this.filled = [column(), column(), column(), new Int32Array(grid.bins)]
  }

  merge(sources: readonly CellSource[]): GroupScores {
    if (sources.some(({ part }) => part.exact !== null)) return mergeRows(this.indexes, sources)
    const isBinned = sources.some((source) => talliedOf(source)?.isBinned[source.cell] === 1)
    return (isBinned ? null : this.mergeDistinct(sources)) ?? this.mergeBins(sources)
  }

  /** Null when together the distinct scores are too many. */
  private mergeDistinct(sources: readonly CellSource[]): GroupScores | null {
    const held = new Map<number, [nonEvents: number, events: number]>()
    const most = mostDistinct(this.plan)
    for (const source of sources) {
      eachDistinct(source, (score, nonEvents, events) => {
        const known = held.get(score)
        if (known) {
          known[0] += nonEvents
          known[1] += events
        } else if (held.size <= most) held.set(score, [nonEvents, events])
      })
      if (held.size > most) return null
    }
    const scores = Float64Array.from(held.keys()).sort()
    const pick = (place: 0 | 1): Float64Array =>
      scores.map((score) => held.get(score)?.[place] ?? 0)
    return { counts: countsFrom(scores, pick(1), pick(0)), moments: null, bins: null, rows: null }
  }

  private mergeBins(sources: readonly CellSource[]): GroupScores {
    const { events, nonEvents, sums, grid } = this
    for (const column of [events, nonEvents, sums]) column.fill(0)
    const moments = { squares: 0, events: 0 }
    const add = (bin: number, zeros: number, ones: number, total: number): void => {
      events[bin] = (events[bin] as number) + ones
      nonEvents[bin] = (nonEvents[bin] as number) + zeros
      sums[bin] = (sums[bin] as number) + total
    }
    for (const source of sources) {
      const tallied = talliedOf(source)
      if (!tallied) continue
      eachBin(tallied.binned, source.cell, add)
      moments.squares += tallied.moments[source.cell * 2] ?? 0
      moments.events += tallied.moments[source.cell * 2 + 1] ?? 0
      eachDistinct(source, (score, zeros, ones) => {
        add(grid.binOf(score), zeros, ones, score * (zeros + ones))
        moments.squares += score * score * (zeros + ones)
        moments.events += score * ones
      })
    }
    return { ...this.filledBins(), moments, rows: null }
  }

  private filledBins(): Pick<GroupScores, 'counts' | 'bins'> {
    const { events, nonEvents, sums, grid } = this
    const [scores, ones, zeros, bins] = this.filled
    let size = 0
    for (let bin = 0; bin < grid.bins; bin += 1) {
      const rows = (events[bin] as number) + (nonEvents[bin] as number)
      if (rows === 0) continue
      scores[size] = grid.standFor(bin, (sums[bin] as number) / rows)
      ones[size] = events[bin] as number
      zeros[size] = nonEvents[bin] as number
      bins[size] = bin
      size += 1
    }
    const counts = countsFrom(scores.slice(0, size), ones.slice(0, size), zeros.slice(0, size))
    return { counts, bins: bins.slice(0, size) }
  }
}

function eachDistinct(
  source: CellSource,
  visit: (score: number, nonEvents: number, events: number) => void,
): void {
  const distinct = talliedOf(source)?.distinct
  if (!distinct) return
  const to = distinct.starts[source.cell + 1] as number
  for (let at = distinct.starts[source.cell] as number; at < to; at += 1) {
    visit(
      distinct.scores[at] as number,
      distinct.nonEvents[at] as number,
      distinct.events[at] as number,
    )
  }
}

/** Where the rows of each cell stand, in the order of the file. */
interface RowIndex {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
}

type RowIndexes = WeakMap<Int32Array, RowIndex>

function rowIndex(indexes: RowIndexes, cells: Int32Array, groups: number): RowIndex {
  const known = indexes.get(cells)
  if (known) return known
  const starts = new Uint32Array(groups + 1)
  for (const cell of cells) starts[cell + 1] = (starts[cell + 1] as number) + 1
  for (let cell = 0; cell < groups; cell += 1)
    starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number)
  const next = starts.slice()
  const rows = new Uint32Array(cells.length)
  for (let row = 0; row < cells.length; row += 1) {
    const cell = cells[row] as number
    rows[next[cell] as number] = row
    next[cell] = (next[cell] as number) + 1
  }
  const index = { starts, rows }
  indexes.set(cells, index)
  return index
}

interface Run {
  readonly chunk: number
  readonly exact: ExactPart
  /** Ascending rows of the part. */
  readonly rows: Uint32Array
}

/** The rows of a cell, a run for each chunk of the file. */
function runsOf(indexes: RowIndexes, { part, breakdown, cell }: CellSource): readonly Run[] {
  const { exact } = part
  const cells = exact?.cells[breakdown]
  if (!exact || !cells) return []
  const { starts, rows } = rowIndex(indexes, cells, part.breakdowns[breakdown]?.size ?? 0)
  const own = rows.subarray(starts[cell], starts[cell + 1])
  let from = 0
  return exact.chunks.map(({ chunk }, i) => {
    const end = exact.chunks[i + 1]?.row ?? Infinity
    const start = from
    while (from < own.length && (own[from] as number) < end) from += 1
    return { chunk, exact, rows: own.subarray(start, from) }
  })
}

function mergeRows(indexes: RowIndexes, sources: readonly CellSource[]): GroupScores {
  const runs = sources
    .flatMap((source) => runsOf(indexes, source))
    .sort((a, b) => a.chunk - b.chunk)
  const size = runs.reduce((total, { rows }) => total + rows.length, 0)
  const scores = new Float64Array(size)
  const outcomes = new Uint8Array(size)
  let at = 0
  for (const { exact, rows } of inRowOrder(runs)) {
    for (const row of rows) {
      scores[at] = exact.scores[row] as number
      outcomes[at] = exact.outcomes[row] as number
      at += 1
    }
  }
  // Rows whose outcome is not known count among neither class; for a distribution they are asked for
  // by their own cells and stand as non-events, as in a tally.
  const of = (wanted: (outcome: number) => boolean): Float64Array =>
    scores.filter((_, row) => wanted(outcomes[row] as number))
  const counts = countScoresByClass(
    of((outcome) => outcome === 1),
    of((outcome) => outcome === 0 || outcome === UNKNOWN),
  )
  return { counts, moments: null, bins: null, rows: { scores, outcomes } }
}

/** Runs of one chunk are of cells on both sides of a reference: their rows are put in order. */
function inRowOrder(runs: readonly Run[]): readonly Run[] {
  const byChunk = new Map<number, Run[]>()
  for (const run of runs) byChunk.set(run.chunk, [...(byChunk.get(run.chunk) ?? []), run])
  return [...byChunk.values()].flatMap((same) => {
    const [first] = same
    if (!first || same.length === 1) return same
    const rows = Uint32Array.from(same.flatMap((run) => [...run.rows])).sort()
    return [{ ...first, rows }]
  })
}
