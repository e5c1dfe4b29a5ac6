import type { EvidenceDocument } from '../model.js'
import type { NotScannedBecause } from '../pdf/search-pages.js'

const BECAUSE: Readonly<Record<NotScannedBecause, string>> = {
  picture: 'it is a picture',
  unreadable: 'its words cannot be read',
  locked: 'it opens only with a password',
  'no-words': 'its pages are pictures, or hold no words that can be read',
  'pages-without-words': 'some of its pages are pictures, or hold no words that can be read',
  'files-inside': 'it holds other files, which were not opened',
  'too-long': 'it is too long to be searched here',
  missing: 'the file is missing or damaged; ask whoever runs Wardround to restore it from a backup',
}

/** What a document is and whether its words were searched; where not, why, and what is to be done. */
export const scanInWords = ({
  scan,
  notScannedBecause,
}: Pick<EvidenceDocument, 'scan' | 'notScannedBecause'>): string => {
  if (scan === 'not-stored-here') return 'Link.'
  if (scan === 'scanned') return 'File, searched for NHS numbers and dates of birth.'
  const because = notScannedBecause
    ? BECAUSE[notScannedBecause]
    : 'it was added before words of such files were read, and waits to be searched'
  return `File, not searched for NHS numbers and dates of birth: ${because}. Read all of it; if anything in it identifies a person, withdraw it and add a copy without that.`
}
