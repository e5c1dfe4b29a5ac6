import { strFromU8, unzipSync } from 'fflate'
import { fileTypeFromBuffer } from 'file-type'
import { findIdentifiable, type IdentifiableKind } from '#kernel/identifiable-data.js'

/** What a file is by its content, and whether its words could be searched for identifying data. */
export type Inspection =
  | { accepted: true; mediaType: string; scan: 'scanned' | 'not-scanned' }
  | { accepted: false; because: 'kind' | 'identifiable'; kinds: readonly IdentifiableKind[] }

const OFFICE = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
])
const UNREADABLE = new Set(['application/pdf', 'image/png', 'image/jpeg'])
const MOST_TEXT = 40 * 1024 * 1024

/** The kinds of document that are taken, for people. */
export const TAKEN_KINDS =
  'PDF, Word, Excel, PowerPoint, OpenDocument, plain text, CSV, HTML, PNG or JPEG'

/**
 * Looks at a file: its kind by its first bytes, never by its name, and NHS numbers and labelled dates
 * of birth in the words of text, CSV, HTML, Word, Excel, PowerPoint and OpenDocument files. The words
 * of PDF files and pictures are not read, and said to be not scanned.
 */
export const inspectDocument = async (bytes: Uint8Array): Promise<Inspection> => {
  const kind = (await fileTypeFromBuffer(bytes))?.mime
  if (kind !== undefined && UNREADABLE.has(kind)) {
    return { accepted: true, mediaType: kind, scan: 'not-scanned' }
  }
  if (kind !== undefined && OFFICE.has(kind)) return scanned(kind, wordsOfOffice(bytes))
  if (kind !== undefined && !kind.includes('xml'))
    return { accepted: false, because: 'kind', kinds: [] }
  const text = textOf(bytes)
  if (text === null) return { accepted: false, because: 'kind', kinds: [] }
  const isHtml = /^\s*(?:<!doctype html|<html)/i.test(text)
  return scanned(isHtml ? 'text/html' : 'text/plain', isHtml ? withoutTags(text) : text)
}

const scanned = (mediaType: string, text: string | null): Inspection => {
  if (text === null) return { accepted: true, mediaType, scan: 'not-scanned' }
  const kinds = findIdentifiable(text, 'free-text')
  return kinds.length > 0
    ? { accepted: false, because: 'identifiable', kinds }
    : { accepted: true, mediaType, scan: 'scanned' }
}

const textOf = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    // Windows-1252 is what Excel saves a CSV in; every byte but the control ones has a letter there.
    return bytes.some((byte) => byte < 9) ? null : new TextDecoder('windows-1252').decode(bytes)
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
