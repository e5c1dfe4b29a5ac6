import { broken, totalOf } from './cell-problems.js'
import type { Summary, SummaryCell } from './summary-format.js'

const keyOf = ({ window, version, site, group }: SummaryCell): string =>
  JSON.stringify([window.from, window.to, version, site, group])

const namesOf = (thresholds: Summary['thresholds']): string =>
  JSON.stringify(thresholds.map(({ name, value }) => [name, value]))

const isComplete = ({ figures, events }: SummaryCell): boolean =>
  figures !== null && events !== null

/** What in a whole summary contradicts itself, in sentences; none when all is well. */
export function summaryProblems(summary: Summary): readonly string[] {
  const { cells, rows, used } = summary
  const whole = cells.filter((cell) => cell.group === null)
  const full = summary.measure === 'prediction' ? cells.filter((cell) => !cell.withheld) : []
  const forecasts = summary.measure === 'forecast' ? cells.filter((cell) => !cell.withheld) : []
  const names = namesOf(summary.thresholds)
  return broken([
    [
      new Set(cells.map(keyOf)).size < cells.length,
      'Two parts are of the same window, version, site and group.',
    ],
    [
      used + totalOf(summary.excluded) !== rows,
      'Rows used and rows left out must add up to all rows.',
    ],
    [
      whole.reduce((sum, cell) => sum + cell.used, 0) !== used,
      'The rows used in the parts do not add up to the whole.',
    ],
    [
      !full.every(isComplete) || forecasts.some(({ errors }) => !errors),
      'A part has no figures and does not say why.',
    ],
    [
      !full.every((cell) => namesOf(cell.thresholds) === names),
      'Every part must have the thresholds of the whole.',
    ],
  ])
}
