import { expect, test } from 'vitest'
import { agreedWay } from './agreed-way.js'
import { changedGates } from './changed-gates.js'
import type { Gate, GateId } from './model.js'

const national = agreedWay()

const steps = (gate: Gate, change: object) => gate.signOff.map((one) => ({ ...one, ...change }))

test.each<[string, (gate: Gate) => Partial<Gate>, GateId[]]>([
  ['nothing', () => ({}), []],
  ['what it is called and asks', () => ({ name: 'Other words', asks: [] }), []],
  ['the name of a step', (gate) => ({ signOff: steps(gate, { name: 'Other words' }) }), []],
  [
    'what somebody says when they sign',
    (gate) => ({ signOff: steps(gate, { statement: 'I do.' }) }),
    ['pilot'],
  ],
  ['a step less', ({ signOff }) => ({ signOff: signOff.slice(1) }), ['pilot']],
  ['a check less', ({ checks }) => ({ checks: checks.slice(1) }), ['pilot']],
  [
    'a check that the layer asks for as well',
    ({ checks }) => ({
      checks: checks.map((one) => ({ ...one, local: { layer: 'Ours', national: null } })),
    }),
    [],
  ],
  ['who decides', () => ({ decidedBy: ['technical-lead'] }), ['pilot']],
  ['what can be decided', ({ decisions }) => ({ decisions: decisions.slice(0, 2) }), ['pilot']],
  ['what it carries', () => ({ carries: 'lapsed' }), ['pilot']],
])('%s', (_case, change, changed) => {
  const gates = national.gates.map((one) => (one.id === 'pilot' ? { ...one, ...change(one) } : one))
  expect(changedGates(national, { ...national, gates })).toEqual(changed)
})
