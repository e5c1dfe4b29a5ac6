import { describe, expect, it } from 'vitest'
import { severalAtOnce } from './several-at-once.js'

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('severalAtOnce', () => {
  it('does each item once, and never more than so many at once', async () => {
    const done: number[] = []
    let busy = 0
    let busiest = 0
    await severalAtOnce([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      busy += 1
      busiest = Math.max(busiest, busy)
      await tick()
      busy -= 1
      done.push(item)
    })
    expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(busiest).toBe(3)
  })

  it('throws the first fault, closes the source and begins nothing more', async () => {
    const begun: number[] = []
    let closed = false
    async function* source(): AsyncGenerator<number> {
      try {
        for (let i = 0; i < 100; i += 1) yield i
      } finally {
        closed = true
      }
    }
    const work = async (item: number): Promise<void> => {
      begun.push(item)
      await tick()
      if (item === 1) throw new Error('no')
    }
    await expect(severalAtOnce(source(), 2, work)).rejects.toThrow('no')
    expect(closed).toBe(true)
    expect(begun.length).toBeLessThan(5)
  })

  it('throws the fault of the source', async () => {
    async function* source(): AsyncGenerator<number> {
      yield 1
      throw new Error('gone')
    }
    await expect(severalAtOnce(source(), 2, tick)).rejects.toThrow('gone')
  })
})
