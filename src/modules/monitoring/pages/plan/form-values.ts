import type { FormState } from '#kernel/describe.js'
import { dateOfParts, datePartsOf } from '#ui/index.js'
import { MEASURES_IN_A_PLAN, RULES, type MonitoringPlan } from '../../model.js'

type Values = FormState['values']

const one = (values: Values, name: string): string => {
  const value = values[name] ?? ''
  return (typeof value === 'string' ? value : (value[0] ?? '')).trim()
}

const ROWS = MEASURES_IN_A_PLAN[1]

/** Rows of thresholds that the form offers. */
export const THRESHOLD_ROWS = 3

/** What the form of a plan asks for, as the command takes it; empty rows are left out. */
export const planInput = (values: Values, deploymentId: string): object => ({
  deploymentId,
  replaces: one(values, 'replaces'),
  period: one(values, 'period'),
  startsOn: dateOfParts(values, 'startsOn'),
  followUpDays: one(values, 'followUpDays'),
  graceDays: one(values, 'graceDays'),
  minimumEvents: one(values, 'minimumEvents'),
  limitsAfter: one(values, 'limitsAfter'),
  ownerId: one(values, 'ownerId'),
  rules: [values['rules'] ?? []].flat(),
  concernRule: one(values, 'concernRule') || undefined,
  onSignal: one(values, 'onSignal'),
  stopRule: one(values, 'stopRule'),
  thresholds: rowsOf(THRESHOLD_ROWS).flatMap((place) => {
    const name = one(values, `thresholds.${place}.name`)
    const value = one(values, `thresholds.${place}.value`)
    return name === '' && value === '' ? [] : [{ name, value }]
  }),
  measures: rowsOf(ROWS).flatMap((place) => {
    const measure = one(values, `measures.${place}.measure`)
    if (measure === '') return []
    return [
      {
        measure,
        threshold: one(values, `measures.${place}.threshold`),
        direction: one(values, `measures.${place}.direction`),
        passMark: one(values, `measures.${place}.passMark`),
        unit: one(values, `measures.${place}.unit`),
      },
    ]
  }),
})

/** The plan that holds, or a sensible start, as the values of the form. */
export const planValues = (
  plan: MonitoringPlan | null,
  today: string,
  ownerId: string,
): Values => ({
  replaces: plan?.id ?? '',
  period: plan?.period ?? 'week',
  ...datePartsOf('startsOn', plan?.startsOn ?? today),
  followUpDays: String(plan?.followUpDays ?? 30),
  graceDays: String(plan?.graceDays ?? 28),
  minimumEvents: String(plan?.minimumEvents ?? 8),
  limitsAfter: plan?.limitsAfter ? String(plan.limitsAfter) : '',
  ownerId: plan?.ownerId ?? ownerId,
  rules: plan ? [...plan.rules] : [...RULES],
  concernRule: plan?.concernRule ?? 'two-periods-or-past-limit',
  onSignal: plan?.onSignal ?? '',
  stopRule: plan?.stopRule ?? '',
  ...Object.fromEntries(
    (plan?.thresholds ?? []).flatMap(({ name, value }, place) => [
      [`thresholds.${place}.name`, name],
      [`thresholds.${place}.value`, String(value)],
    ]),
  ),
  ...Object.fromEntries(
    (plan?.measures ?? []).flatMap((measure, place) => [
      [`measures.${place}.measure`, measure.measure],
      [`measures.${place}.threshold`, measure.threshold],
      [`measures.${place}.direction`, measure.direction],
      [`measures.${place}.passMark`, measure.passMark === null ? '' : String(measure.passMark)],
      [`measures.${place}.unit`, measure.unit],
    ]),
  ),
})

/** 0, 1, … for so many rows. */
export const rowsOf = (count: number): number[] =>
  Array.from({ length: count }, (_, place) => place)
