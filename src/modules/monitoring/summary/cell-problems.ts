import { numericErrors } from '#statistics/numeric-error.js'
import {
  type ConfusionCounts,
  ERROR_FIGURE_NAMES,
  FEWEST_ROWS,
  FIGURE_NAMES,
  type FigureName,
  type SummaryCell,
  type SummaryFigure,
  THRESHOLD_FIGURE_NAMES,
  type ThresholdFigureName,
} from './summary-format.js'

/** Something that must not be so, and the sentence to say when it is. */
type Rule = readonly [broken: boolean, sentence: string]

/** The sentences of the rules that are broken. */
export const broken = (rules: readonly Rule[]): readonly string[] =>
  rules.filter(([isBroken]) => isBroken).map(([, sentence]) => sentence)

/** The sum of counts by reason. */
export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const SLACK = 1e-9

function outOfOrder({ value, low, high }: SummaryFigure): boolean {
  if (value === null) return low !== null || high !== null
  return (low !== null && low > value + SLACK) || (high !== null && high < value - SLACK)
}

function disagrees({ value, numerator, denominator }: SummaryFigure): boolean {
  if (numerator === undefined || denominator === undefined) return true
  if (denominator === 0 || value === null) return denominator !== 0 || value !== null
  return Math.abs(value - numerator / denominator) > SLACK
}

function expectsOtherwise(figures: SummaryCell['figures']): boolean {
  if (!figures) return false
  const { value, events, expected } = figures.oe
  if (expected === undefined) return false
  return value === null || !agrees(value * expected, events)
}

const chanceIsImpossible = (figures: SummaryCell['figures']): boolean =>
  (figures?.ece_width10.expected ?? 0) > 1

/** What lies from 0 to 1, and what is 0 or more, by what it is. */
const HIGHEST: Readonly<Partial<Record<FigureName, number>>> = {
  auroc: 1,
  auprc_ap: 1,
  brier: 1,
  ece_width10: 1,
  oe: Infinity,
}

const impossible = (figures: SummaryCell['figures']): readonly string[] =>
  FIGURE_NAMES.flatMap((name) => {
    const [value, highest] = [figures?.[name].value ?? null, HIGHEST[name]]
    if (value === null || highest === undefined || (value >= 0 && value <= highest)) return []
    return [`No ${name} is ${value}: it is ${highest === 1 ? 'from 0 to 1' : '0 or more'}.`]
  })

type Share = readonly [numerator: number, denominator: number]

const shares = ({ tp, fp, tn, fn }: ConfusionCounts): Record<ThresholdFigureName, Share> => ({
  sensitivity: [tp, tp + fn],
  specificity: [tn, tn + fp],
  ppv: [tp, tp + fp],
  npv: [tn, tn + fn],
  flag_rate: [tp + fp, tp + fp + tn + fn],
})

function tableProblems(table: ConfusionCounts): readonly string[] {
  const expected = shares(table)
  return THRESHOLD_FIGURE_NAMES.flatMap((name) => {
    const figure = table.figures[name]
    const [numerator, denominator] = expected[name]
    const wrong = figure.numerator !== numerator || figure.denominator !== denominator
    return broken([
      [wrong, `The ${name} does not agree with the counts beside it.`],
      [disagrees(figure), `The ${name} does not agree with its numerator and denominator.`],
      [outOfOrder(figure), `The ${name} lies outside its interval.`],
    ])
  })
}

function histogramProblems({ histogram, events, used, figures }: SummaryCell): readonly string[] {
  if (!histogram) return []
  const { bins, auroc, auroc_error } = histogram
  const binned = bins.reduce((sum, bin) => sum + bin.events, 0)
  const rows = bins.reduce((sum, bin) => sum + bin.events + bin.non_events, 0)
  const parted = bins.some((bin, i) => i > 0 && (bin.low === null || bin.low !== bins[i - 1]?.high))
  const exact = figures?.auroc.value ?? null
  const known = auroc !== null && auroc_error !== null && exact !== null
  return broken([
    [binned !== events || rows !== used, 'The histogram does not hold every row used.'],
    [parted, 'The bins of a histogram must follow one another.'],
    [
      known && Math.abs(auroc - auroc_error - exact) > SLACK,
      'The error of a histogram does not agree with the AUROC.',
    ],
  ])
}

