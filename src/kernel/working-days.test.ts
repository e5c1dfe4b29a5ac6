import { expect, test } from 'vitest'
import { addWorkingDays, isWorkingDay } from './working-days.js'

test.each([
  ['a Monday', '2026-11-02', 1, '2026-11-03'],
  ['a Friday goes over the weekend', '2026-11-06', 1, '2026-11-09'],
  ['a Saturday counts from Monday on', '2026-11-07', 1, '2026-11-09'],
  ['two days over Easter', '2026-04-02', 2, '2026-04-08'],
  ['Christmas Eve: Christmas, the weekend and the substitute day', '2026-12-24', 1, '2026-12-29'],
  ['the same day, on a Sunday, is Monday', '2026-11-08', 0, '2026-11-09'],
  ['the same day, on a working day', '2026-11-02', 0, '2026-11-02'],
])('working days after %s', (_case, from, days, to) => {
  expect(addWorkingDays(from, days)).toBe(to)
})

test('weekends and bank holidays are no working days', () => {
  expect(['2026-11-01', '2026-11-02', '2026-05-25'].map((day) => isWorkingDay(day))).toEqual([
    false,
    true,
    false,
  ])
})
