interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (reason: unknown) => void
}

/** Runs one piece of work at a time; what comes meanwhile is taken together in the next. */
export interface CommitQueue<Item, Result> {
  /** Joins the next group; resolves when its commit is done, rejects when it failed. */
  add: (item: Item) => Promise<Result>
  /** Runs alone, between two groups. */
  alone: <Value>(work: () => Promise<Value>) => Promise<Value>
}

/**
 * A queue for group commit: `commit` gets the items that waited, at most `limit` by `sizeOf` (or
 * one larger item), and gives one result for each, in order. One disk flush then serves many senders.
 */
export const makeCommitQueue = <Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
  sizeOf: (item: Item) => number,
  limit: number,
): CommitQueue<Item, Result> => {
  let waiting: Waiting<Item, Result>[] = []
  let tail: Promise<unknown> = Promise.resolve()
  let scheduled = false

  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = tail.then(work)
    tail = turn.catch(() => undefined)
    return turn
  }

  const takeGroup = (): Waiting<Item, Result>[] => {
    let size = 0
    const end = waiting.findIndex((entry, place) => {
      size += sizeOf(entry.item)
      return place > 0 && size > limit
    })
    const group = end < 0 ? waiting : waiting.slice(0, end)
    waiting = end < 0 ? [] : waiting.slice(end)
    return group
  }

  const commitGroup = async (): Promise<void> => {
    const group = takeGroup()
    if (waiting.length > 0) schedule()
    else scheduled = false
    try {
      const results = await commit(group.map((entry) => entry.item))
      for (const [place, entry] of group.entries()) {
        const result = results[place]
        if (result === undefined) entry.reject(new RangeError('A commit gave too few results.'))
        else entry.resolve(result)
      }
    } catch (error) {
      for (const entry of group) entry.reject(error)
    }
  }

  const schedule = (): void => {
    scheduled = true
    void inTurn(commitGroup)
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (!scheduled) schedule()
      }),
    alone: inTurn,
  }
}
