import { findIdentifiable, type IdentifiableKind } from '#kernel/identifiable-data.js'

/** Why the words of a file were not searched, or not all of them. */
export const NOT_SCANNED = [
  'picture',
  'unreadable',
  'locked',
  'no-words',
  'pages-without-words',
  'files-inside',
  'too-long',
  'missing',
] as const
export type NotScannedBecause = (typeof NOT_SCANNED)[number]

/** What a search of words comes to: what was found, and why not all words were searched, if so. */
export interface PdfSearch {
  readonly kinds: readonly IdentifiableKind[]
  readonly because: NotScannedBecause | null
}

/** Letters of a font that does not say which they are: such words cannot be searched. */
const NO_LETTERS = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu
const MOST_UNKNOWN = 0.1

const plain = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Dash}/gu, '-')
    .split(/[\n\r]+/)
    .map((line) => line.replaceAll(/[\s\p{Cf}]+/gu, ' ').trim())
    .filter((line) => line !== '')

/**
 * Searches the words of pages one after another, across the ends of lines and pages too, and counts
 * the pages on which no words are.
 */
export class PageSearch {
  private lastLine = ''
  private pages = 0
  private wordless = 0

  /** The kinds of identifying text on the next page. */
  add(text: string): IdentifiableKind[] {
    this.pages += 1
    const lines = plain(text)
    const letters = lines.join('')
    const unknown = letters.match(NO_LETTERS)?.length ?? 0
    if (letters.length === 0 || unknown > letters.length * MOST_UNKNOWN) this.wordless += 1
    const all = [this.lastLine, ...lines]
    this.lastLine = lines.at(-1) ?? this.lastLine
    const acrossEnds = all.slice(1).map((line, place) => `${all[place]} ${line}`)
    return findIdentifiable([...all, ...acrossEnds].join('\n\n'), 'free-text')
  }

  /** What stands in the way of saying that the whole file was searched, if anything. */
  get because(): NotScannedBecause | null {
    if (this.wordless === 0 && this.pages > 0) return null
    return this.wordless === this.pages ? 'no-words' : 'pages-without-words'
  }
}
