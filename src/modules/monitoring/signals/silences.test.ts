import { describe, expect, test } from 'vitest'
import type { MonitoringPlan, PlanMeasure } from '../model.js'
import { isTold, type ToldSignal } from './silence-told.js'
import { silencesOf } from './silences.js'

const measureOf = (measure: string, threshold = ''): PlanMeasure => ({
  id: `mea_${measure}`,
  measure,
  threshold,
  direction: 'increase',
  passMark: null,
  target: null,
  unit: '',
  onSignal: '',
})

const LETTERS = measureOf('typed-share', 'Letters right')
const MINUTES = measureOf('typed-mean', 'Minutes saved')
const AUROC = measureOf('auroc')

const planOf = (...measures: PlanMeasure[]): MonitoringPlan => ({
  id: 'pla_1',
  deploymentId: 'dep_1',
  organisationId: 'org_1',
  period: 'week',
  startsOn: '2026-05-04',
  followUpDays: 0,
  graceDays: 14,
  minimumEvents: 8,
  limitsAfter: null,
  ownerId: 'per_1',
  ownerName: 'Owner',
  rules: ['missing-data'],
  concernRule: 'two-periods-or-past-limit',
  onSignal: '',
  stopRule: '',
  fixedBy: 'per_1',
  fixedByName: 'Owner',
  fixedAt: new Date('2026-05-01T09:00:00Z'),
  measures,
  thresholds: [],
})

const end = (site: string, subject: string, to: string) => ({ site, subject, to })
const LETTERS_AT = 'typed-share Letters right'
const MINUTES_AT = 'typed-mean Minutes saved'
const EARLY = '2026-05-18'
const LATE = '2026-06-15'
/** EARLY is two weeks past its next week, LATE is not. */
const TODAY = '2026-06-20'

const silent = (plan: MonitoringPlan, ends: ReturnType<typeof end>[], today = TODAY) =>
  silencesOf(plan, ends, today).map(({ site, name }) => [site, name])

describe('what is silent', () => {
  const both = planOf(LETTERS, MINUTES)

  test('nothing ever came, or everything stopped: the whole, once', () => {
    expect(silent(both, [])).toEqual([['', '']])
    const stopped = ['North', 'South'].flatMap((site) => [
      end(site, LETTERS_AT, EARLY),
      end(site, MINUTES_AT, EARLY),
    ])
    expect(silent(both, stopped)).toEqual([['', '']])
  })

  test('one site of which nothing comes is one, however many figures it sent', () => {
    const ends = [
      end('North', LETTERS_AT, EARLY),
      end('North', MINUTES_AT, EARLY),
      end('South', LETTERS_AT, LATE),
      end('South', MINUTES_AT, LATE),
    ]
    expect(silent(both, ends)).toEqual([['North', '']])
  })

  test('one figure that comes from nowhere is one, however many sites sent it', () => {
    const ends = ['North', 'South'].flatMap((site) => [
      end(site, LETTERS_AT, LATE),
      end(site, MINUTES_AT, EARLY),
    ])
    expect(silent(both, ends)).toEqual([['', 'Minutes saved']])
  })

  test('a silent site and a silent figure at once are two; a figure of that site alone is not a third', () => {
    const ends = [
      end('East', MINUTES_AT, EARLY),
      end('North', LETTERS_AT, LATE),
      end('North', MINUTES_AT, EARLY),
      end('South', LETTERS_AT, LATE),
    ]
    expect(silent(both, ends)).toEqual([
      ['East', ''],
      ['', 'Minutes saved'],
    ])
    expect(silent(both, [end('East', MINUTES_AT, EARLY), end('North', LETTERS_AT, LATE)])).toEqual([
      ['East', ''],
    ])
  })

  test('a figure that one site stopped sending while another does is of that site', () => {
    const ends = [
      end('North', LETTERS_AT, LATE),
      end('North', MINUTES_AT, EARLY),
      end('South', MINUTES_AT, LATE),
    ]
    expect(silent(both, ends)).toEqual([['North', 'Minutes saved']])
  })

  test('a measure that was added last week is waited for as long as any other', () => {
    const added = { ...both, fixedAt: new Date('2026-06-08T09:00:00Z') }
    const ends = [end('', LETTERS_AT, LATE)]
    // The week of the 8th ends on the 15th and is due by the 29th.
    expect(silent(added, ends, '2026-06-29')).toEqual([])
    expect(silent(added, ends, '2026-06-30')).toEqual([['', 'Minutes saved']])
  })

  test('immature: with follow-up, nothing is overdue before it has passed', () => {
    const followed = { ...both, followUpDays: 30 }
    expect(silent(followed, [end('', LETTERS_AT, LATE), end('', MINUTES_AT, EARLY)])).toEqual([])
  })

  test('sites and figures of before the plan, what it does not watch and gaps are not expected', () => {
    const gaps = planOf(LETTERS, measureOf('typed-days', 'Days between falls'))
    const ends = [
      end('Old site', LETTERS_AT, '2026-04-27'),
      end('South', LETTERS_AT, LATE),
      end('South', 'typed-days Days between falls', EARLY),
      end('South', 'Something else', EARLY),
      end('South', `${LETTERS_AT} | sex | female`, EARLY),
    ]
    expect(silent(gaps, ends)).toEqual([])
  })

  test('the log is one stream; a figure of it that comes by itself counts to it', () => {
    const logged = planOf(LETTERS, AUROC, measureOf('brier'))
    const letters = end('', LETTERS_AT, LATE)
    expect(silent(logged, [letters, end('', '', EARLY)])).toEqual([['', 'the log']])
    expect(silent(logged, [letters, end('', '', EARLY), end('', 'auroc', LATE)])).toEqual([])
    expect(silent(logged, [letters])).toEqual([['', 'AUROC and Brier score']])
    expect(silent(logged, [letters, end('', 'auroc', LATE)])).toEqual([['', 'Brier score']])
  })

  test('figures given for the whole before sites told theirs apart are not missed', () => {
    const ends = [end('', LETTERS_AT, EARLY), end('North', LETTERS_AT, LATE)]
    expect(silent(planOf(LETTERS), ends)).toEqual([])
  })
})

