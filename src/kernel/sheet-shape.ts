const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const LONGEST_BETWEEN_TAGS = 1_000_000
/** Sheets up to this many cells may be as sparse as they like. */
const FEW_CELLS = 2_000_000
const SPARSE = 8

const PLACED_TAG = /^(?:\w+:)?(?<kind>row|c)\s/
const PLACED_AT = /(?<![:\w])r\s*=\s*(?:"(?<at>[^"]*)"|'(?<or>[^']*)')/g
// Pictures among the parts have long runs without a tag too, and are not read.
const IS_READ = /<(?:\w+:)?(?:sheetData|row|c|sst|si|workbook|styleSheet|Relationships)\b/
const PLACE = /^(?<column>[A-Z]{0,3})(?<row>\d{1,7})$/

/** What was seen of a part of a spreadsheet so far. */
export interface SheetShape {
  see: (piece: Uint8Array) => void
  /** Whether a reader may be given it. */
  suits: () => boolean
}

/**
 * Looks at a part of a spreadsheet as it is unzipped. A reader fills every row and column up to the farthest
 * cell, so that a file of a kilobyte with one cell at the far corner takes all memory there is; and it slows
 * down on words without an end. Cells lie within Excel’s own limits, or the part does not suit.
 */
export const sheetShape = (): SheetShape => {
  const text = new TextDecoder('latin1')
  let [left, rows, columns, cells, isRead, isOdd] = ['', 0, 0, 0, false, false]
  const place = (kind: string, at: string): void => {
    const { column = '', row = '' } = PLACE.exec(at)?.groups ?? {}
    if (row === '' || (column === '') !== (kind === 'row')) isOdd = true
    rows = Math.max(rows, Number(row))
    columns = Math.max(columns, numberOf(column))
  }
  return {
    see(piece) {
      if (isOdd) return
      const seen = left + text.decode(piece, { stream: true })
      const end = seen.lastIndexOf('<')
      left = seen.slice(Math.max(0, end))
      isRead ||= IS_READ.test(seen)
      if (isRead && longestBetweenTags(seen) > LONGEST_BETWEEN_TAGS) isOdd = true
      if (isOdd || left.length > LONGEST_BETWEEN_TAGS) left = ''
      if (isOdd || end < 0) return
      // No attribute holds a “<”, so that each tag ends before the next, whatever stands in its attributes.
      for (const tag of seen.slice(0, end).split('<')) {
        const kind = PLACED_TAG.exec(tag)?.groups?.['kind']
        if (kind === undefined) continue
        if (kind === 'c') cells += 1
        for (const { groups } of tag.matchAll(PLACED_AT))
          place(kind, groups?.['at'] ?? groups?.['or'] ?? '')
      }
    },
    suits: () =>
      !isOdd &&
      rows <= MOST_ROWS &&
      columns <= MOST_COLUMNS &&
      rows * columns <= Math.max(FEW_CELLS, cells * SPARSE),
  }
}

const longestBetweenTags = (text: string): number => {
  let longest = 0
  for (let from = 0; from < text.length;) {
    const next = text.indexOf('<', from)
    const end = next < 0 ? text.length : next
    longest = Math.max(longest, end - from)
    from = end + 1
  }
  return longest
}

const numberOf = (letters: string): number =>
  Array.from(letters, (letter) => (letter.codePointAt(0) ?? 0) - 64).reduce(
    (sum, place) => sum * 26 + place,
    0,
  )
