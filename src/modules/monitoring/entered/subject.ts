import type { PlanMeasure } from '../model.js'

/** What tells the figures of one window apart: the measure, and the group where it is of one. */
export const subjectOf = (
  { measure, threshold }: Pick<PlanMeasure, 'measure' | 'threshold'>,
  group: { by: string; value: string } | null,
): string => {
  const name = measure === 'typed' ? threshold : `${measure} ${threshold}`.trim()
  return group ? `${name} | ${group.by} | ${group.value}` : name
}
