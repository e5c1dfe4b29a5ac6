import { expect, test } from 'vitest'
import { agreedWay, type GateId, type StageId } from '#modules/framework/index.js'
import { standingOf } from './gate-standing.js'

const gateNamed = (id: GateId) => {
  const gate = agreedWay().gates.find((one) => one.id === id)
  if (!gate) throw new Error(`no gate ${id}`)
  return gate
}
const passed = (gate: GateId) => ({ gate, passed: true })

test.each<[GateId, StageId, GateId[], string]>([
  ['pilot', 'assess', [], 'Open'],
  ['pilot', 'pilot', ['pilot'], 'Passed'],
  ['pilot', 'cease', ['pilot'], 'Passed'],
  ['pilot', 'assess', ['pilot'], 'Passed, then rolled back'],
  ['implement', 'pilot', ['pilot', 'implement'], 'Passed, then rolled back'],
  ['pilot', 'pilot', ['pilot', 'implement'], 'Passed'],
  ['pilot', 'usual', [], 'Not passed here'],
  ['scale', 'assess', [], 'To come'],
  ['review', 'assess', [], 'To come'],
])('the gate %s at the stage %s, with %j passed: %s', (gate, stage, gates, word) => {
  expect(standingOf(gateNamed(gate), stage, gates.map(passed), []).word).toBe(word)
})
