import { expect, it } from 'vitest'
import { makeCommitQueue } from './commit-queue.js'

const recording = (limit: number) => {
  const groups: number[][] = []
  const queue = makeCommitQueue<number, number>(
    async (items) => {
      groups.push([...items])
      if (items.includes(13)) throw new RangeError('thirteen')
      return items.map((item) => item * 10)
    },
    (item) => item,
    limit,
  )
  return { groups, queue }
}

it('takes together what waits, in order, and gives each its own result', async () => {
  const { groups, queue } = recording(100)
  expect(await Promise.all([1, 2, 3].map(queue.add))).toEqual([10, 20, 30])
  expect(groups.flat()).toEqual([1, 2, 3])
  expect(groups.length).toBeLessThan(3)
})

it('keeps groups to the limit, but for one item that is larger by itself', async () => {
  const { groups, queue } = recording(5)
  await Promise.all([9, 2, 3, 4].map(queue.add))
  expect(groups).toEqual([[9], [2, 3], [4]])
})

it('fails the group that failed and goes on with the next', async () => {
  const { queue } = recording(13)
  const results = await Promise.allSettled([13, 1].map(queue.add))
  expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled'])
  expect(await queue.add(2)).toBe(20)
})

it('runs work alone between two groups', async () => {
  const { groups, queue } = recording(100)
  const first = queue.add(1)
  const alone = queue.alone(async () => groups.length)
  await first
  expect(await alone).toBe(1)
})
