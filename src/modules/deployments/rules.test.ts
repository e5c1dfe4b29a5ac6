import { describe, expect, test } from 'vitest'
import type { DeploymentStage, StageChange } from './model.js'
import { nextAction } from './next-action.js'
import { standings, wasOpenedByGate, type StageStanding } from './rules.js'

type Move = Pick<StageChange, 'from' | 'to' | 'gate'>

const opened: Move = { from: null, to: 'assess', gate: 'passed' }
const passed = (from: DeploymentStage, to: DeploymentStage): Move => ({ from, to, gate: 'passed' })

describe('where each stage stands', () => {
  test.each<[string, DeploymentStage, Move[], StageStanding[]]>([
    ['at assess', 'assess', [opened], ['current', 'to-come', 'to-come', 'to-come', 'to-come']],
    [
      'two gates passed',
      'implement',
      [opened, passed('assess', 'pilot'), passed('pilot', 'implement')],
      ['passed', 'passed', 'current', 'to-come', 'to-come'],
    ],
    [
      'registered in use: no gate was passed here',
      'usual',
      [{ from: null, to: 'usual', gate: 'not-passed-here' }],
      ['not-passed-here', 'not-passed-here', 'not-passed-here', 'current', 'to-come'],
    ],
    [
      'rolled back: the gate it passed before still reads passed',
      'pilot',
      [
        opened,
        passed('assess', 'pilot'),
        passed('pilot', 'implement'),
        { from: 'implement', to: 'pilot', gate: 'rolled-back' },
      ],
      ['passed', 'current', 'to-come', 'to-come', 'to-come'],
    ],
    [
      'ceased from the pilot: it stopped there',
      'cease',
      [opened, passed('assess', 'pilot'), { from: 'pilot', to: 'cease', gate: 'ceased' }],
      ['passed', 'stopped', 'to-come', 'to-come', 'to-come'],
    ],
    [
      'a stage skipped by its gate was not passed here',
      'implement',
      [opened, passed('assess', 'implement')],
      ['passed', 'not-passed-here', 'current', 'to-come', 'to-come'],
    ],
  ])('%s', (_case, stage, moves, expected) => {
    expect(standings(stage, moves).map((one) => one.standing)).toEqual(expected)
  })

  test.each<[string, Move[], boolean]>([
    ['opened by its gate', [opened], true],
    ['registered directly', [{ from: null, to: 'assess', gate: 'not-passed-here' }], false],
    ['a later gate is not the first', [passed('assess', 'pilot')], false],
    ['nothing known', [], false],
  ])('the first stage: %s', (_case, moves, expected) => {
    expect(wasOpenedByGate(moves)).toBe(expected)
  })
})

describe('the next action, most urgent first', () => {
  const today = '2026-11-02'
  const running: Parameters<typeof nextAction>[0] = {
    id: 'dep_1',
    stage: 'usual',
    state: 'running',
    version: { id: 'ver_1', name: '2.3' },
    pilotEnds: null,
    reviewDue: null,
  }
  const nothing = { hasOpenStop: false, openTasks: 0, today }

  test.each<[string, Partial<typeof running>, Partial<typeof nothing>, string | null]>([
    ['nothing presses before business as usual', { stage: 'assess' }, {}, 'gates'],
    ['in use, with no day for its review', {}, {}, 'edit/dates'],
    ['in use, its review still to come', { reviewDue: '2027-01-01' }, {}, 'monitoring'],
    [
      'an open stop comes before all',
      { state: 'ceased' },
      { hasOpenStop: true, openTasks: 2 },
      'stop',
    ],
    ['ceased, with things to settle', { state: 'ceased' }, { openTasks: 1 }, 'cease'],
    ['ceased and settled', { state: 'ceased', version: null }, {}, null],
    ['paused', { state: 'paused', version: null }, {}, 'resume'],
    ['parked', { state: 'parked' }, {}, 'resume'],
    ['no version', { version: null, reviewDue: '2026-01-01' }, {}, 'version'],
  ])('%s', (_case, deployment, given, page) => {
    const action = nextAction({ ...running, ...deployment }, { ...nothing, ...given })
    expect(action?.href ?? null).toBe(page && `/register/deployments/dep_1/${page}`)
  })

  test.each<[string, Partial<typeof running>, string]>([
    [
      'its pilot ended yesterday',
      { stage: 'pilot', pilotEnds: '2026-11-01' },
      'The pilot is past its end',
    ],
    ['its pilot ends today', { stage: 'pilot', pilotEnds: today }, 'See what the next gate asks'],
    [
      'an end of a pilot it has left',
      { pilotEnds: '2026-01-01' },
      'Say when its next review is due',
    ],
    ['its review is due today', { reviewDue: today }, 'Its review is due'],
    ['its review is due tomorrow', { reviewDue: '2026-11-03' }, 'See how it is doing'],
  ])('the words when %s', (_case, deployment, words) => {
    expect(nextAction({ ...running, ...deployment }, nothing)?.words).toContain(words)
  })
})
