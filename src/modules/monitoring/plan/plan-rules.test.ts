import { describe, expect, test } from 'vitest'
import { RULES } from '../model.js'
import { fixPlanInput } from './plan-input.js'
import { measureProblems, planWarnings } from './plan-rules.js'

const given = (changes: Partial<Parameters<typeof measureProblems>[0]> = {}) => ({
  measure: 'uptime',
  threshold: '',
  direction: 'increase' as const,
  passMark: 0.95,
  target: null,
  ...changes,
})

describe('one measure of a plan', () => {
  test.each([
    ['nothing', given(), []],
    ['nothing', given({ target: 0.99 }), []],
    ['nothing', given({ direction: 'decrease', passMark: 0.2, target: 0.1 }), []],
    ['nothing', given({ direction: 'neutral', passMark: null, target: 0.5 }), []],
    ['a target short of the pass mark', given({ target: 0.9 }), ['target']],
    [
      'a target past the pass mark',
      given({ direction: 'decrease', passMark: 0.1, target: 0.2 }),
      ['target'],
    ],
    ['a pass mark that is no share', given({ passMark: 95 }), ['passMark']],
    [
      'a target below nothing',
      given({ measure: 'complaints', passMark: null, target: -1 }),
      ['target'],
    ],
    ['a pass mark with no better way', given({ direction: 'neutral' }), ['passMark']],
    ['a threshold that is not used', given({ threshold: 'working' }), ['threshold']],
    ['a missing threshold', given({ measure: 'sensitivity' }), ['threshold']],
    ['a missing name', given({ measure: 'typed-share' }), ['threshold']],
  ])('%s: %o', (_, measure, fields) => {
    expect(measureProblems(measure).map(({ field }) => field)).toEqual(fields)
  })
})

describe('a pass mark or target with a percent sign', () => {
  const marked = (measure: string, passMark: unknown, threshold = '') => {
    const direction = 'increase'
    const measures = [{ measure, threshold, direction, passMark, target: '97.5 %' }]
    return fixPlanInput.shape.measures.safeParse(measures)
  }

  test.each([
    ['uptime', ''],
    ['sensitivity', 'working'],
    ['typed-share', 'Notes edited'],
  ])('is a share of %s', (measure, threshold) => {
    const read = marked(measure, '95%', threshold)
    expect(read.data).toMatchObject([{ passMark: 0.95, target: 0.975 }])
  })

  test.each([
    ['auroc', '', 'AUROC: Write 0.95, without a % sign: this measure is from 0 to 1'],
    ['typed', 'Notes edited', 'Notes edited: Write the figure without a % sign, in the unit'],
  ])('is refused of %s, with what to write', (measure, threshold, words) => {
    const { error } = marked(measure, '95%', threshold)
    expect(error?.issues.map(({ path }) => path)).toEqual([
      [0, 'passMark'],
      [0, 'target'],
    ])
    expect(error?.issues[0]?.message).toContain(words)
  })

  test('that is no number is refused as before', () => {
    expect(marked('uptime', 'most %').error?.issues[0]?.message).toContain('as a number')
    expect(marked('uptime', '195%').error?.issues[0]?.message).toContain('from 0 to 1')
  })
})

describe('a choice of measures', () => {
  const three = ['uptime', 'version-as-approved', 'overridden']
  test.each([
    [three, []],
    [['uptime'], [/^One measure is watched. With fewer than three/, /product .*, or at people/]],
    [
      ['uptime', 'complaints'],
      [/^2 measures are watched. With fewer/, /No measure looks at product \(/],
    ],
    [
      [...three, 'complaints', 'items-processed', 'minutes-saved', 'data-age'],
      [/^7 measures are watched. With more than six/],
    ],
    [['typed', 'typed-share', 'uptime'], []],
  ])('%o', (ids, warnings) => {
    const measures = ids.map((measure) => given({ measure }))
    const said = planWarnings({ measures, rules: [...RULES] })
    expect(said).toHaveLength(warnings.length)
    warnings.forEach((warning, place) => expect(said[place]).toMatch(warning))
  })
  test('a rule that cannot fire on a measure without an interval is told', () => {
    const measures = [
      given({ measure: 'ece_width10', direction: 'decrease', passMark: 0.05 }),
      given({ measure: 'typed-days', threshold: 'Days between falls', passMark: 30 }),
      given({ measure: 'typed-cases', threshold: 'Cases between falls', passMark: null }),
      given({ measure: 'score_psi', direction: 'decrease', passMark: 0.2 }),
    ]
    expect(planWarnings({ measures, rules: ['interval-beyond-pass-mark'] })).toEqual([
      'Expected calibration error has no interval, so the rule about the whole interval never raises a signal on it. Watch the calibration slope or observed to expected beside it.',
    ])
    expect(planWarnings({ measures, rules: ['special-cause'] })).toEqual([])
  })
})
