import { makeCommitQueue, type CommitQueue } from './commit-queue.js'

/** One item or more, in the order they came. */
export type Together<Item> = readonly [Item, ...Item[]]

/** Does one item of work under a key; resolves with its own result. */
export type DoneTogether<Item, Result> = (key: string, item: Item) => Promise<Result>

/**
 * Work that waits under the same key is done together, at most `limit` items at once, and never
 * before it was asked for: `work` starts after each of its items came, and gives one result for
 * each, in order. Nothing is kept of a key that nobody waits for.
 */
export const doneTogether = <Item, Result>(
  work: (items: Together<Item>) => Promise<readonly Result[]>,
  limit: number,
): DoneTogether<Item, Result> => {
  const group = async (items: readonly Item[]): Promise<readonly Result[]> =>
    isTogether(items) ? work(items) : []
  const lines = new Map<string, { queue: CommitQueue<Item, Result>; waiting: number }>()
  return async (key, item) => {
    const line = lines.get(key) ?? { queue: makeCommitQueue(group, () => 1, limit), waiting: 0 }
    lines.set(key, line)
    line.waiting += 1
    try {
      return await line.queue.add(item)
    } finally {
      line.waiting -= 1
      if (line.waiting === 0) lines.delete(key)
    }
  }
}

const isTogether = <Item>(items: readonly Item[]): items is Together<Item> => items.length > 0
