import { randomBytes } from 'node:crypto'
import { assert, constantFrom, integer, pre, property } from 'fast-check'
import { expect, test } from 'vitest'
import { hashApiKey, isApiKey, makeApiKey } from './api-keys.js'

const zeros = (size: number) => new Uint8Array(size)

test('a key has its shape, its prefix and the hash that is stored', () => {
  const { key, prefix, hash } = makeApiKey(randomBytes)
  expect(key).toMatch(/^wr_[0-9A-Za-z]{46}$/)
  expect(prefix).toBe(key.slice(0, 11))
  expect(hash).toBe(hashApiKey(key))
  expect(hash).toMatch(/^[\w-]{43}$/)
  expect(isApiKey(key)).toBe(true)
})

test('keys differ, and the same random bytes give the same key', () => {
  expect(makeApiKey(zeros)).toEqual(makeApiKey(zeros))
  expect(new Set(Array.from({ length: 200 }, () => makeApiKey(randomBytes).key)).size).toBe(200)
})

test('one changed character is noticed', () => {
  const { key } = makeApiKey(randomBytes)
  const anyPlace = integer({ min: 3, max: key.length - 1 })
  const anyLetter = constantFrom('0', 'a', 'Z', '9', 'k')
  const check = property(anyPlace, anyLetter, (place, letter) => {
    pre(key[place] !== letter)
    expect(isApiKey(`${key.slice(0, place)}${letter}${key.slice(place + 1)}`)).toBe(false)
  })
  expect(() => assert(check)).not.toThrow()
})

test.each(['', 'wr_', 'wr_short', 'xx_'.padEnd(49, 'a'), `wr_${'a'.repeat(47)}`])(
  '%o is no key',
  (text) => {
    expect(isApiKey(text)).toBe(false)
  },
)

// Bytes over 247 would make some characters likelier, so they are passed over.
test('bytes that would favour some characters are passed over', () => {
  let calls = 0
  const bytes = (size: number) => new Uint8Array(size).fill((calls += 1) === 1 ? 255 : 61)
  expect(makeApiKey(bytes).key.slice(3, 43)).toBe('z'.repeat(40))
})
