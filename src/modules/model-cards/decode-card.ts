/** Largest card, in bytes. */
export const LARGEST_CARD = 2 * 1024 * 1024

const UTF_8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])

/** The text of a card's bytes, or a sentence on why there is none. Reads UTF-8, and UTF-16 with its mark. */
export const decodeCard = (bytes: Uint8Array): { text: string } | { refused: string } => {
  if (bytes.length === 0) return { refused: 'This file is empty.' }
  if (bytes.length > LARGEST_CARD) return { refused: 'This file is larger than 2 MB.' }
  const encoding = encodingByMark(bytes)
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return { refused: 'The letters of this file cannot be read. Save it as UTF-8.' }
  }
  const said = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(text)?.[1]
  if (said && !agrees(said.toLowerCase(), encoding))
    return {
      refused: `This file says it is written in ${said}, and it is not read as that. Save it as UTF-8.`,
    }
  return { text }
}

const encodingByMark = ([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

const agrees = (said: string, encoding: string): boolean =>
  encoding === 'utf-8' ? UTF_8.has(said) : said === 'utf-16' || said === encoding
