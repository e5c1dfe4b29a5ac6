/** Does work for each item, at most so many at once. The first fault ends it and is thrown. */
export const severalAtOnce = async <Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const source = inTurn(items)
  let failed = false
  const follow = async (): Promise<void> => {
    for (let next = await source.next(); !next.done && !failed; next = await source.next()) {
      try {
        await work(next.value)
      } catch (fault) {
        failed = true
        throw fault
      }
    }
  }
  const done = await Promise.allSettled(Array.from({ length: most }, follow))
  await source.return()
  const fault = done.find((one) => one.status === 'rejected')
  if (fault) throw fault.reason
}

/** Several may ask for the next item; each is given to one. */
async function* inTurn<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  yield* items
}
