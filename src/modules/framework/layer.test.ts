import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLES } from '#kernel/roles.js'
import { agreedWay } from './agreed-way.js'
import { applyLayer } from './apply-layer.js'
import { changedGates } from './changed-gates.js'
import { compareFrameworks } from './compare-frameworks.js'
import { FrameworkFault } from './framework-fault.js'
import { isWithin, narrower } from './narrow-exceptions.js'
import { readLayer } from './read-layer.js'
import { gateWithoutLayer, requirementWithoutLayer } from './without-layer.js'

const national = agreedWay()

const HEAD = 'id: nel\nname: North East example\n'
const REQUIREMENT = `requirements:
  - id: L-NEL1
    name: Interpreters
    areas: [A5]
    question: How is it used with somebody who needs an interpreter?
    why: Many people here speak another language.
    goodEvidence: A rule for staff, with the languages it was tried in.
    scope: deployment
    applies: { fact: patientFacing, equals: true }
    answeredBy: [deployment-owner]
    signedBy: [clinical-safety-officer]
    mayExcept: [{ by: [executive-sponsor] }]
    metBy: { anyOf: [answers] }
    gates: [{ gate: pilot, effect: blocks, needs: signed }]
    renewal: [{ months: 12 }]
    fields:
      - { id: rule, label: What is the rule?, kind: text, required: true, help: In a line. }
    sources: [{ name: Our board, mark: to-be-confirmed }]
`
const problemsOf = (text: string): string[] => {
  try {
    readLayer(text, national)
    return []
  } catch (fault) {
    if (fault instanceof FrameworkFault) return [...fault.problems]
    throw fault
  }
}

describe('a layer over the national set', () => {
  const layer = readLayer(
    `${HEAD}${REQUIREMENT}gates:
  - { requirement: R24, gate: pilot, effect: blocks, needs: signed }
additions:
  - requirement: R34
    example: The plan of our board, kept with it.
    wording: Here the plan goes to the AI group first.
`,
    national,
  )
  const layered = applyLayer(national, layer)

  test('adds its requirement, its line and its words, and leaves everything else as it is', () => {
    const { added, dropped, changed, other, after } = compareFrameworks(national, layered)
    expect(after).toBe(`${national.version}+nel`)
    expect(added.map(({ id }) => id)).toEqual(['L-NEL1'])
    expect(dropped).toEqual([])
    expect(other).toEqual([])
    expect(changed.map((one) => [one.after.id, one.parts.map(({ part }) => part)])).toEqual([
      ['R24', ['gates', 'local']],
      ['R34', ['local']],
    ])
  })

  test('keeps the national words beside the local ones', () => {
    const find = (of: typeof national, id: string) => of.requirements.find((one) => one.id === id)
    const plan = find(layered, 'R34')
    expect(plan?.question).toBe(find(national, 'R34')?.question)
    expect(plan?.local).toEqual({
      layer: 'North East example',
      example: 'The plan of our board, kept with it.',
      wording: 'Here the plan goes to the AI group first.',
      gates: [],
    })
    expect(find(layered, 'R24')?.gates[0]).toMatchObject({ effect: 'blocks', needs: 'signed' })
  })

  test('takes over the answers that the national line needs', () => {
    const withFields = national.requirements.find((one) =>
      one.gates.some((gate) => gate.fields.length > 0 && gate.effect === 'blocks'),
    )
    const line = withFields?.gates.find((gate) => gate.fields.length > 0)
    if (!withFields || !line) throw new Error('no requirement with fields at a gate')
    const text = `${HEAD}gates: [{ requirement: ${withFields.id}, gate: ${line.gate}, effect: blocks, needs: live }]`
    const stricter = applyLayer(national, readLayer(text, national))
    const gates = stricter.requirements.find(({ id }) => id === withFields.id)?.gates
    expect(gates?.[0]?.fields).toEqual(expect.arrayContaining([...line.fields]))
  })
})

