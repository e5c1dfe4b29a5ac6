import { expect, test } from 'vitest'
import { toCsv } from './csv.js'

test.each([
  [[['a', 1]], 'x,y\r\na,1\r\n'],
  [[['a,b', 'say "no"']], 'x,y\r\n"a,b","say ""no"""\r\n'],
  [[['=1+1', '-2']], "x,y\r\n'=1+1,'-2\r\n"],
  [[['two\nlines', null]], 'x,y\r\n"two\nlines",\r\n'],
  [[[-2, true]], 'x,y\r\n-2,true\r\n'],
])('rows %j', (rows, text) => {
  expect(toCsv(['x', 'y'], rows)).toBe(text)
})
