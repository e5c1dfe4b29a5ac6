import { isCoarse } from './finish/refine-grid.js'
import type { MeasuredGroup } from './finish/measured.js'
import type { BinningError, Metric, Metrics } from './finish/metric.js'
import type { MeasureResult } from './measure-files.js'
import type { MeasureRequest } from './request.js'

const SHOWN: readonly (readonly [name: string, heading: string])[] = [
  ['auroc', 'AUROC'],
  ['auprc_ap', 'Average precision'],
  ['oe', 'Observed/expected'],
  ['cal_slope', 'Calibration slope'],
  ['brier', 'Brier score'],
  ['ece_width10', 'Calibration error'],
  ['sensitivity', 'Sensitivity'],
  ['specificity', 'Specificity'],
  ['ppv', 'Positive predictive value'],
  ['flag_rate', 'Flag rate'],
]
const IN_TABLE = ['auroc', 'oe', 'sensitivity', 'ppv'] as const
const MOST_GROUPS = 40

const WHY: Readonly<Record<string, string>> = {
  no_rows: 'no rows',
  one_class: 'one outcome only',
  not_probability: 'scores are not probabilities',
  empty_denominator: 'nothing to divide by',
  separation: 'the outcomes part completely',
  constant_score: 'one score only',
  no_expected_events: 'no events expected',
}

const number = (count: number): string => count.toLocaleString('en-GB')

function figureText(metric: Metric | undefined): string {
  if (typeof metric !== 'object' || metric === null || !('value' in metric)) return 'not asked for'
  const { value, low, high, reason } = metric
  if (value === null)
    return `none: ${WHY[reason ?? ''] ?? (reason ?? 'not computed').replaceAll('_', ' ')}`
  const bounds = low === null || high === null ? '' : ` (${low.toFixed(3)} to ${high.toFixed(3)})`
  return `${value.toFixed(3)}${bounds}`
}

const countsText = (
  rows: number,
  used: number,
  excluded: Readonly<Record<string, number>>,
): string =>
  [
    `${number(rows)} ${rows === 1 ? 'row' : 'rows'}, ${number(used)} used`,
    ...Object.entries(excluded).map(
      ([reason, count]) => `${number(count)} left out: ${reason.replaceAll('_', ' ')}`,
    ),
  ].join('; ')

const errorOf = ({ auroc }: Metrics): BinningError | undefined =>
  typeof auroc === 'object' && auroc !== null && 'binning_error' in auroc
    ? auroc.binning_error
    : undefined

function coarseText({ overall, groups }: MeasureResult): readonly string[] {
  const all = [overall, ...groups.map(({ metrics }) => metrics)]
  const coarse = all.filter(isCoarse)
  if (coarse.length === 0) return []
  return [
    `Bins move the AUROC of ${number(coarse.length)} of ${number(all.length)} (overall and groups) by more than 0.02 of its standard error: use --exact for those.`,
  ]
}

function binningText({ overall, held }: MeasureResult): readonly string[] {
  const error = errorOf(overall)
  if (!error) return []
  const share =
    error.in_standard_errors === null
      ? ''
      : `, ${error.in_standard_errors.toFixed(4)} of its standard error`
  return [
    `Scores were counted in bins (${held}). That moves the AUROC by about ${error.expected.toExponential(1)}${share}, and by at most ${error.bound.toExponential(1)}. --exact uses every score.`,
  ]
}

function driftText({ drift }: Metrics): readonly string[] {
  if (typeof drift !== 'object' || drift === null || !('n_ref' in drift)) return []
  const { n_ref: before, n_cur: now, ks_stat: largest } = drift
  const rows = `${number(Number(now))} scores outside the reference against ${number(Number(before))} in it`
  const [psi, chance] = [drift['psi_decile_floor1e-4'], drift['psi_decile_chi2_ref_95']]
  if (typeof psi !== 'number' || typeof chance !== 'number' || typeof largest !== 'number')
    return [`Drift of the score: none, ${rows}.`]
  return [
    `Drift of the score: population stability index ${psi.toFixed(4)} (by chance below ${chance.toFixed(4)} in 95 of 100), largest distance of the distributions ${largest.toFixed(4)}; ${rows}.`,
  ]
}

const overallLines = (metrics: Metrics): readonly string[] =>
  SHOWN.filter(([name]) => metrics[name] !== undefined).map(
    ([name, heading]) =>
      `  ${heading.padEnd(28)}${figureText(metrics[name])}${byChanceText(metrics[`${name}_by_chance`])}`,
  )

const byChanceText = (metric: Metric | undefined): string =>
  typeof metric === 'number' ? ` (chance alone makes it ${metric.toFixed(3)})` : ''

function groupTable(
  columns: readonly string[],
  groups: readonly MeasuredGroup[],
): readonly string[] {
  const shown = IN_TABLE.filter((name) => groups[0]?.metrics[name] !== undefined)
  const headings = [...columns, 'rows', 'used', 'events', ...shown]
  const rows = groups
    .slice(0, MOST_GROUPS)
    .map(({ by, rows, used, metrics }) => [
      ...columns.map((column) => by[column] ?? '(none)'),
      number(rows),
      number(used),
      number(Number(metrics['n_pos'])),
      ...shown.map((name) => figureText(metrics[name])),
    ])
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...rows.map((row) => row[i]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd()
  const more = groups.length - rows.length
  return [
    '',
    `By ${columns.join(' × ')}`,
    line(headings),
    ...rows.map(line),
    ...(more > 0 ? [`  and ${number(more)} more: --json gives them all.`] : []),
  ]
}

/** The result for people, with its denominators; intervals are 95%. */
export function describeMeasured(measured: MeasureResult, request: MeasureRequest): string {
  const { rows, used, excluded, overall, groups, notes } = measured
  const tables = request.breakdowns.flatMap((columns) => {
    const own = groups.filter(({ by }) => Object.keys(by).join('\n') === columns.join('\n'))
    return groupTable(columns, own)
  })
  return [
    countsText(rows, used, excluded),
    `${number(Number(overall['n_pos']))} events, ${number(Number(overall['n_neg']))} without. 95% intervals in brackets.`,
    ...overallLines(overall),
    ...driftText(overall),
    ...binningText(measured),
    ...coarseText(measured),
    ...notes,
    ...tables,
  ].join('\n')
}
