/** Where the header of a text of rows stands, and what parts its cells. */
export interface FoundHeader {
  readonly delimiter: string
  /** Lines (or rows) before the header: `sep=`, titles and empty ones. */
  readonly above: number
  /** Lines of titles among them, that hold something. */
  readonly titles: number
}

/** Excel's own first line that names the delimiter, such as `sep=;`. */
const NAMED_DELIMITER = /^\uFEFF?"?sep=(.)"?$/i
/** A header is looked for in so many rows. */
const MOST_LOOKED_AT = 30
/** So much of a text is enough to find its header in. */
export const HEAD_LENGTH = 1 << 16

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter that parts the first line most often, quoted text aside. */
function guessDelimiter(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** The cells of a record; a quotation mark that does not begin a cell is a letter of it. */
const cellsOf = (record: string, delimiter: string): readonly string[] => {
  // By its code, so that no delimiter means anything in a pattern.
  const mark = `\\u${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}`
  const cell = new RegExp(`${mark}(?: *"((?:[^"]|"")*)"[^${mark}]*|([^${mark}]*))`, 'g')
  return Array.from(`${delimiter}${record}`.matchAll(cell), ([, quoted, bare = '']) =>
    (quoted?.replaceAll('""', '"') ?? bare).trim(),
  )
}

const QUOTED_CELL = /(?<=^|[,;\t|]) *"(?:[^"]|"")*"/g
const QUOTE_BEGINS = /(?:^|[,;\t|]) *"/

/** A record of a text, and how many lines stand before it. */
interface TextRecord {
  readonly text: string
  readonly above: number
}

/** Lines as records: one goes on while a quoted cell is open; a quote that is never closed opens none. */
const recordsIn = (lines: readonly string[]): readonly TextRecord[] => {
  const records: TextRecord[] = []
  for (let above = 0; above < lines.length;) {
    const ends = lines.findIndex((_, line) => {
      const text = lines.slice(above, line + 1).join('\n')
      return line >= above && !QUOTE_BEGINS.test(text.replaceAll(QUOTED_CELL, ''))
    })
    const next = ends < 0 ? above + 1 : ends + 1
    records.push({ text: lines.slice(above, next).join('\n'), above })
    above = next
  }
  return records
}

/** Whether a row holds anything. */
export const isFilled = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell.trim() !== '')

/** The columns that a header has, each by its name or by any of several. */
export type Wanted = readonly (string | readonly string[])[]

const plain = (name: string): string => name.trim().toLowerCase()

/**
 * The place of the header among rows: the first that names every wanted column, or else the first
 * that holds anything. Nothing but the names, capitals aside, makes a row a header below the first.
 */
export function headerAmong(rows: readonly (readonly string[])[], wanted: Wanted): number {
  const first = Math.max(0, rows.findIndex(isFilled))
  const named = rows.slice(0, MOST_LOOKED_AT).findIndex((cells) => {
    const names = new Set(cells.map(plain))
    return wanted.every((one) => [one].flat().some((name) => names.has(plain(name))))
  })
  return named < 0 || wanted.length === 0 ? first : named
}

/** Finds the header in the first lines of a text by the columns that are wanted of it. */
export function findHeader(text: string, wanted: Wanted): FoundHeader {
  const lines = text.slice(0, HEAD_LENGTH).split(/\r\n|\n|\r/, MOST_LOOKED_AT)
  const named = NAMED_DELIMITER.exec(lines[0] ?? '')?.[1]
  const from = named === undefined ? 0 : 1
  const records = recordsIn(lines.slice(from))
  const rows = records.map(({ text: one }) => cellsOf(one, named ?? guessDelimiter(one)))
  const place = headerAmong(rows, wanted)
  const header = records[place] ?? { text: '', above: 0 }
  return {
    delimiter: named ?? guessDelimiter(header.text),
    above: from + header.above,
    titles: rows.slice(0, place).filter(isFilled).length,
  }
}

/** What is said where titles stand above the header; nothing where none do. */
export const titlesNote = (
  name: string,
  { above, titles }: Omit<FoundHeader, 'delimiter'>,
): readonly string[] =>
  titles === 0
    ? []
    : [
        `The header of ${name} was found in row ${above + 1} by the names of its columns; ${titles === 1 ? 'the title' : 'what stands'} above it was passed over.`,
      ]

/** The part of a text from its header on. */
export const fromHeader = (text: string, { above }: FoundHeader): string => {
  let from = 0
  for (let line = 0; line < above; line += 1) {
    const end = /\r\n|\n|\r/g
    end.lastIndex = from
    const found = end.exec(text)
    if (!found) return text.slice(from)
    from = found.index + found[0].length
  }
  return text.slice(from)
}

/** The rows of a sheet by the columns that are wanted of it: its header, and those below that hold anything. */
export function sheetFrom(
  sheet: readonly (readonly string[])[],
  wanted: Wanted,
): {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  found: Omit<FoundHeader, 'delimiter'>
} {
  const above = headerAmong(sheet, wanted)
  return {
    header: (sheet[above] ?? []).map((name) => name.trim()),
    rows: sheet.slice(above + 1).filter(isFilled),
    found: { above, titles: sheet.slice(0, above).filter(isFilled).length },
  }
}
