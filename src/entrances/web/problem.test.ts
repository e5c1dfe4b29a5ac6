import { expect, test } from 'vitest'
import { Conflict } from '#kernel/errors.js'
import { webProblem } from './problem.js'

test('what is closed to everybody is not called a race that somebody else won', () => {
  const heading = (conflict: Conflict) => webProblem(conflict).heading
  expect(heading(new Conflict('This deployment has ceased.'))).toBe('This cannot be done now')
  expect(heading(new Conflict('Changed.', { name: 'Theirs' }))).toBe('Somebody else was first')
})

const storedAs = (value: unknown, inWords?: Record<string, string | null>) =>
  webProblem(new Conflict('Somebody was first.', { part: value }, inWords))
    .problems.slice(1)
    .map(({ message }) => message)

test.each([
  ['text as it was typed', 'Theirs', undefined, ['Now stored: Theirs']],
  ['what is empty', null, undefined, ['Now stored: not answered']],
  ['a day', '2026-11-30', undefined, ['Now stored: 30 November 2026']],
  ['yes or no', false, undefined, ['Now stored: No']],
  [
    'a value that is no word',
    'usual',
    { part: 'Business as usual' },
    ['Now stored: Business as usual'],
  ],
  ['what only a program can use', 'pro_1', { part: null }, []],
])('what is stored now is said in words: %s', (_what, value, inWords, expected) => {
  expect(storedAs(value, inWords)).toEqual(expected)
})
