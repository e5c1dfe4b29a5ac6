import { hasTenDigits, passesNhsNumberCheck } from '../../as-written/identifying-text.js'
import { SummaryRefused } from '../../summary/summary-refused.js'

const FEWEST_JUDGED = 3

/** Counts, in one column, the values with ten digits and those that pass the NHS number's check. */
export class NhsNumberWatch {
  seen = 0
  passing = 0

  /** Looks at a value of 10 to 12 characters. */
  look(text: string): void {
    if (!hasTenDigits(text)) return
    this.seen += 1
    if (passesNhsNumberCheck(text)) this.passing += 1
  }
}

/** What was counted in a column. */
export interface WatchedColumn {
  readonly name: string
  readonly seen: number
  readonly passing: number
}

/** @throws SummaryRefused when over 90% of a column's ten-digit values pass. */
export function checkWatched(columns: readonly WatchedColumn[]): void {
  for (const { name, seen, passing } of columns) {
    if (seen < FEWEST_JUDGED || passing <= seen * 0.9) continue
    throw new SummaryRefused(
      'identifying_column',
      `The column “${name}” looks like NHS numbers. Take it out, or pass over it with --drop “${name}”. If you need it to find repeated rows, replace it with a keyed hash first.`,
    )
  }
}
