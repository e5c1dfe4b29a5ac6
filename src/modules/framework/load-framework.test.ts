import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evaluateApplies } from './applies.js'
import { FrameworkFault, loadFramework } from './load-framework.js'
import type { DeploymentFacts, GateId } from './model.js'

const blockingBefore = (gate: GateId, facts: DeploymentFacts) =>
  loadFramework('framework').requirements.filter((requirement) => {
    if (!evaluateApplies(requirement.applies, facts).applies) return false
    const effect = requirement.gates.find(
      (one) => one.gate === gate && (!one.when || evaluateApplies(one.when, facts).applies),
    )
    return effect?.effect === 'blocks'
  })

const none: DeploymentFacts = {
  clinical: false,
  realCare: false,
  medicalDevice: false,
  personalData: false,
  patientFacing: false,
  generative: false,
  ambientScribe: false,
  imaging: false,
  decidesAboutPerson: false,
  underCharter: false,
}

describe('the framework as shipped', () => {
  const framework = loadFramework('framework')

  test('holds the ten requirements of the first form, in order', () => {
    expect(framework.requirements.map((one) => one.id).join(' ')).toBe(
      'R04 R06 R18 R28 R30 R31 R32 R33 R34 R40',
    )
  })

  test('no requirement and no check blocks a cease', () => {
    const effects = framework.requirements.flatMap((one) => one.gates)
    expect(effects.filter((one) => one.gate === 'cease').map((one) => one.effect)).not.toContain(
      'blocks',
    )
    expect(framework.gates.find((one) => one.id === 'cease')?.checks).toEqual([])
  })

  test('every gate names its framework areas, and so does each of its questions', () => {
    for (const gate of framework.gates) {
      expect(gate.areas.length).toBeGreaterThan(0)
      expect(gate.asks.every((ask) => ask.areas.length > 0)).toBe(true)
    }
  })

  const table: [string, GateId, DeploymentFacts, string][] = [
    ['before a pilot that touches no care and no personal data', 'pilot', none, 'R30 R34'],
    [
      'before an off-line clinical pilot',
      'pilot',
      { ...none, clinical: true, personalData: true },
      'R04 R06 R18 R30 R34',
    ],
    [
      'before a pilot in real care',
      'pilot',
      { ...none, clinical: true, realCare: true, personalData: true },
      'R04 R06 R18 R30 R31 R32 R33 R34 R40',
    ],
    ['before implementing', 'implement', { ...none, clinical: true }, 'R04 R28 R31 R33 R40'],
    ['before business as usual', 'usual', { ...none, clinical: true }, 'R32 R33 R34'],
    ['before assessing', 'assess', { ...none, clinical: true }, ''],
  ]
  test.each(table)('%s blocks on', (_name, gate, facts, ids) => {
    expect(
      blockingBefore(gate, facts)
        .map((one) => one.id)
        .join(' '),
    ).toBe(ids)
  })

  test('it is proportionate: at most eight questions must be answered for the simplest pilot', () => {
    const fields = blockingBefore('pilot', none).flatMap((one) => one.fields)
    expect(fields.filter((field) => field.required).length).toBeLessThanOrEqual(8)
  })
})