const agrees = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= SLACK * Math.max(1, Math.abs(b)))

function awaitedProblems({ awaited = [], excluded, group }: SummaryCell): readonly string[] {
  if (awaited.length === 0) return []
  const rows = awaited.reduce((sum, bin) => sum + bin.rows, 0)
  const parted = awaited.some(
    (bin, i) => i > 0 && (bin.low === null || bin.low !== awaited[i - 1]?.high),
  )
  return broken([
    [group !== null, 'Only the whole has bins of rows that wait for their outcome.'],
    [
      rows !== excluded.outcome_not_known,
      'The bins must hold every row that waits for its outcome.',
    ],
    [parted, 'The bins of rows that wait must follow one another.'],
  ])
}

function errorProblems({ errors, used }: SummaryCell): readonly string[] {
  if (!errors) return []
  const expected = numericErrors(errors)
  return broken([
    [errors.n !== used, 'The errors must be of every row used.'],
    ...ERROR_FIGURE_NAMES.map((name): Rule => {
      const [given, own] = [errors.figures[name], expected[name]]
      const parts = ['value', 'low', 'high'] as const
      const wrong = parts.some((part) => !agrees(given[part], own[part]))
      return [wrong || given.n !== errors.n, `The ${name} does not agree with its sums.`]
    }),
  ])
}

function isEmpty(cell: SummaryCell): boolean {
  const parts = [cell.events, cell.non_events, cell.figures, cell.decision, cell.certain_scores]
  const more = [cell.histogram, cell.numeric, cell.errors ?? null, cell.categories]
  return [...parts, ...more].every((part) => part === null) && cell.thresholds.length === 0
}

function withholdingProblems(cell: SummaryCell): readonly string[] {
  const few = cell.used < FEWEST_ROWS
  const reason = cell.used === 0 ? 'no_used_rows' : few ? 'fewer_than_10_rows' : null
  return broken([
    [cell.withheld !== reason, 'Figures are withheld under 10 used rows, and only then.'],
    [few && !isEmpty(cell), 'A part with fewer than 10 used rows has figures.'],
    [few && cell.group !== null, 'A group has fewer than 10 used rows.'],
  ])
}

/** What in one part of a summary contradicts itself, in sentences; none when all is well. */
export function cellProblems(cell: SummaryCell): readonly string[] {
  const { events, non_events: nonEvents, thresholds, decision, figures, numeric } = cell
  const counted = events !== null && nonEvents !== null
  const apart = thresholds.filter(
    ({ tp, fp, tn, fn }) => counted && (tp + fn !== events || fp + tn !== nonEvents),
  )
  const loose = [...Object.values(figures ?? {}), ...(numeric ? [numeric.mean] : [])]
  return [
    ...broken([
      [
        cell.used + totalOf(cell.excluded) !== cell.rows,
        'Rows used and rows left out must add up to all rows.',
      ],
      [
        counted && events + nonEvents !== cell.used,
        'Events and non-events must add up to the rows used.',
      ],
      [loose.some(outOfOrder), 'A figure lies outside its interval.'],
      [
        expectsOtherwise(figures),
        'Observed to expected does not agree with the events and the expected number.',
      ],
      [
        chanceIsImpossible(figures),
        'No ece_width10 is expected by chance to be above 1: it is from 0 to 1.',
      ],
    ]),
    ...impossible(figures),
    ...withholdingProblems(cell),
    ...apart.map(
      ({ name }) => `The counts at the threshold “${name}” do not add up to events and non-events.`,
    ),
    ...[...thresholds, ...(decision ? [decision] : [])].flatMap(tableProblems),
    ...histogramProblems(cell),
    ...errorProblems(cell),
    ...awaitedProblems(cell),
  ]
}
