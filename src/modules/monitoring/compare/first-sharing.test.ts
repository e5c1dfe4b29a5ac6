import { expect, test } from 'vitest'
import { firstSharing } from './first-sharing.js'

const running = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const shared = ['d', 'b', 'd'].map((deploymentId) => ({ deploymentId }))

test.each([
  [2, ['b', 'd']],
  [3, ['b', 'd', 'a']],
  [9, ['b', 'd', 'a', 'c']],
])('of four that run it, at most %d: %j', (most, ids) => {
  expect(firstSharing(running, shared, most).map(({ id }) => id)).toEqual(ids)
})