describe('a framework that does not fit is refused with a sentence', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'wardround-framework-'))
    cpSync('framework', directory, { recursive: true })
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  const edit = (file: string, from: string | RegExp, to: string) => {
    const path = join(directory, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    writeFileSync(path, after)
  }
  const problems = (): readonly string[] => {
    try {
      loadFramework(directory)
    } catch (error) {
      if (error instanceof FrameworkFault) return error.problems
      throw error
    }
    return []
  }
  const r30 = 'requirements/R30.yaml'

  const table: [string, string, string | RegExp, string, RegExp][] = [
    ['bad YAML', r30, 'id: R30', 'id: [R30', /^requirements\/R30\.yaml: it cannot be read as YAML/],
    [
      'an unknown key',
      r30,
      'scope: deployment',
      'scope: deployment\nurgent: true',
      /R30\.yaml: Unrecognized key: "urgent"/,
    ],
    [
      'an unknown role',
      r30,
      'answeredBy: [deployment-owner, analyst]',
      'answeredBy: [boss]',
      /R30\.yaml: answeredBy\.0 must be a role: operator/,
    ],
    [
      'an unknown fact',
      'requirements/R18.yaml',
      'fact: personalData',
      'fact: colour',
      /R18\.yaml: applies must be "always"/,
    ],
    [
      'a value a fact never has',
      'requirements/R18.yaml',
      'fact: personalData, equals: true',
      'fact: hosting, equals: moon',
      /R18: the fact hosting never has the value moon/,
    ],
    [
      'a yes-no fact compared with words',
      'requirements/R18.yaml',
      'fact: personalData, equals: true',
      'fact: personalData, equals: maybe',
      /never has the value maybe/,
    ],
    [
      'an unknown gate',
      r30,
      'gate: assess',
      'gate: lift-off',
      /R30\.yaml: gates\.0\.gate must be a gate/,
    ],
    [
      'a file named for another requirement',
      r30,
      'id: R30',
      'id: R31',
      /the file must be named R31\.yaml/,
    ],
    ['a missing question', r30, /^question:.*$/m, '', /R30\.yaml: question must be words/],
    [
      'a source without address and date',
      r30,
      /    address: https:.*\n/,
      '',
      /sources\.0 must have an address and a date/,
    ],
    [
      'a source that is not on the web',
      r30,
      'address: https:',
      'address: javascript:',
      /sources\.0\.address must be a web address/,
    ],
    [
      'a block on cease',
      'requirements/R32.yaml',
      'gate: cease, effect: advises',
      'gate: cease, effect: blocks',
      /R32: nothing may block a cease/,
    ],
    [
      'a check that blocks a cease',
      'framework-gates',
      '',
      '',
      /Gate cease: nothing may block a cease/,
    ],
    [
      'a gate field that is not there',
      'requirements/R32.yaml',
      'fields: [tested-on]',
      'fields: [tasted-on]',
      /names the field tasted-on/,
    ],
    [
      'exceptions without a last line',
      'requirements/R04.yaml',
      /  - by: \[executive-sponsor\]\n/,
      '',
      /R04: the last line of mayExcept must have no condition/,
    ],
    [
      'points without a rule',
      'requirements/R28.yaml',
      /^points:.*\n/m,
      '',
      /R28: points and metBy must go together/,
    ],
    [
      'a requirement nothing can meet',
      r30,
      '{ anyOf: [answers, document] }',
      '{}',
      /R30: it cannot be met/,
    ],
    [
      'choices on a text field',
      r30,
      /id: expected\n(\s+label:.*\n\s+kind:) text/,
      'id: expected\n$1 choice',
      /must have choices if its kind is choice/,
    ],
    ['a field twice', r30, 'id: expected', 'id: baseline', /the field baseline stands there twice/],
    [
      'a missing gate',
      'gates.yaml',
      /  - id: review[\s\S]*?(?=  - id: scale)/,
      '',
      /The gate review is missing/,
    ],
    [
      'a missing stage',
      'stages.yaml',
      /  - \{?\s*id: pilot[\s\S]*?(?=  - \{?\s*id: implement)/,
      '',
      /The stage pilot is missing/,
    ],
    [
      'a version that is no version',
      'framework.yaml',
      'version: 2026.11.1',
      'version: new',
      /version must be year\.month\.number/,
    ],
  ]
  test.each(table)('%s', (_name, file, from, to, expected) => {
    if (file === 'framework-gates') {
      edit(
        'gates.yaml',
        /(id: cease[\s\S]*?checks:) \[\]/,
        '$1 [{ check: caught-up, effect: blocks, mayExcept: nobody }]',
      )
    } else edit(file, from, to)
    expect(problems().join('\n')).toMatch(expected)
  })

  test('a file that refers to itself is refused', () => {
    edit('requirements/R18.yaml', /^applies:.*$/m, 'applies: &loop\n  all: [*loop]')
    expect(problems().join('\n')).toMatch(/R18\.yaml: it cannot be read as YAML/)
  })

  test('a missing file is named', () => {
    rmSync(join(directory, 'gates.yaml'))
    expect(problems().join('\n')).toMatch(/^gates\.yaml: it cannot be read/)
  })

  test('a directory that is not there is named', () => {
    rmSync(join(directory, 'requirements'), { recursive: true })
    expect(problems().join('\n')).toMatch(/There is no folder requirements/)
  })

  test('a file that is too large is refused', () => {
    writeFileSync(join(directory, r30), '#'.repeat(300 * 1024))
    expect(problems().join('\n')).toMatch(/R30\.yaml: the file is larger than 256 KB/)
  })
})
