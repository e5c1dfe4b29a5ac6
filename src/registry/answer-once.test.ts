import type pg from 'pg'
import { expect, test } from 'vitest'
import { answeringOnce } from './answer-once.js'

const BEGIN = 'start transaction isolation level repeatable read read only'

const asking = () => {
  const asked: string[] = []
  const ask = answeringOnce(
    async (text, values) => {
      asked.push([text, ...values].join(' '))
      if (values[0] === 'fault') throw new Error('no such row')
      return { rows: [text, ...values] } as unknown as pg.QueryResult
    },
    (text) => text.startsWith('marked'),
  )
  return { ask, asked }
}

test('a marked statement with the same values is asked once in a snapshot', async () => {
  const { ask, asked } = asking()
  await ask(BEGIN, [])
  const [first, again, other] = await Promise.all([
    ask('marked', ['a', 1]),
    ask('marked', ['a', 1]),
    ask('marked', ['a', 2]),
  ])
  expect(again).toBe(first)
  expect(other.rows).toEqual(['marked', 'a', 2])
  await ask('plain', ['a'])
  await ask('plain', ['a'])
  expect(asked).toEqual([BEGIN, 'marked a 1', 'marked a 2', 'plain a', 'plain a'])
})

test.each(['commit', 'rollback'])('after %s it is asked again', async (end) => {
  const { ask, asked } = asking()
  await ask(BEGIN, [])
  await ask('marked', [])
  await ask(end, [])
  await ask(BEGIN, [])
  await ask('marked', [])
  expect(asked).toEqual([BEGIN, 'marked', end, BEGIN, 'marked'])
})

test.each([
  'start transaction',
  'start transaction isolation level read committed read only',
  'start transaction isolation level repeatable read read write',
  'begin',
])('where what is read may change, it is asked every time: %s', async (begin) => {
  const { ask, asked } = asking()
  await ask(begin, [])
  await ask('marked', [])
  await ask('marked', [])
  expect(asked).toEqual([begin, 'marked', 'marked'])
})

test('what was answered is shared, so nobody may change it', async () => {
  const { ask } = asking()
  await ask(BEGIN, [])
  const { rows } = await ask('marked', ['a'])
  expect(() => rows.push('b')).toThrow(TypeError)
})

test('a fault is a fault for everybody who asked', async () => {
  const { ask, asked } = asking()
  await ask(BEGIN, [])
  await expect(ask('marked', ['fault'])).rejects.toThrow('no such row')
  await expect(ask('marked', ['fault'])).rejects.toThrow('no such row')
  expect(asked).toHaveLength(2)
})
