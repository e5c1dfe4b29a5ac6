import { expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { formatOf } from './answer-format.js'

const ALL = ['json', 'html', 'csv'] as const

test.each([
  [undefined, null, 'json'],
  [undefined, '*/*', 'json'],
  [undefined, 'text/html', 'html'],
  [undefined, 'text/csv', 'csv'],
  [undefined, 'text/*', 'html'],
  [undefined, 'text/*;q=0.5, text/csv', 'csv'],
  [undefined, 'text/html;q=0.2, application/json;q=0.1, */*;q=0.05', 'html'],
  [undefined, 'application/json;q=0, */*', 'html'],
  [undefined, 'image/png, */*;q=0.1', 'json'],
  [undefined, 'Text/HTML; charset=utf-8', 'html'],
  ['csv', 'text/html', 'csv'],
] as const)('asked for %s and accepting %s: %s', (asked, accept, format) => {
  expect(formatOf(ALL, asked, accept)).toBe(format)
})

test.each(['image/png', 'application/pdf', 'text/html;q=0', 'nonsense'])(
  'nothing there that %s accepts is refused',
  (accept) => {
    expect(() => formatOf(ALL, undefined, accept)).toThrow(Invalid)
  },
)
