import { expect, test } from 'vitest'
import { doneTogether } from './done-together.js'

const gate = (): { opened: Promise<void>; open: () => void } => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

test('what waits under a key is done at once, after it came, each with its own result', async () => {
  const first = gate()
  const groups: string[][] = []
  const shout = doneTogether(async (items: readonly string[]) => {
    groups.push([...items])
    if (groups.length === 1) await first.opened
    return items.map((item) => item.toUpperCase())
  }, 2)
  const asked = ['a', 'b', 'c', 'd'].map((item) => shout('one', item))
  await Promise.resolve()
  const other = shout('two', 'e')
  first.open()
  expect(await Promise.all(asked)).toEqual(['A', 'B', 'C', 'D'])
  expect(await other).toBe('E')
  expect(groups).toEqual([['a', 'b'], ['e'], ['c', 'd']])
})

test('a group that fails fails for each of it, and the next is done all the same', async () => {
  let times = 0
  const work = doneTogether(async (items: readonly number[]) => {
    times += 1
    if (times === 1) throw new Error('No room.')
    return items
  }, 10)
  const failed = await Promise.allSettled([work('one', 1), work('one', 2)])
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await work('one', 3)).toBe(3)
})
