import { expect, test } from 'vitest'
import { agreedWay } from './agreed-way.js'
import { gateChanges, stepInWords } from './gate-changes.js'
import type { Framework, Gate } from './model.js'

const national = agreedWay()

const changed = (id: string, change: (gate: Gate) => Gate): Framework => ({
  ...national,
  gates: national.gates.map((gate) => (gate.id === id ? change(gate) : gate)),
})

const scale = national.gates.find(({ id }) => id === 'scale')
if (!scale) throw new Error('no gate scale')

test('a step that all of several roles sign says so, with whom it follows and who may not', () => {
  expect(scale.signOff.map((step) => stepInWords(step, scale.signOff, national))).toEqual([
    'The deployment owner asks for the decision: deployment owner.',
    expect.stringMatching(
      /^Clinical safety and information governance: the clinical safety officer and the information governance lead; after “The deployment owner asks for the decision”; not by who signed “The deployment owner asks for the decision”; if /,
    ),
  ])
})

test('who signs before a decision is shown where it is all that a version changes', () => {
  const after = changed('pilot', (gate) => ({
    ...gate,
    signOff: gate.signOff.map((step) =>
      step.id === 'information'
        ? { ...step, rule: 'all', roles: ['information-governance-lead', 'technical-lead'] }
        : step,
    ),
  }))
  const [line, ...more] = gateChanges('pilot', national, after)
  expect(more).toEqual([])
  expect(line?.part).toBe('who signs “Information governance lead” before the decision')
  expect(line?.before).not.toContain('and the technical lead')
  expect(line?.after).toContain('the information governance lead and the technical lead; after')
})

test.each<[string, (gate: Gate) => Gate]>([
  ['who decides', (gate) => ({ ...gate, decidedBy: ['deployment-owner'] })],
  ['what can be decided', (gate) => ({ ...gate, decisions: gate.decisions.slice(1) })],
  ['what it looks at in the record', (gate) => ({ ...gate, checks: gate.checks.slice(1) })],
  ['what it asks', (gate) => ({ ...gate, asks: gate.asks.slice(1) })],
])('%s is one line, and no two lines are the same before and after', (part, change) => {
  const lines = gateChanges('scale', national, changed('scale', change))
  expect(lines.map((one) => one.part)).toEqual([part])
  for (const { before, after } of lines) expect(before).not.toBe(after)
})