describe('checks of the record and exceptions in a layer', () => {
  const of = (text: string) => applyLayer(national, readLayer(HEAD + text, national))

  test('a check is added to a gate, or made stricter, and the national one stays beside it', () => {
    const layered = of(`checks:
  - { gate: pilot, check: no-unexplained-signal, effect: blocks, mayExcept: nobody }
  - { gate: pilot, check: version-chosen, effect: blocks, mayExcept: nobody }
`)
    const checks = layered.gates.find(({ id }) => id === 'pilot')?.checks ?? []
    const before = national.gates.find(({ id }) => id === 'pilot')?.checks ?? []
    expect(checks.find(({ check }) => check === 'no-unexplained-signal')).toEqual({
      check: 'no-unexplained-signal',
      effect: 'blocks',
      mayExcept: 'nobody',
      local: { layer: 'North East example', national: null },
    })
    const chosen = before.find(({ check }) => check === 'version-chosen')
    expect(checks.find(({ check }) => check === 'version-chosen')?.local?.national).toEqual({
      effect: chosen?.effect,
      mayExcept: chosen?.mayExcept,
    })
    expect(checks).toHaveLength(before.length + 1)
    expect(compareFrameworks(national, layered).other).toEqual(['gate pilot'])
    expect(layered.gates.map(gateWithoutLayer)).toEqual(national.gates)
  })

  test('fewer people may except a requirement, never more; the national rules stay beside it', () => {
    const wide = national.requirements.find(
      ({ mayExcept }) => mayExcept.length === 1 && mayExcept[0]?.by !== 'nobody',
    )
    if (!wide) throw new Error('nothing may be excepted')
    const nobody = of(
      `exceptions: [{ requirement: ${wide.id}, by: nobody, because: Our board has decided so. }]`,
    ).requirements.find(({ id }) => id === wide.id)
    expect(nobody?.mayExcept).toEqual([
      { ...wide.mayExcept[0], by: 'nobody', because: 'Our board has decided so.' },
    ])
    expect(nobody?.local?.exceptions).toEqual({ by: 'nobody', national: wide.mayExcept })
    expect(nobody && requirementWithoutLayer(nobody)).toEqual(wide)
  })

  test('over random rules nobody gains the right to except', () => {
    const rules = fc.oneof(
      fc.constant('nobody' as const),
      fc.subarray([...ROLES], { minLength: 1 }),
    )
    fc.assert(
      fc.property(rules, rules, (one, other) => {
        const by = narrower(one, other)
        expect(isWithin(by, one) && isWithin(by, other)).toBe(true)
      }),
    )
  })
})

describe('signatures before a decision in a layer', () => {
  const SIGNATURES = `signatures:
  - gate: pilot
    id: l-board
    name: The AI group of the board
    statement: The AI group has read the plan and advises to start.
    rule: any
    roles: [executive-sponsor]
    after: [ask]
    notBy: [evidence]
  - gate: pilot
    id: l-last
    name: Somebody who read them all
    statement: I have read what all said.
    rule: any
    roles: [auditor]
    after: [safety, l-board]
`
  const layered = applyLayer(national, readLayer(HEAD + SIGNATURES, national))
  const pilotOf = (of: typeof national) => of.gates.find(({ id }) => id === 'pilot')

  test('stand after the national ones, which stay as they are, and name whose they are', () => {
    const steps = pilotOf(layered)?.signOff ?? []
    const before = pilotOf(national)?.signOff ?? []
    expect(steps.slice(0, before.length)).toEqual(before)
    expect(steps.slice(before.length).map(({ id, local }) => [id, local])).toEqual([
      ['l-board', { layer: 'North East example' }],
      ['l-last', { layer: 'North East example' }],
    ])
    expect(compareFrameworks(national, layered).other).toEqual(['gate pilot'])
    expect(changedGates(national, layered)).toEqual(['pilot'])
    expect(layered.gates.map(gateWithoutLayer)).toEqual(national.gates)
  })

  test.each([
    [
      'one of the national set',
      SIGNATURES.replaceAll('l-board', 'ask'),
      'must be l- and lower-case',
    ],
    [
      'two of one name',
      SIGNATURES.replaceAll('l-last', 'l-board'),
      'the step l-board stands there twice',
    ],
    [
      'one after a step that is not there',
      SIGNATURES.replace('[ask]', '[asked]'),
      'no step asked before it',
    ],
    [
      'one before a cease',
      SIGNATURES.replaceAll('gate: pilot', 'gate: cease'),
      'nothing may block a cease, a signature neither',
    ],
    [
      'one before there is anything to sign for',
      SIGNATURES.replaceAll('gate: pilot', 'gate: assess'),
      'before there is a deployment',
    ],
  ])('refused: %s', (_what, text, sentence) => {
    expect(problemsOf(HEAD + text).join('\n')).toContain(sentence)
  })
})

