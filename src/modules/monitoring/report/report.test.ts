import { describe, expect, test } from 'vitest'
import type { Signal } from '../model.js'
import { isOfMonth, monthReport, type MonthOf } from './report.js'
import { pointOf } from '../testing/points.js'

const auroc = {
  id: 'mea_1',
  measure: 'auroc',
  threshold: '',
  direction: 'increase' as const,
  passMark: 0.8,
  unit: '',
  target: null,
  onSignal: '',
}
const month = (changes: Partial<MonthOf> = {}): MonthOf => ({
  id: 'dep_1',
  name: 'Example triage, chest pain clinic',
  inUse: true,
  state: 'running',
  plan: { minimumEvents: 8, measures: [auroc] },
  signals: [],
  newest: [pointOf(0, { value: 0.88, low: 0.82, high: 0.93 })],
  missingSince: null,
  today: '2026-01-19',
  ...changes,
})
const signal = (changes: Partial<Signal> = {}): Signal => ({
  id: 'sig_1',
  deploymentId: 'dep_1',
  organisationId: 'org_1',
  rule: 'outside-limit',
  way: 'wrong',
  measure: 'auroc',
  threshold: '',
  site: '',
  versionId: null,
  windowFrom: '2026-01-05',
  windowTo: '2026-01-12',
  pointIds: [],
  sentence: 'AUROC was 0.70.',
  becameConcernAt: null,
  concernSentence: null,
  ownerId: 'acc_1',
  ownerName: 'Olu Owner',
  due: '2026-01-19',
  state: 'new',
  raisedAt: new Date('2026-01-12T09:00:00Z'),
  answer: null,
  answeredByName: null,
  answeredAt: null,
  revision: 1,
  ...changes,
})
const low = pointOf(0, { value: 0.7, low: 0.65, high: 0.75 })
const brief = (one: MonthOf) => {
  const { alert, advise, assure } = monthReport([one])
  return [alert, advise, assure].map((lines) => lines.map(({ words }) => words))
}