describe('what was told', () => {
  const plan = planOf(LETTERS, MINUTES)
  const at = (site: string, to: string) => [end(site, LETTERS_AT, to), end(site, MINUTES_AT, to)]
  const signalsOf = (ends: ReturnType<typeof end>[], state = 'new'): ToldSignal[] =>
    silencesOf(plan, ends, TODAY).map((one) => ({
      rule: 'missing-data',
      site: one.site,
      subject: one.subject,
      windowFrom: one.window.from,
      windowTo: one.window.to,
      state,
    }))
  const untold = (ends: ReturnType<typeof end>[], signals: ToldSignal[], today = TODAY) =>
    silencesOf(plan, ends, today)
      .filter((one) => !isTold(one, signals))
      .map(({ site, name }) => [site, name])
  const north = [...at('North', EARLY), ...at('South', LATE)]

  test.each(['new', 'explained', 'closed'])('a site that is silent holds while %s', (state) => {
    const later = [...at('North', EARLY), ...at('South', '2026-12-14')]
    expect(untold(later, signalsOf(north, state), '2026-12-20')).toEqual([])
  })

  test('also under a plan that is fixed anew by month', () => {
    const monthly = { ...plan, period: 'month' as const }
    const [silence] = silencesOf(monthly, north, TODAY)
    expect(silence && isTold(silence, signalsOf(north, 'closed'))).toBe(true)
  })

  test('figures that returned and stopped again are a new cause', () => {
    const later = [...at('North', LATE), ...at('South', '2026-12-14')]
    expect(untold(later, signalsOf(north, 'closed'), '2026-12-20')).toEqual([['North', '']])
  })

  test('after all were silent, a site that stays so waits for the answer and is then told', () => {
    const all = [...at('North', EARLY), ...at('South', EARLY)]
    expect(untold(north, signalsOf(all))).toEqual([])
    expect(untold(north, signalsOf(all, 'explained'))).toEqual([['North', '']])
  })

  test('an open signal of all that stopped later than a site covers that site; an older one does not', () => {
    const all = [...at('North', EARLY), ...at('South', EARLY)]
    const later = [...at('North', LATE), ...at('South', '2026-12-14')]
    expect(untold(later, signalsOf(all), '2026-12-20')).toEqual([['North', '']])
  })
})
