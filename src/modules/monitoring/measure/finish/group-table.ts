import { type MeasureRequest, PERIOD } from '../request.js'
import { KINDS } from '../row-status.js'
import type { ScannedPart } from '../scan/scan-job.js'
import { comparePeriods } from '../scan/period-book.js'
import { talliedBreakdowns, talliedPlace } from '../tally/join-breakdowns.js'
import { talliedColumns } from '../tally/measure-tally.js'
import { labelColumns } from '../scan/file-columns.js'
import type { CellSource } from './group-scores.js'

/** Which rows of a group: on which side of the reference, outcome known or not. */
export const SIDE = { current: 0, currentUnknown: 1, reference: 2, referenceUnknown: 3 } as const

/** A group of a breakdown, with the cells it is made of. */
export interface Group {
  /** Labels in the order of the breakdown's columns. */
  readonly labels: readonly (string | null)[]
  readonly cells: readonly (CellSource & { readonly side: number })[]
  /** Used, missing outcome, outcome not known, missing score. */
  readonly kinds: readonly number[]
  /** tn, fn, fp, tp of the decision as logged. */
  readonly decided: readonly number[]
}

/** The cells of rows whose outcome is known. */
export const withOutcome = (cells: Group['cells']): Group['cells'] =>
  cells.filter(({ side }) => side === SIDE.current || side === SIDE.reference)

interface OpenGroup {
  labels: (string | null)[]
  cells: (CellSource & { side: number })[]
  kinds: number[]
  decided: number[]
}

/** A group of no rows. */
export const emptyGroup = (labels: (string | null)[]): OpenGroup => ({
  labels,
  cells: [],
  kinds: Array.from({ length: KINDS }, () => 0),
  decided: [0, 0, 0, 0],
})

const addTo = (sums: number[], column: Uint32Array, from: number): void => {
  for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) + (column[from + i] ?? 0)
}

function compareLabels(a: Group, b: Group): number {
  for (const [i, left] of a.labels.entries()) {
    const right = b.labels[i] ?? null
    if (left === right) continue
    if (left === null) return -1
    if (right === null) return 1
    return comparePeriods(left, right)
  }
  return 0
}

/** Where a breakdown's columns stand in what was tallied for it. */
interface Placing {
  readonly breakdown: number
  /** Columns of a tallied cell. */
  readonly width: number
  readonly shown: readonly { readonly column: number; readonly place: number }[]
  /** The place of the side of the reference, or -1. */
  readonly side: number
}

function placingOf(request: MeasureRequest, columns: readonly string[] | null): Placing {
  const tallied = talliedColumns(request)
  const ahead = tallied.length - talliedBreakdowns(request).length
  const breakdown = columns === null ? 0 : ahead + talliedPlace(request, columns)
  const names = labelColumns(request)
  const all = tallied[breakdown] ?? []
  const shown = (columns ?? []).map((name) => {
    const column = name === PERIOD ? names.length : names.indexOf(name)
    return { column, place: all.indexOf(column) }
  })
  return { breakdown, width: all.length, shown, side: request.reference ? all.length - 1 : -1 }
}

/**
 * The groups of one breakdown over all that was read, in the order of their labels; of no breakdown
 * (null), everything as one group.
 */
export function groupsOf(
  parts: readonly ScannedPart[],
  columns: readonly string[] | null,
  request: MeasureRequest,
): readonly Group[] {
  const { breakdown, width, shown, side } = placingOf(request, columns)
  const groups = new Map<string, OpenGroup>()
  for (const part of parts) {
    const tallied = part.breakdowns[breakdown]
    if (!tallied) continue
    for (let cell = 0; cell < tallied.size; cell += 1) {
      const codes = tallied.codes.subarray(cell * width, (cell + 1) * width)
      const labels = shown.map(
        ({ column, place }) => part.labels[column]?.[codes[place] ?? 0] ?? null,
      )
      const key = JSON.stringify(labels)
      const group = groups.get(key) ?? emptyGroup(labels)
      groups.set(key, group)
      group.cells.push({
        part,
        breakdown,
        cell,
        side: side < 0 ? SIDE.current : (codes[side] ?? 0),
      })
      addTo(group.kinds, tallied.counts.kinds, cell * KINDS)
      addTo(group.decided, tallied.counts.decided, cell * 4)
    }
  }
  return [...groups.values()].sort(compareLabels)
}
