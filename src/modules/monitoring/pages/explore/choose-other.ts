import type { CalendarDate } from '#kernel/time.js'
import type { ShownSlice } from './body.js'
import { cusumView } from './cusum-view.js'
import { ewmaView } from './ewma-view.js'
import { completeOf, OTHER_CHARTS, type OtherKind, type OtherView } from './other-view.js'
import { vladView } from './vlad-view.js'

/** The chart that somebody chose of a slice, or why it cannot be drawn. */
export const otherView = (
  kind: OtherKind,
  { points, watched, plan }: Pick<ShownSlice, 'points' | 'watched' | 'plan'>,
  today: CalendarDate,
): OtherView => {
  if (!plan) return { why: 'No monitoring plan is fixed yet.' }
  const series = completeOf(points, watched, today)
  if (kind === 'vlad') return vladView(series, watched)
  return kind === 'ewma' ? ewmaView(series, watched, plan) : cusumView(series, watched, plan)
}

/** The choices beside the chart of the plan. */
export const chartChoices = [
  { value: '', label: 'As the plan judges it' },
  ...Object.entries(OTHER_CHARTS).map(([value, label]) => ({ value, label })),
]
