import { strFromU8, unzipSync } from 'fflate'
import { fileTypeFromBuffer } from 'file-type'
import { findIdentifiable, type IdentifiableKind } from '#kernel/identifiable-data.js'
import { fitsUnzipped } from '#kernel/unzipped-size.js'
import { decodeWindows1252 } from '#kernel/windows-1252.js'
import type { NotScannedBecause, PdfSearch } from './pdf/search-pages.js'
import { searchPdfApart } from './pdf/search-pdf-apart.js'

/** What a file is by its content, and whether its words could be searched for identifying data. */
export type Inspection =
  | AcceptedFile
  | {
      accepted: false
      because: 'kind' | 'name' | 'unpacked' | 'identifiable'
      kinds: readonly IdentifiableKind[]
    }

/** A file that may be kept; one whose words were not all searched says why. */
export type AcceptedFile = { accepted: true; mediaType: string } & (
  | { scan: 'scanned'; notScannedBecause: null }
  | { scan: 'not-scanned'; notScannedBecause: NotScannedBecause }
)

const OFFICE = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
])
const PDF = 'application/pdf'
const PICTURES = new Set(['image/png', 'image/jpeg'])
const MOST_TEXT = 40 * 1024 * 1024
const MOST_UNPACKED = 200 * 1024 * 1024

/** What a file of a kind may end in; a name that says another kind is not believed and not taken. */
const ENDINGS: readonly (readonly [kind: RegExp, endings: RegExp])[] = [
  [/^application\/pdf$/, /^pdf$/],
  [/^image\/png$/, /^png$/],
  [/^image\/jpeg$/, /^jpe?g$/],
  [/wordprocessingml/, /^docx$/],
  [/spreadsheetml/, /^xlsx$/],
  [/presentationml/, /^pptx$/],
  [/opendocument\.text/, /^odt$/],
  [/opendocument\.spreadsheet/, /^ods$/],
  [/opendocument\.presentation/, /^odp$/],
  [/^text\/html$/, /^html?$/],
]
const KNOWN_ENDINGS = /^(pdf|png|jpe?g|docx|xlsx|pptx|odt|ods|odp|html?|exe|zip|js|svg)$/

/** The kinds of document that are taken, for people. */
export const TAKEN_KINDS =
  'PDF, Word, Excel, PowerPoint, OpenDocument, plain text, CSV, HTML, PNG or JPEG'

const refused = (because: 'kind' | 'name' | 'unpacked'): Inspection => ({
  accepted: false,
  because,
  kinds: [],
})

/** Whether a name says another kind of file than its content is, such as HTML named .pdf. */
const namedOtherwise = (fileName: string, kind: string): boolean => {
  const ending = /\.([^.\\/]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const own = ENDINGS.find(([pattern]) => pattern.test(kind))?.[1]
  return own ? !own.test(ending) && KNOWN_ENDINGS.test(ending) : KNOWN_ENDINGS.test(ending)
}

/** How the words of a PDF are searched. */
export type SearchPdf = (bytes: Uint8Array) => Promise<PdfSearch>

/**
 * Looks at a file: its kind by its first bytes, whether its name says the same, and NHS numbers and labelled dates
 * of birth in the words of text, CSV, HTML, PDF, Word, Excel, PowerPoint and OpenDocument files. Where words
 * are not read, as in pictures, the file is said to be not scanned, and why. Throws LimitReached where
 * several PDF files are being read.
 */
export const inspectDocument = async (
  bytes: Uint8Array,
  fileName = '',
  searchPdf: SearchPdf = searchPdfApart,
): Promise<Inspection> => {
  const found = await inspectContent(bytes, searchPdf)
  return found.accepted && namedOtherwise(fileName, found.mediaType) ? refused('name') : found
}

const inspectContent = async (bytes: Uint8Array, searchPdf: SearchPdf): Promise<Inspection> => {
  const kind = (await fileTypeFromBuffer(bytes))?.mime
  if (kind === PDF) return outcome(kind, await searchPdf(bytes))
  if (kind !== undefined && PICTURES.has(kind)) return notScanned(kind, 'picture')
  if (kind !== undefined && OFFICE.has(kind)) {
    return unpacksWithin(bytes) ? scanned(kind, wordsOfOffice(bytes)) : refused('unpacked')
  }
  if (kind !== undefined && !kind.includes('xml')) return refused('kind')
  const text = textOf(bytes)
  if (text === null) return refused('kind')
  const isHtml = /^\s*(?:<!doctype html|<html)/i.test(text)
  return scanned(isHtml ? 'text/html' : 'text/plain', isHtml ? withoutTags(text) : text)
}

const notScanned = (mediaType: string, because: NotScannedBecause): Inspection => ({
  accepted: true,
  mediaType,
  scan: 'not-scanned',
  notScannedBecause: because,
})

const scanned = (mediaType: string, text: string | null): Inspection =>
  text === null
    ? notScanned(mediaType, 'unreadable')
    : outcome(mediaType, { kinds: findIdentifiable(text, 'free-text'), because: null })

const outcome = (mediaType: string, { kinds, because }: PdfSearch): Inspection => {
  if (kinds.length > 0) return { accepted: false, because: 'identifiable', kinds }
  if (because !== null) return notScanned(mediaType, because)
  return { accepted: true, mediaType, scan: 'scanned', notScannedBecause: null }
}

/** A file that is damaged is not a bomb: its words are then said to be not scanned. */
const unpacksWithin = (bytes: Uint8Array): boolean => {
  try {
    return fitsUnzipped(bytes, MOST_UNPACKED)
  } catch {
    return true
  }
}

const textOf = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    // Windows-1252 is what Excel saves a CSV in; every byte but the control ones has a letter there.
    return bytes.some((byte) => byte < 9) ? null : decodeWindows1252(bytes)
  }
}

const withoutTags = (text: string): string =>
  text
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<\/?(?:p|div|td|tr|li|br|h\d|table)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&nbsp;|&#160;/g, ' ')

/** The words in an Office or OpenDocument file, or null where they are too many or cannot be read. */
const wordsOfOffice = (bytes: Uint8Array): string | null => {
  let size = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (
          !/(^|\/)(content|document\d*|sharedStrings|sheet\d+|slide\d+|notesSlide\d+|comments\d*|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(
            name,
          )
        )
          return false
        size += originalSize
        return size <= MOST_TEXT
      },
    })
    if (size > MOST_TEXT) return null
    return Object.values(parts)
      .map((part) =>
        strFromU8(part)
          .replaceAll(/<\/(?:w:p|a:p|text:p|si|c|w:tc|w:tr)>|<w:tab\/>|<w:br\/>/g, '\n')
          .replaceAll(/<[^>]*>/g, ''),
      )
      .join('\n')
  } catch {
    return null
  }
}
