import { expect, test } from 'vitest'
import { z } from 'zod'
import { askOnce } from './ask-once.js'
import type { Doors, Operation } from './operation.js'

const operation = (kind: 'query' | 'command', name: string): Operation<{ id: string }, string> => ({
  kind,
  name,
  allow: ['public'],
  input: z.object({ id: z.string() }),
})
const show = operation('query', 'tests.show')
const change = operation('command', 'tests.change')

const counted = (): { doors: Doors; asked: string[] } => {
  const asked: string[] = []
  const answer = async (name: string, input: unknown): Promise<never> => {
    asked.push(`${name} ${JSON.stringify(input)}`)
    return `answer ${asked.length}` as never
  }
  return {
    asked,
    doors: {
      run: (one, input) => answer(one.name, input),
      read: (one, input) => answer(one.name, input),
    },
  }
}

test('the same question is asked once, another is another', async () => {
  const { doors, asked } = counted()
  const once = askOnce(doors)
  const both = await Promise.all([once.read(show, { id: 'a' }), once.read(show, { id: 'a' })])
  expect(both).toEqual(['answer 1', 'answer 1'])
  expect(await once.read(show, { id: 'b' })).toBe('answer 2')
  expect(asked).toEqual(['tests.show {"id":"a"}', 'tests.show {"id":"b"}'])
})

test('after something was carried out it is asked again', async () => {
  const { doors, asked } = counted()
  const once = askOnce(doors)
  await once.read(show, { id: 'a' })
  await once.run(change, { id: 'a' })
  expect(await once.read(show, { id: 'a' })).toBe('answer 3')
  expect(asked).toHaveLength(3)
})
