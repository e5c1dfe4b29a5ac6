import { expect, test } from 'vitest'
import { PageSearch } from './search-pages.js'

test.each([
  ['in one line', ['NHS number 943 476 5919 of a patient'], ['nhs-number']],
  ['without spaces', ['9434765919'], ['nhs-number']],
  ['with wide and unbreakable spaces', ['943   476\u00a05919'], ['nhs-number']],
  ['with other dashes', ['943‑476–5919'], ['nhs-number']],
  ['in full-width digits', ['９４３ ４７６ ５９１９'], ['nhs-number']],
  ['with signs that cannot be seen', ['943\u200b 476\u00ad 5919'], ['nhs-number']],
  ['over two lines', ['was seen, 943 476\n5919, in May'], ['nhs-number']],
  ['over two lines, one digit group first', ['was seen, 943\n476 5919, in May'], ['nhs-number']],
  ['over two pages', ['was seen, 943 476', '5919, in May'], ['nhs-number']],
  ['a date of birth over two lines', ['Date of\nbirth: 3 April 1961'], ['date-of-birth']],
  ['a column of figures', ['943\n476\n5919'], []],
  ['ten digits that are no NHS number', ['943 476 5918'], []],
])('%s', (_what, pages, expected) => {
  const search = new PageSearch()
  expect(pages.flatMap((page) => search.add(page))).toEqual(expected)
})

test.each([
  ['every page has words', ['one', 'two'], null],
  ['no page has', [' \n', ''], 'no-words'],
  ['some have none', ['one', ''], 'pages-without-words'],
  ['letters of a font that does not say which', ['\u{f0041}\u{f0042} \u0001\u0002'], 'no-words'],
  ['there is no page', [], 'no-words'],
])('%s', (_what, pages, because) => {
  const search = new PageSearch()
  for (const page of pages) search.add(page)
  expect(search.because).toBe(because)
})
