import { expect, it } from 'vitest'
import { textTable } from './text-table.js'

it('stands columns of numbers to the right and of words to the left', () => {
  const rows = [
    ['A', '1,000', 'above'],
    ['Bee', '–', ''],
  ]
  const wanted = ['site  share  place', '----  -----  -----', 'A     1,000  above', 'Bee       –']
  expect(textTable(['site', 'share', 'place'], rows)).toBe(wanted.join('\n'))
})

it('takes as many rows as a table may have', () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => [String(i)])
  expect(textTable(['n'], rows)).toMatch(/\n199999$/)
})
