import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import type { Point, Signal } from '../../model.js'
import { pointOf } from '../../testing/points.js'
import { groupWords, rangeWords } from '../../words.js'
import { groupSentence, groupSignals } from './group-signals.js'

const pointAt = (id: string, windowFrom: string, versionName: string): Point =>
  pointOf(0, {
    id,
    windowFrom,
    windowTo: addDays(windowFrom, 7),
    versionId: `ver_${versionName}`,
    versionName,
  })

const signalOn = (measure: string, pointIds: string[], changes: Partial<Signal> = {}): Signal => ({
  id: `sig_${changes.rule ? 2 : 1}_${measure}`,
  deploymentId: 'dep_1',
  organisationId: 'org_1',
  rule: 'one-side',
  way: 'wrong',
  measure,
  threshold: measure === 'sensitivity' ? 'alert' : '',
  site: '',
  versionId: 'ver_2.3',
  windowFrom: '2026-09-14',
  windowTo: '2026-09-21',
  pointIds,
  sentence: `${measure} was low.`,
  becameConcernAt: null,
  concernSentence: null,
  ownerId: 'acc_1',
  ownerName: 'Person',
  due: '2026-10-01',
  state: 'new',
  raisedAt: new Date('2026-09-22T09:00:00Z'),
  answer: null,
  answeredByName: null,
  answeredAt: null,
  revision: 1,
  ...changes,
})

const POINTS = [
  pointAt('old', '2026-08-31', '2.2'),
  pointAt('first', '2026-09-07', '2.3'),
  pointAt('second', '2026-09-14', '2.3'),
]
const PAST = { rule: 'interval-beyond-pass-mark' }

describe('one cause reads as one', () => {
  test.each<[string, Signal[], string[]]>([
    ['nothing open, nothing to do', [signalOn('auroc', ['old'], { state: 'explained' })], []],
    [
      'measures that began with a version',
      [signalOn('auroc', ['first', 'second']), signalOn('sensitivity', ['first'])],
      ['AUROC and Sensitivity at “alert” have run the wrong way since version 2.3 was installed.'],
    ],
    [
      'one measure by two rules is named once',
      [signalOn('auroc', ['second']), signalOn('auroc', ['second'], PAST)],
      ['AUROC ran the wrong way in the week of 14 September 2026.'],
    ],
    [
      'a pass mark that never was reached does not say it got worse',
      [signalOn('auroc', ['first'], PAST), signalOn('brier', ['first'], PAST)],
      ['AUROC and Brier score have been past their pass marks since version 2.3 was installed.'],
    ],
    [
      'concerns first; other ways, sites and points stand apart',
      [
        signalOn('auroc', [], { way: 'right' }),
        signalOn('brier', [], { site: 'Main', becameConcernAt: new Date('2026-09-22') }),
        signalOn('missing', [], { way: 'missing' }),
      ],
      [
        'Brier score at Main ran the wrong way in the week of 14 September 2026.',
        'Figures are missing in the week of 14 September 2026.',
        'AUROC ran the right way in the week of 14 September 2026.',
      ],
    ],
  ])('%s', (_, signals, sentences) => {
    expect(groupSignals(signals, POINTS).map(groupSentence)).toEqual(sentences)
  })
})

test.each([
  ['18–44', '18 to 44'],
  ['2026-01', '2026-01'],
  ['75 and over', '75 and over'],
])('the value %s reads %s', (value, words) => {
  expect(rangeWords(value)).toBe(words)
})

test.each([
  ['age_band', '18-44', 'Age band 18 to 44'],
  ['sex', 'female', 'Sex female'],
  ['IMD', '75 and over', 'IMD 75 and over'],
])('a group %s %s reads %s', (column, value, words) => {
  expect(groupWords(column, value)).toBe(words)
})