describe('what a layer may not do is refused, with a sentence', () => {
  test.each([
    [
      'take the place of a national requirement',
      REQUIREMENT.replace('L-NEL1', 'R04'),
      'never replaces one of the national set',
    ],
    ['remove', 'remove: [R04]', 'It adds; it never removes or loosens.'],
    [
      'advise where it blocks',
      'gates: [{ requirement: R01, gate: pilot, effect: advises, needs: signed }]',
      'asks less than the national set does',
    ],
    [
      'need a draft where it must be signed',
      'gates: [{ requirement: R01, gate: pilot, effect: blocks, needs: draft }]',
      'A layer adds; it never loosens.',
    ],
    [
      'need a draft later of what was signed earlier',
      'gates: [{ requirement: R01, gate: usual, effect: blocks, needs: draft }]',
      'asks less than the national set does (blocks, signed at the gate pilot)',
    ],
    [
      'block a cease',
      'gates: [{ requirement: R50, gate: cease, effect: blocks, needs: signed }]',
      'nothing may block a cease',
    ],
    [
      'make a check milder',
      'checks: [{ gate: assess, check: charter-kept, effect: advises, mayExcept: nobody }]',
      'The check charter-kept at the gate assess asks less than the national one',
    ],
    [
      'let more people except a check',
      'checks: [{ gate: assess, check: charter-kept, effect: blocks, mayExcept: [staff] }]',
      'or lets more people except it',
    ],
    [
      'let somebody else except a requirement',
      'exceptions: [{ requirement: R01, by: [staff] }]',
      'A layer narrows who may; it never widens.',
    ],
    [
      'check a cease',
      'checks: [{ gate: cease, check: version-chosen, effect: blocks, mayExcept: nobody }]',
      'nothing may block a cease',
    ],
    [
      'add to what is not there',
      'additions: [{ requirement: R99, wording: Words }]',
      'The national set has no requirement R99',
    ],
    [
      'add to one twice',
      'additions: [{ requirement: R04, wording: A }, { requirement: R04, wording: B }]',
      'The addition to R04 stands there twice.',
    ],
    [
      'use a fact that is not there',
      REQUIREMENT.replace('patientFacing', 'phaseOfTheMoon'),
      'requirements 1 (L-NEL1) applies: names the fact phaseOfTheMoon, which is not known. The known facts are clinical,',
    ],
    [
      'use a fact with a slip in it',
      REQUIREMENT.replace('patientFacing', 'patientfacng'),
      'requirements 1 (L-NEL1) applies: names the fact patientfacng, which is not known; the nearest that is known is patientFacing.',
    ],
    [
      'use a value that a fact never has',
      REQUIREMENT.replace('equals: true', 'equals: sometimes'),
      'never has the value sometimes',
    ],
    [
      'go in a circle',
      'gates: [{ requirement: R18, gate: assess, effect: blocks, needs: signed, when: { fact: highRiskLeft, equals: true } }]',
      'The rules go in a circle',
    ],
    [
      'ask for answers and have no field',
      REQUIREMENT.replace(/fields:\n.*\n/, 'fields: []\n'),
      'it asks for answers but has no fields',
    ],
    ['be no YAML', 'gates: [', 'cannot be read as YAML'],
    ['refer to itself', 'additions: &a [*a]', 'cannot be read as YAML'],
  ])('%s', (_what, text, sentence) => {
    const problems = problemsOf(HEAD + text)
    expect(problems.join('\n')).toContain(sentence)
  })

  test('an empty text, and a list', () => {
    expect(problemsOf('').join()).toContain('it must hold id, name')
    expect(problemsOf('- 1').join()).toContain('it must hold id, name')
    expect(problemsOf('x'.repeat(300_000)).join()).toContain('larger than 256 KB')
  })
})
