import { expect, it } from 'vitest'
import { togetherOrAlone } from './together-or-alone.js'

const doneFor = async (bad: readonly number[]) => {
  const calls: (readonly number[])[] = []
  const faults: unknown[] = []
  await togetherOrAlone([1, 2, 3], faults, async (some) => {
    calls.push(some)
    const failing = some.find((one) => bad.includes(one))
    if (failing !== undefined) throw new Error(`no ${failing}`)
  })
  return { calls, faults: faults.map(String) }
}

it('does the work once for all', async () => {
  expect(await doneFor([])).toEqual({ calls: [[1, 2, 3]], faults: [] })
})

it('does it one by one where it fails for all, and goes on past those it fails for', async () => {
  expect(await doneFor([1, 3])).toEqual({
    calls: [[1, 2, 3], [1], [2], [3]],
    faults: ['Error: no 1', 'Error: no 3'],
  })
})
