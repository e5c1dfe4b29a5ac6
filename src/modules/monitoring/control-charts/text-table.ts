const isNumber = (cell: string): boolean => /^[-+\d.,%–\s]*$/.test(cell)

/** Rows in columns of even width for a terminal; columns of numbers stand to the right. */
export const textTable = (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const columns = headings.map((heading, i) => {
    const cells = rows.map((row) => row[i] ?? '')
    const width = Math.max(heading.length, ...cells.map((cell) => cell.length))
    return { width, right: i > 0 && cells.every(isNumber) }
  })
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ width, right }, i) =>
        right ? (cells[i] ?? '').padStart(width) : (cells[i] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd()
  return [headings, columns.map(({ width }) => '-'.repeat(width)), ...rows].map(line).join('\n')
}