describe('a month in the order of alert, advise, assure', () => {
  test('a figure that reaches its pass mark is assurance with what it rests on', () => {
    expect(brief(month())).toEqual([
      [],
      [],
      [
        'AUROC: 0.88 (0.82 to 0.93) in the week of 5 January 2026, on 200 cases, 60 with the outcome.',
      ],
    ])
  })

  test('a figure that falls short of its pass mark and may by chance is no assurance', () => {
    const short = pointOf(0, { value: 0.78, low: 0.72, high: 0.83 })
    expect(brief(month({ newest: [short] }))).toEqual([
      [],
      [
        'AUROC: 0.78 (0.72 to 0.83) in the week of 5 January 2026, on 200 cases, 60 with the outcome. It does not reach its pass mark of 0.8; its interval does, so that may be chance.',
      ],
      [],
    ])
  })

  test('an open signal the wrong way is an alert, and its figure is not assurance', () => {
    expect(brief(month({ signals: [signal()] }))).toEqual([
      ['AUROC was 0.70. Raised on 12 January 2026. Olu Owner answers it by 19 January 2026.'],
      [],
      [],
    ])
  })

  test('a site or a figure that stopped while others come is advised of; the whole is told once', () => {
    const missing = { rule: 'missing-data', way: 'missing' as const, measure: 'missing' }
    const sentence = 'No figures from North have come in for the week of 5 January 2026.'
    const north = signal({ ...missing, site: 'North', sentence })
    const minutes = signal({ ...missing, id: 'sig_2', threshold: 'Minutes saved' })
    const stands = 'Raised on 12 January 2026. Olu Owner answers it by 19 January 2026.'
    const [, advise] = brief(month({ signals: [north, minutes] }))
    expect(advise).toEqual([`${sentence} ${stands}`, `${minutes.sentence} ${stands}`])
    const all = month({ signals: [signal(missing)], missingSince: '2026-01-05', newest: [] })
    expect(brief(all)[1]).toEqual([
      'Figures are missing since the period that began on 5 January 2026.',
    ])
  })

  test('one that was not answered in time says by when it was to be, and how long ago', () => {
    const [[late] = []] = brief(month({ signals: [signal()], today: '2026-02-02' }))
    expect(late).toBe(
      'AUROC was 0.70. Raised on 12 January 2026. Olu Owner was to answer it by 19 January 2026, 14 days ago.',
    )
    const answered = signal({
      state: 'acted-on',
      answer: 'Asked the supplier.',
      answeredByName: 'Olu Owner',
    })
    expect(brief(month({ signals: [answered], today: '2026-02-02' }))[0]).toEqual([
      'AUROC was 0.70. Raised on 12 January 2026. Olu Owner: Asked the supplier.',
    ])
  })

  test('several of one cause are one alert that lists each figure once, with its rules', () => {
    const sentence = (name: string, rule: string) =>
      `${name} was 0.70 (0.65 to 0.75) in the week of 5 January 2026, version 1.0, on 200 cases. Rule: ${rule}, the wrong way. The pass mark is 0.8.`
    const signals = [
      signal({ sentence: sentence('AUROC', 'one point outside the limits') }),
      signal({
        id: 'sig_2',
        rule: 'interval-beyond-pass-mark',
        sentence: sentence('AUROC', 'the whole interval is past the pass mark'),
      }),
      signal({ id: 'sig_3', measure: 'ppv', threshold: 'high', sentence: sentence('PPV', 'x') }),
      signal({ id: 'sig_4', windowFrom: '2026-01-12', windowTo: '2026-01-19' }),
      signal({ id: 'sig_5', way: 'changed' }),
    ]
    const { alert, advise } = monthReport([month({ signals })])
    expect(alert).toHaveLength(2)
    expect(advise).toHaveLength(1)
    const [cause, other] = alert
    expect(cause?.words).toBe(
      '2 figures went the wrong way in the week of 5 January 2026. Raised on 12 January 2026. Olu Owner answers it by 19 January 2026.',
    )
    expect(cause?.touches?.map(({ words, after }) => [words, after])).toEqual([
      [signals[0]?.sentence, ''],
      [signals[2]?.sentence, ''],
    ])
    expect(cause?.touches?.map(({ rules }) => rules.map(({ words }) => words))).toEqual([
      ['one point outside the limits', 'the whole interval is past the pass mark'],
      ['one point outside the limits'],
    ])
    const hrefs = cause?.touches?.flatMap(({ rules }) => rules.map(({ href }) => href.slice(-5)))
    expect(hrefs).toEqual(['sig_1', 'sig_2', 'sig_3'])
    expect(other?.touches).toBeUndefined()
  })

  test('signals of one cause that stand differently each say how they stand', () => {
    const signals = [
      signal(),
      signal({
        id: 'sig_2',
        measure: 'ppv',
        state: 'explained',
        answer: 'A new scanner.',
        answeredByName: 'Olu Owner',
      }),
    ]
    const [cause] = monthReport([month({ signals })]).alert
    expect(cause?.words).toBe('2 figures went the wrong way in the week of 5 January 2026.')
    expect(cause?.touches?.map(({ after }) => after)).toEqual([
      'Raised on 12 January 2026. Olu Owner answers it by 19 January 2026.',
      'Raised on 12 January 2026. Olu Owner: A new scanner.',
    ])
  })

  test('a closed one is advice with its answer', () => {
    const closed = signal({
      state: 'closed',
      answer: 'A new scanner.',
      answeredByName: 'Olu Owner',
    })
    expect(brief(month({ signals: [closed] }))[1]).toEqual([
      'AUROC was 0.70. Raised on 12 January 2026. Olu Owner: A new scanner.',
    ])
  })

  test('a figure wholly past its pass mark is an alert also without a signal', () => {
    expect(brief(month({ newest: [low] }))[0]?.[0]).toContain('wholly past its pass mark')
  })

  test.each<[string, Partial<MonthOf>, number, string]>([
    ['a stop', { state: 'stop-called' }, 0, 'An emergency stop was called'],
    ['a pause', { state: 'paused' }, 0, 'It is paused.'],
    ['use without a plan', { plan: null, newest: [] }, 1, 'no monitoring plan'],
    ['missing figures', { missingSince: '2026-01-05', newest: [] }, 1, 'missing since the period'],
    ['a change that is neither', { signals: [signal({ way: 'changed' })] }, 1, 'AUROC was'],
    ['no complete period', { newest: [] }, 1, 'No period became complete'],
    ['a change for the better', { signals: [signal({ way: 'right' })] }, 2, 'AUROC was'],
  ])('%s stands where a board looks for it', (_, changes, place, words) => {
    expect(brief(month(changes))[place]?.join(' ')).toContain(words)
  })

  test('too few cases are never assurance', () => {
    expect(brief(month({ newest: [pointOf(0, { events: 3 })] }))[2]).toEqual([])
  })
})

describe('the signals of a month', () => {
  const january = { from: '2026-01-01', end: '2026-02-01' }
  const raised = (day: string) => ({ raisedAt: new Date(`${day}T09:00:00Z`) })

  test.each<[string, Partial<Signal>, boolean]>([
    ['about a period of the month, raised then', {}, true],
    ['about a period of the month, raised after it', raised('2026-03-05'), true],
    [
      'about an earlier period, raised in the month',
      { windowTo: '2025-12-15', state: 'closed' },
      true,
    ],
    [
      'about an earlier period, raised before and waiting',
      { windowTo: '2025-12-15', ...raised('2025-12-20') },
      true,
    ],
    [
      'about an earlier period, raised before and answered',
      { windowTo: '2025-12-15', state: 'explained', ...raised('2025-12-20') },
      false,
    ],
    ['about a later period', { windowTo: '2026-02-02', ...raised('2026-02-03') }, false],
    [
      'about a period that ended with the month before',
      { windowTo: '2026-01-01', ...raised('2026-02-03') },
      false,
    ],
    [
      'raised in the last hour of the month in London',
      { windowTo: '2025-12-15', raisedAt: new Date('2026-01-31T23:30:00Z') },
      true,
    ],
  ])('%s', (_, changes, belongs) => {
    expect(isOfMonth(signal(changes), january)).toBe(belongs)
  })
})
