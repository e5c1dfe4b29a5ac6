import { SummaryRefused } from '../../summary/summary-refused.js'
import type { RowBatch } from '../scan/row-batch.js'

const MOST_CELLS = 200_000
const MOST_DIRECT_BITS = 22

const bitsFor = (codes: number): number => Math.max(1, 32 - Math.clz32(codes))

/** Adds the part of a column to the keys of a batch; the first column, of no shift, begins them. */
function addKeys(keys: Int32Array, codes: Int32Array, shift: number, size: number): void {
  if (shift === 0) {
    for (let row = 0; row < size; row += 1) keys[row] = codes[row] as number
    return
  }
  for (let row = 0; row < size; row += 1)
    keys[row] = (keys[row] as number) | ((codes[row] as number) << shift)
}

/**
 * Numbers the tuples of label codes that occur in one breakdown, in order of appearance. Tuples are
 * looked up in one table directly, or by key where that table would be too large.
 */
export class CellBook {
  readonly columns: readonly number[]
  size = 0
  /** The codes of each cell, one after the other. */
  readonly codes: number[] = []
  private shifts: number[]
  private bits: number[]
  private direct = new Int32Array(1)
  private byKey: Map<number, number> | null = null

  constructor(columns: readonly number[]) {
    this.columns = columns
    this.bits = columns.map(() => 0)
    this.shifts = columns.map(() => 0)
  }

  /**
   * Writes the cell of each row of a batch. Rows with a status of `rejected` or more get any cell.
   * @throws SummaryRefused when there are too many cells.
   */
  place(batch: RowBatch, rejected: number, cells: Int32Array): void {
    this.fit(batch)
    if (this.byKey) this.placeByKey(batch, rejected, cells, this.byKey)
    else this.placeDirectly(batch, rejected, cells)
  }

  private placeDirectly(batch: RowBatch, rejected: number, cells: Int32Array): void {
    const { size, status } = batch
    if (this.columns.length === 0) cells.fill(0, 0, size)
    this.columns.forEach((column, place) => {
      const codes = batch.codes[column] as Int32Array
      addKeys(cells, codes, this.shifts[place] as number, size)
    })
    const { direct } = this
    for (let row = 0; row < size; row += 1) {
      const index = cells[row] as number
      let cell = direct[index] as number
      if (cell === 0 && (status[row] as number) < rejected) {
        cell = this.open(batch, row) + 1
        direct[index] = cell
      }
      cells[row] = cell === 0 ? 0 : cell - 1
    }
  }

  private placeByKey(
    batch: RowBatch,
    rejected: number,
    cells: Int32Array,
    byKey: Map<number, number>,
  ): void {
    for (let row = 0; row < batch.size; row += 1) {
      cells[row] = 0
      if ((batch.status[row] as number) >= rejected) continue
      const key = this.keyOf((place) => (batch.codes[place] as Int32Array)[row] as number)
      const known = byKey.get(key)
      cells[row] = known ?? this.open(batch, row)
      if (known === undefined) byKey.set(key, cells[row] as number)
    }
  }

  private open(batch: RowBatch, row: number): number {
    if (this.size >= MOST_CELLS) {
      throw new SummaryRefused(
        'too_many_values',
        `A breakdown has more than ${MOST_CELLS.toLocaleString('en-GB')} groups. Cross fewer columns, or take longer periods.`,
      )
    }
    for (const column of this.columns)
      this.codes.push((batch.codes[column] as Int32Array)[row] as number)
    this.size += 1
    return this.size - 1
  }

  /** Makes room for the highest codes of a batch. Codes stay below 2^20, so a key is exact. */
  private fit(batch: RowBatch): void {
    let grown = false
    this.columns.forEach((column, place) => {
      const highest = batch.highest[column] as number
      if (highest < 2 ** (this.bits[place] as number)) return
      this.bits[place] = bitsFor(highest)
      grown = true
    })
    if (grown) this.rebuild()
  }

  private rebuild(): void {
    let total = 0
    this.shifts = this.bits.map((bits) => {
      total += bits
      return total - bits
    })
    const tuples = Array.from({ length: this.size }, (_, cell) =>
      this.codes.slice(cell * this.columns.length, (cell + 1) * this.columns.length),
    )
    if (total > MOST_DIRECT_BITS) {
      const keyed = tuples.map((tuple, cell): [number, number] => [this.keyOfTuple(tuple), cell])
      this.byKey = new Map(keyed)
      return
    }
    this.direct = new Int32Array(2 ** total)
    tuples.forEach((tuple, cell) => {
      const index = tuple.reduce(
        (sum, code, place) => sum + code * 2 ** (this.shifts[place] ?? 0),
        0,
      )
      this.direct[index] = cell + 1
    })
  }

  private keyOf(code: (column: number) => number): number {
    return this.columns.reduce(
      (key, column, place) => key + code(column) * 2 ** (this.shifts[place] ?? 0),
      0,
    )
  }

  private keyOfTuple(tuple: readonly number[]): number {
    return tuple.reduce((key, code, place) => key + code * 2 ** (this.shifts[place] ?? 0), 0)
  }
}
