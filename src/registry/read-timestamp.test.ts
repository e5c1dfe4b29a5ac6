import { types } from 'pg'
import { expect, test } from 'vitest'
import { readTimestamp } from './read-timestamp.js'

const usual: (text: string) => unknown = types.getTypeParser(types.builtins.TIMESTAMPTZ)

test.each([
  '2026-11-29 16:27:31+00',
  '2026-11-29 16:27:31.1+00',
  '2026-11-29 16:27:31.123+00',
  '2026-11-29 16:27:31.123456+00',
  '2026-11-29 16:27:31.999999+00',
  '1969-12-31 23:59:59.5+00',
  '0099-01-01 00:00:00+00',
  '2026-06-29 16:27:31.123+01',
  '2026-06-29 16:27:31.123-03:30',
  '10000-01-01 00:00:00+00',
  '0044-03-15 00:00:00+00 BC',
  'infinity',
  '-infinity',
])('%s is read as pg reads it', (text) => {
  expect(readTimestamp(text)).toEqual(usual(text))
})
