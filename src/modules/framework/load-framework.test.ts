import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evaluateApplies } from './applies.js'
import { withDerivedFacts } from './derive-facts.js'
import { exceptionRuleFor } from './find-in-framework.js'
import { FrameworkFault } from './framework-fault.js'
import { loadFramework } from './load-framework.js'
import type { DeploymentFacts, GateId } from './model.js'

const shipped = loadFramework('framework')

const blockingBefore = (gate: GateId, facts: DeploymentFacts) =>
  shipped.requirements.filter((requirement) => {
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
  connectsToClinicalSystems: false,
  internetFacing: false,
  beyondDirectCare: false,
  centralBody: false,
  underCharter: false,
}

describe('the framework as shipped', () => {
  const framework = shipped

  test('holds the fifty requirements, in order', () => {
    const ids = Array.from({ length: 50 }, (_, at) => `R${String(at + 1).padStart(2, '0')}`)
    expect(framework.requirements.map((one) => one.id)).toEqual(ids)
  })

  test('four scopes, and parts where one requirement is about two things', () => {
    const scopeOf = (id: string) => framework.requirements.find((one) => one.id === id)
    const scopes = (id: string) => scopeOf(id)?.parts.map((part) => part.scope)
    expect(scopes('R02')).toEqual(['product-version', 'deployment'])
    expect(scopes('R05')).toEqual(['adopter', 'supplier'])
    expect(scopes('R45')).toEqual(['product-version', 'deployment'])
    expect(new Set(framework.requirements.map((one) => one.scope)).size).toBe(4)
  })

  test('nobody may except what rule 4 of the house names', () => {
    const careOn = { ...none, clinical: true, realCare: true, medicalDevice: true }
    const facts = { ...careOn, personalData: true, underCharter: true, highRiskLeft: true }
    const never = framework.requirements.filter(
      (one) => exceptionRuleFor(one, facts)?.by === 'nobody',
    )
    expect(never.map((one) => one.id).join(' ')).toBe('R04 R07 R18 R19 R38')
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

  const clinical = { ...none, clinical: true }
  const offLine = { ...clinical, personalData: true }
  const everything = Object.fromEntries(Object.keys(none).map((id) => [id, true]))
  const table: [string, GateId, DeploymentFacts, string][] = [
    ['before a pilot that touches no care, no data and nobody', 'pilot', none, 'R30 R34'],
    [
      'before a pilot with personal data only',
      'pilot',
      { ...none, personalData: true, highRiskLeft: false },
      'R01 R02 R10 R12 R13 R18 R20 R23 R25 R29 R30 R34 R47',
    ],
    [
      'before an off-line clinical pilot',
      'pilot',
      { ...offLine, highRiskLeft: false },
      'R01 R02 R03 R04 R06 R10 R12 R13 R18 R20 R23 R25 R29 R30 R34 R47',
    ],
    [
      'before an off-line pilot of a device that decides, with a high risk left',
      'pilot',
      { ...offLine, medicalDevice: true, decidesAboutPerson: true, highRiskLeft: true },
      'R01 R02 R03 R04 R06 R07 R08 R09 R10 R12 R13 R18 R19 R20 R21 R23 R25 R29 R30 R34 R47',
    ],
    [
      'before a pilot in real care',
      'pilot',
      { ...offLine, realCare: true, highRiskLeft: false },
      'R01 R02 R03 R04 R05 R06 R10 R12 R13 R18 R20 R23 R25 R29 R30 R31 R32 R33 R34 R35 R36 R37 R40 R47',
    ],
    [
      'before a pilot in real care of everything at once',
      'pilot',
      { ...everything, highRiskLeft: true },
      'R01 R02 R03 R04 R05 R06 R07 R08 R09 R10 R12 R13 R18 R19 R20 R21 R22 R23 R25 R27 R29 R30 R31 R32 R33 R34 R35 R36 R37 R38 R40 R45 R46 R47',
    ],
    ['before implementing', 'implement', clinical, 'R04 R28 R29 R31 R33 R35 R36 R40'],
    ['before business as usual', 'usual', clinical, 'R32 R33 R34 R37'],
    [
      'before business as usual at a central body, connected',
      'usual',
      { ...clinical, centralBody: true, connectsToClinicalSystems: true },
      'R27 R32 R33 R34 R37 R39',
    ],
    ['before assessing', 'assess', everything, ''],
    ['at a review', 'review', everything, ''],
    ['at a cease', 'cease', everything, ''],
  ]
  test.each(table)('%s blocks on', (_name, gate, facts, ids) => {
    expect(
      blockingBefore(gate, facts)
        .map((one) => one.id)
        .join(' '),
    ).toBe(ids)
  })

  test('the six that no gate asks for are for information', () => {
    const silent = framework.requirements.filter((one) => one.gates.length === 0)
    expect(silent.map((one) => one.id).join(' ')).toBe('R14 R15 R16 R17 R48 R49')
  })

  test('facts follow from answers, and from nothing when there is none', () => {
    const answers: Record<string, object> = {
      R18: { 'high-risk-left': true },
      R06: { class: null },
    }
    const valuesOf = (id: string) => answers[id] as Record<string, unknown> | undefined
    expect(withDerivedFacts(framework, { clinical: true }, valuesOf)).toEqual({
      clinical: true,
      highRiskLeft: true,
    })
    expect(withDerivedFacts(framework, {}, () => undefined)).toEqual({})
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
      /R30\.yaml: has urgent, which is not known\./,
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
      /R18\.yaml: applies names the fact colour, which is not known\. The known facts are clinical, .*stage\.$/,
    ],
    [
      'a fact with a slip in it, deep in a rule',
      'requirements/R04.yaml',
      'fact: clinical, equals: true',
      'not: { all: [{ fact: Clinicel, equals: true }] }',
      /^requirements\/R04\.yaml: applies names the fact Clinicel, which is not known; the nearest that is known is clinical\.$/,
    ],
    [
      'a rule of another shape',
      'requirements/R18.yaml',
      'fact: personalData, equals: true',
      'fact: personalData',
      /R18\.yaml: applies must be "always", or \{ fact, equals \}/,
    ],
    [
      'an unknown fact in the sign-off of a gate',
      'gates.yaml',
      /(signOff:\n(?:.*\n)*?\s+when: \{ fact: )\w+/,
      '$1relCare',
      /^gates\.yaml: gates\.\d \(\w+\)\.signOff\.\d \([\w-]+\)\.when names the fact relCare, .* is realCare\.$/m,
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
      'a field in no part',
      'requirements/R02.yaml',
      'fields: [fits-here, differences]',
      'fields: [fits-here]',
      /R02: the field differences stands in no part/,
    ],
    [
      'a field in two parts',
      'requirements/R02.yaml',
      'fields: [fits-here, differences]',
      'fields: [fits-here, differences, safety]',
      /R02: the field safety stands in two parts/,
    ],
    [
      'parts that leave out the scope of the whole',
      'requirements/R02.yaml',
      /scope: deployment\napplies/,
      'scope: adopter\napplies',
      /R02: no part has the scope of the whole, adopter/,
    ],
    [
      'a form that is not there',
      r30,
      'scope: deployment',
      'scope: deployment\nform: no-such-form',
      /R30: it names the form no-such-form, and there is no file forms\/no-such-form\.yaml/,
    ],
    [
      'a fact derived from an answer nobody is asked for',
      'facts.yaml',
      'field: high-risk-left',
      'field: high-risk-right',
      /The fact highRiskLeft is derived from R18\.high-risk-right, which is not asked/,
    ],
    [
      'a fact derived from an answer of another kind',
      'facts.yaml',
      'requirement: R18, field: high-risk-left',
      'requirement: R18, field: risks',
      /The fact highRiskLeft is derived from R18\.risks, whose answers it does not know/,
    ],
    [
      'rules that go in a circle',
      'requirements/R18.yaml',
      'applies: { fact: personalData, equals: true }',
      'applies: { fact: highRiskLeft, equals: true }',
      /The rules go in a circle: R18 needs the answer of R18/,
    ],
    [
      'a signature by a role nobody knows',
      'gates.yaml',
      /(signOff:[\s\S]*?)roles: \[deployment-owner\]/,
      '$1roles: [ward-manager]',
      /gates\.1 \(pilot\)\.signOff\.0 \(ask\)\.roles\.0 must be a role/,
    ],
    [
      'a step that nobody signs',
      'gates.yaml',
      /(signOff:[\s\S]*?)roles: \[deployment-owner\]/,
      '$1roles: []',
      /signOff\.0 \(ask\)\.roles must name at least one role/,
    ],
    [
      'a step that waits for one that is not before it',
      'gates.yaml',
      'after: [ask]',
      'after: [technology]',
      /Gate pilot: step safety: there is no step technology before it/,
    ],
    [
      'a step that is closed to who signed one that is not there',
      'gates.yaml',
      'notBy: [ask]',
      'notBy: [evidenc]',
      /Gate pilot: step safety: there is no step evidenc before it/,
    ],
    [
      'two steps of one name',
      'gates.yaml',
      'id: information',
      'id: safety',
      /Gate pilot: the step safety stands there twice/,
    ],
    [
      'a step named like a check',
      'gates.yaml',
      'id: technology',
      'id: version-chosen',
      /Gate pilot: step version-chosen: this id has another meaning/,
    ],
    [
      'a rule of all with a number of people',
      'gates.yaml',
      'rule: all',
      'rule: all\n        people: 3',
      /Gate scale: step advice: people goes with the rule any/,
    ],
    [
      'a signature before a cease',
      'gates.yaml',
      /(id: cease\n[\s\S]*?checks: \[\])/,
      '$1\n    signOff: [{ id: ask, name: Ask, statement: I ask., rule: any, roles: [staff] }]',
      /Gate cease: nothing may block a cease, a signature neither/,
    ],
    [
      'a signature before there is a deployment',
      'gates.yaml',
      'decidedBy: [executive-sponsor, deployment-owner]',
      'decidedBy: [executive-sponsor, deployment-owner]\n    signOff: [{ id: ask, name: Ask, statement: I ask., rule: any, roles: [staff] }]',
      /Gate assess: it is decided before there is a deployment to sign for/,
    ],
    [
      'a version that is no version',
      'framework.yaml',
      'version: 2026.11.4',
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
    expect(problems().join('\n')).toMatch(/^gates\.yaml: the file is missing\.$/)
  })

  test('a file with another ending is named, not passed over', () => {
    writeFileSync(join(directory, 'requirements/R51.yml'), '')
    expect(problems()).toEqual(['requirements/R51.yml: the name of the file must end in .yaml.'])
  })

  test('what is missing or of another kind is said in plain words', () => {
    edit(r30, /^sources:[\s\S]*$/m, 'sources: words')
    edit('requirements/R18.yaml', /^sources:[\s\S]*$/m, '')
    expect(problems()).toEqual([
      'requirements/R18.yaml: sources is missing.',
      'requirements/R30.yaml: sources must be a list.',
    ])
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
