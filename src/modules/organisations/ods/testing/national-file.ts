const COLUMNS = 27

/** Columns of an invented row, by their number counted from 1 as the specification does. */
export type Cells = Readonly<Record<number, string>>

/** A 27-column file as the Organisation Data Service writes them: quoted, CRLF, no header. */
export const nationalFile = (rows: readonly Cells[]): Uint8Array => {
  const line = (cells: Cells) =>
    Array.from({ length: COLUMNS }, (_, at) => `"${cells[at + 1] ?? ''}"`).join(',')
  return new TextEncoder().encode(rows.map((cells) => `${line(cells)}\r\n`).join(''))
}

/** An invented trust. */
export const trust = (code: string, change: Cells = {}): Cells => ({
  1: code,
  2: `EXAMPLE ${code} NHS TRUST`,
  3: 'Y56',
  4: 'QMJ',
  5: 'EXAMPLE HOUSE',
  8: 'LONDON',
  10: 'ZZ1 1ZZ',
  11: '20010401',
  18: '020 7946 0000',
  ...change,
})

/** An invented GP practice. */
export const practice = (code: string, change: Cells = {}): Cells => ({
  ...trust(code),
  2: 'THE SURGERY',
  13: 'A',
  14: 'B',
  15: '93C',
  26: '4',
  ...change,
})
