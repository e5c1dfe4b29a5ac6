/** A value of a CSV file. */
export type CsvValue = string | number | boolean | null | undefined

/**
 * Rows as CSV (RFC 4180) with a heading. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV Injection).
 */
export const toCsv = (headings: readonly string[], rows: Iterable<readonly CsvValue[]>): string => {
  const lines = [headings.map(cell).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return `${lines.join('\r\n')}\r\n`
}

/** A list as CSV, read a page at a time as it is sent, so that a long list fits in memory. */
export const streamCsv = <Row>(
  headings: readonly string[],
  readPage: (cursor: string | undefined) => Promise<{ rows: readonly Row[]; next: string | null }>,
  toCells: (row: Row) => readonly CsvValue[],
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  let cursor: string | undefined
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(toCsv(headings, []))),
    pull: async (controller) => {
      const page = await readPage(cursor)
      const lines = page.rows.map((row) => `${toCells(row).map(cell).join(',')}\r\n`)
      controller.enqueue(encoder.encode(lines.join('')))
      cursor = page.next ?? undefined
      if (!page.next) controller.close()
    },
  })
}

const cell = (value: CsvValue): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
