import { expect, test } from 'vitest'
import { assessGate } from './assess-gate.js'
import { catchUpList } from './catch-up.js'
import { inOrder, offLine, realCare } from './testing/gate-facts-examples.js'

const deployment = {
  ownerId: 'per_1',
  ownerName: 'Dr Example',
  registeredAt: new Date('2026-11-02T10:00:00Z'),
}

const outstanding = (facts = realCare) =>
  assessGate(
    'usual',
    inOrder({ statuses: [], stage: 'implement', deployment: facts }),
  ).unmet.filter((item) => item.kind === 'requirement')

test('most serious first: what nobody may except, what a pilot needs, then the rest, each with owner and day', () => {
  const list = catchUpList(outstanding(), [], deployment)
  expect(list.length).toBe(outstanding().length)
  const order = list.map((one) => one.seriousness)
  expect(order).toEqual(order.toSorted((a, b) => rank(a) - rank(b)))
  expect(list[0]).toMatchObject({
    seriousness: 'nobody may except it',
    due: '2026-12-02',
    ownerName: 'Dr Example',
    isPlanned: false,
  })
  expect(list.find(({ item }) => item.requirementId === 'R04')?.seriousness).toBe(
    'nobody may except it',
  )
})

test('off-line, the safety file can be excepted and is less serious', () => {
  const list = catchUpList(outstanding(offLine), [], deployment)
  expect(list.find(({ item }) => item.requirementId === 'R04')?.seriousness).not.toBe(
    'nobody may except it',
  )
})

test('what somebody chose stands instead', () => {
  const plan = { requirementId: 'R04', ownerId: 'per_2', ownerName: 'Ms Other', due: '2026-11-09' }
  const list = catchUpList(outstanding(), [plan], deployment)
  expect(list.find(({ item }) => item.requirementId === 'R04')).toMatchObject({
    ownerName: 'Ms Other',
    due: '2026-11-09',
    isPlanned: true,
  })
})

const rank = (word: string): number =>
  ['nobody may except it', 'asked before the pilot', 'asked later'].indexOf(word)
