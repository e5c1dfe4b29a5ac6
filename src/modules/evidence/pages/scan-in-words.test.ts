import { expect, test } from 'vitest'
import { scanInWords } from './scan-in-words.js'

test.each([
  ['scanned', null, /^File, searched for NHS numbers and dates of birth\.$/],
  ['not-stored-here', null, /^Link\.$/],
  ['not-scanned', 'locked', /not searched.*opens only with a password.*Read all of it/],
  ['not-scanned', 'pages-without-words', /some of its pages are pictures.*withdraw it/],
  ['not-scanned', null, /it was added before words of such files were read/],
] as const)('%s, %s', (scan, notScannedBecause, words) => {
  expect(scanInWords({ scan, notScannedBecause })).toMatch(words)
})
