import { individualLimits } from './i-chart.js'
import { drawShewhart, type ShewhartChart, type ShewhartOptions } from './shewhart-chart.js'

const POWER = 3.6

const back = (y: number): number => (y <= 0 ? 0 : y ** POWER)

/**
 * A t chart for rare events: times between events as an i chart of y^(1/3.6), drawn on the scale of
 * y, not below 0. Source: Nelson 1994; as qicharts2 0.8.1.
 * @throws RangeError for a time that is not above 0.
 */
export function tChart(
  times: readonly (number | null)[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const wrong = times.find((time) => time !== null && !(time > 0))
  if (wrong !== undefined) throw new RangeError(`a time between events is above 0, not ${wrong}`)
  const roots = times.map((time) => (time === null ? null : time ** (1 / POWER)))
  const { centre, limitAt, reason } = individualLimits(roots, options)
  const values = times.map((y) => ({ y, n: null }))
  return drawShewhart('t-chart/1', values, {
    centre: centre === null ? null : back(centre),
    limitAt: limitAt && ((deviations) => back(limitAt(deviations, null))),
    range: [0, Infinity],
    ...(reason ? { reason } : {}),
  })
}
