/** A row that is not used, and why. */
export interface RowProblem {
  readonly row: number
  readonly reason: string
}

/** What every answer says about the rows of its file: `rows` = `used` + the sum of `excluded`. */
export interface RowCounts {
  readonly rows: number
  readonly used: number
  readonly excluded: Readonly<Record<string, number>>
  /** The first thousand, in the order of the file. */
  readonly problems: readonly RowProblem[]
}

const MOST_LISTED = 1000

/** Counts rows that are not used by reason. */
export const countRows = (rows: number, problems: readonly RowProblem[]): RowCounts => {
  const excluded: Record<string, number> = {}
  for (const { reason } of problems) excluded[reason] = (excluded[reason] ?? 0) + 1
  const listed = problems.toSorted((a, b) => a.row - b.row).slice(0, MOST_LISTED)
  return { rows, used: rows - problems.length, excluded, problems: listed }
}

/** The excluded rows in lines for people; nothing where all were used. */
export const excludedWords = ({ rows, used, excluded }: RowCounts): readonly string[] => {
  if (used === rows) return []
  const reasons = Object.entries(excluded).map(([reason, count]) => `  ${count}: ${reason}`)
  return [`${rows - used} of ${rows} rows were not used:`, ...reasons]
}
