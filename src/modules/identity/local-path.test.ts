import { expect, test } from 'vitest'
import { localPath } from './local-path.js'

test.each([
  ['/register?stage=pilot', '/register?stage=pilot'],
  ['/', '/'],
  ['/a/../b', '/b'],
  ['//evil.example', null],
  ['/\\evil.example', null],
  ['/a\\b', null],
  ['/\t/evil.example', null],
  ['https://evil.example/', null],
  ['javascript:alert(1)', null],
  ['register', null],
  ['', null],
  [undefined, null],
])('%s leads to %s', (text, expected) => {
  expect(localPath(text)).toBe(expected)
})
