import type { FormState } from '#kernel/declare/page.js'
import { dateOfParts, datePartsOf } from '#ui/index.js'
import { catalogueMeasure } from '../../catalogue/read-catalogue.js'
import { RULES, type MonitoringPlan } from '../../model.js'
import { MOST_MEASURES } from '../../plan/plan-rules.js'

type Values = FormState['values']

const one = (values: Values, name: string): string => {
  const value = values[name] ?? ''
  return (typeof value === 'string' ? value : (value[0] ?? '')).trim()
}

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
  measures: rowsOf(MOST_MEASURES).flatMap((place) => {
    const measure = one(values, `measures.${place}.measure`)
    if (measure === '') return []
    return [
      {
        measure,
        threshold: one(values, `measures.${place}.threshold`),
        direction: one(values, `measures.${place}.direction`),
        passMark: one(values, `measures.${place}.passMark`),
        target: one(values, `measures.${place}.target`),
        unit: one(values, `measures.${place}.unit`),
        onSignal: one(values, `measures.${place}.onSignal`),
      },
    ]
  }),
})

/** The measures that stand in the form, by place. */
export const measuresIn = (values: Values): string[] =>
  rowsOf(MOST_MEASURES).flatMap((place) => one(values, `measures.${place}.measure`) || [])

/** What a form starts from besides the plan. */
interface Start {
  today: string
  ownerId: string
  /** Measures of the catalogue to add. */
  chosen: readonly string[]
}

/** The plan that holds, or a sensible start, with what was chosen, as the values of the form. */
export const planValues = (
  plan: MonitoringPlan | null,
  { today, ownerId, chosen }: Start,
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
    [...(plan?.measures ?? []).map(rowOf), ...newRows(plan, chosen)]
      .slice(0, MOST_MEASURES)
      .flatMap((row, place) =>
        Object.entries(row).map(([name, value]) => [`measures.${place}.${name}`, value]),
      ),
  ),
})

const rowOf = (measure: MonitoringPlan['measures'][number]): Record<string, string> => ({
  measure: measure.measure,
  threshold: measure.threshold,
  direction: measure.direction,
  passMark: measure.passMark === null ? '' : String(measure.passMark),
  target: measure.target === null ? '' : String(measure.target),
  unit: measure.unit,
  onSignal: measure.onSignal,
})

/** Rows for measures of the catalogue that the plan does not have yet, with what it suggests. */
const newRows = (
  plan: MonitoringPlan | null,
  chosen: readonly string[],
): Record<string, string>[] =>
  [...new Set(chosen)].flatMap((id) => {
    const found = catalogueMeasure(id)
    if (!found || plan?.measures.some(({ measure }) => measure === id)) return []
    const { direction, unit, onSignal } = found
    return [{ measure: id, threshold: '', direction, unit, onSignal }]
  })

/** 0, 1, … for so many rows. */
export const rowsOf = (count: number): number[] =>
  Array.from({ length: count }, (_, place) => place)
