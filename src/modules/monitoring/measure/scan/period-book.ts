import { labelOf } from '../../summary/parse-prediction-row.js'
import { londonDate, mondayOf } from '../../summary/london-date.js'
import { STATUS } from '../row-status.js'
import type { MeasureRequest, PeriodKind } from '../request.js'

const startOf = (date: string, every: PeriodKind): string => {
  if (every === 'week') return mondayOf(date)
  return every === 'month' ? date.slice(0, 7) : date
}

const isWhole = (text: string): boolean => /^-?\d{1,15}$/.test(text)

/** Orders periods: whole numbers by value, all else by text. */
export function comparePeriods(a: string, b: string): number {
  if (isWhole(a) && isWhole(b)) return Number(a) - Number(b)
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Gives each period a code. Dates are London dates, weeks begin on Monday (ISO 8601) and bear its
 * date; `each` takes the text itself.
 */
export class PeriodBook {
  readonly labels: string[] = []
  /** By code: 2 where the period is in the reference, else 0. */
  readonly strata: number[] = []
  private readonly known = new Map<string, number>()
  private readonly every: PeriodKind
  private readonly request: MeasureRequest

  constructor(request: MeasureRequest) {
    this.request = request
    this.every = request.time?.every ?? 'each'
  }

  /** The code of a time, or minus the status of a row that has none. */
  codeOf(text: string): number {
    if (this.every === 'each') {
      const label = labelOf(text)
      return label === null ? -STATUS.missing_time : this.code(label)
    }
    if (labelOf(text) === null) return -STATUS.missing_time
    const date = londonDate(text)
    if (date === null) return -STATUS.time_not_readable
    if (date > this.request.today) return -STATUS.time_in_future
    return this.code(startOf(date, this.every))
  }

  private code(label: string): number {
    const known = this.known.get(label)
    if (known !== undefined) return known
    const code = this.labels.push(label) - 1
    this.known.set(label, code)
    this.strata.push(this.isReference(label) ? 2 : 0)
    return code
  }

  private isReference(label: string): boolean {
    const { reference } = this.request
    if (!reference) return false
    const bound = (text: string): string =>
      this.every === 'each' ? text : startOf(text, this.every)
    return (
      comparePeriods(bound(reference.from), label) <= 0 &&
      comparePeriods(label, bound(reference.to)) <= 0
    )
  }
}
