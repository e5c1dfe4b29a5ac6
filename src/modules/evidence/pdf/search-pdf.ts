import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'unpdf/pdfjs'
import { findIdentifiable } from '#kernel/identifiable-data.js'
import { PageSearch, type PdfSearch } from './search-pages.js'

/** The most pages and characters that are read. */
const MOST = { pages: 2000, text: 20 * 1024 * 1024 }

const LOCKED = 'PasswordException'

/**
 * Searches the words of a PDF: its pages, the notes and form fields on them, and what it says of itself.
 * Nothing of it is run, drawn or fetched.
 */
export const searchPdf = async (bytes: Uint8Array, most = MOST): Promise<PdfSearch> => {
  const reading = getDocument({
    data: bytes,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    verbosity: 0,
  })
  try {
    return await searchDocument(await reading.promise, most)
  } catch (thrown) {
    const isLocked = thrown instanceof Error && thrown.name === LOCKED
    return { kinds: [], because: isLocked ? 'locked' : 'unreadable' }
  } finally {
    await reading.destroy()
  }
}

const searchDocument = async (pdf: PDFDocumentProxy, most: typeof MOST): Promise<PdfSearch> => {
  const ofItself = findIdentifiable(wordsIn((await pdf.getMetadata()).info), 'free-text')
  if (ofItself.length > 0) return { kinds: ofItself, because: null }
  const search = new PageSearch()
  let size = 0
  for (let number = 1; number <= Math.min(pdf.numPages, most.pages); number += 1) {
    const words = await wordsOf(await pdf.getPage(number))
    size += words.length
    const kinds = search.add(words)
    if (kinds.length > 0) return { kinds, because: null }
    if (size > most.text) return { kinds: [], because: 'too-long' }
  }
  if (pdf.numPages > most.pages) return { kinds: [], because: 'too-long' }
  const hasFiles = (await pdf.getAttachments()) !== null
  return { kinds: [], because: hasFiles ? 'files-inside' : search.because }
}

const wordsOf = async (page: PDFPageProxy): Promise<string> => {
  const { items } = await page.getTextContent()
  const ofPage = items.map((one) => ('str' in one ? `${one.str}${one.hasEOL ? '\n' : ''}` : ''))
  const beside: unknown[] = await page.getAnnotations()
  page.cleanup()
  return [ofPage.join(''), ...beside.map(wordsIn)].join('\n')
}

/** All words in a value, a line each: notes, form fields and what a file says of itself. */
const wordsIn = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return ''
  return Object.values(value).map(wordsIn).join('\n')
}
