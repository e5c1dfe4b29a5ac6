import { expect, test } from 'vitest'
import { openAnswer, sealAnswer, storedKey } from './sealed-answer.js'

test('an answer comes back as it was: dates, nothing, and bytes included', () => {
  const answer = { at: new Date('2026-11-02T10:00:00Z'), none: undefined, bytes: new Uint8Array(3) }
  const opened = openAnswer('a key', sealAnswer('a key', answer))
  expect(opened).toMatchObject({ at: answer.at, none: undefined })
  expect(openAnswer('k', sealAnswer('k', undefined))).toBeUndefined()
})

test('what is stored says nothing of the answer or the key, and another key does not open it', () => {
  const sealed = sealAnswer('a key', { secret: 'wr_open sesame' })
  expect(sealed.toString('latin1')).not.toContain('sesame')
  expect(storedKey('a key')).not.toContain('a key')
  expect(() => openAnswer('another key', sealed)).toThrow('authenticate')
})
