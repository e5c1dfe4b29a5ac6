import type { XmrChart } from './xmr-chart.js'

/** Charts of parts that follow one another, as one; its icons are those of the last. Null for none. */
export function joinedCharts(charts: readonly XmrChart[]): XmrChart | null {
  const last = charts.at(-1)
  if (!last) return null
  return {
    ...last,
    segments: charts.flatMap(({ segments }) => segments),
    points: charts.flatMap(({ points }, group) =>
      points.map((point) => ({ ...point, rebase_group: group })),
    ),
    warnings: [...new Set(charts.flatMap(({ warnings }) => warnings))],
  }
}
