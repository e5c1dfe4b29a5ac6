import type { FileStore } from '#files/file-store.js'
import type { ClockJob } from '#kernel/declare/background.js'
import { LimitReached, Unavailable } from '#kernel/errors.js'
import type { Doors } from '#kernel/operation.js'
import { inspectDocument, type SearchPdf } from '../inspect-document.js'
import type { PdfSearch } from '../pdf/search-pages.js'
import {
  findFilesToSearch,
  MOST_ATTEMPTS,
  noteSearched,
  putFilesBack,
  takeFilesToSearch,
} from './note-searched.js'

/** Searches files that were added before such files were searched: at most twenty in ten minutes, one after another. */
export const searchJobOf = (files: FileStore, searchPdf?: SearchPdf): ClockJob => ({
  name: 'evidence.search-stored-files',
  everyMinutes: 10,
  run: async ({ read, as }) => {
    for (const organisation of await read(findFilesToSearch, {}))
      await searchFilesOf(as(organisation), files, searchPdf)
  },
})

const searchFilesOf = async (doors: Doors, files: FileStore, searchPdf?: SearchPdf) => {
  const waiting = [...(await doors.run(takeFilesToSearch, {}))]
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    const { digest, attempts } = file
    const found = attempts > MOST_ATTEMPTS ? UNREADABLE : await search(digest, files, searchPdf)
    if (found === 'later') {
      await doors.run(putFilesBack, { digests: [digest, ...waiting.map((one) => one.digest)] })
      return
    }
    await doors.run(noteSearched, { digest, ...found })
  }
}

const UNREADABLE: PdfSearch = { kinds: [], because: 'unreadable' }

/** What a search comes to; `later` where the store does not answer or other files are being read. */
const search = async (
  digest: string,
  files: FileStore,
  searchPdf?: SearchPdf,
): Promise<PdfSearch | 'later'> => {
  try {
    const bytes = await files.find(digest)
    if (bytes === null) return { kinds: [], because: 'missing' }
    const found = await inspectDocument(bytes, '', searchPdf)
    if (found.accepted) return { kinds: [], because: found.notScannedBecause }
    return found.because === 'identifiable' ? { kinds: found.kinds, because: null } : UNREADABLE
  } catch (fault) {
    if (fault instanceof LimitReached || fault instanceof Unavailable) return 'later'
    throw fault
  }
}
