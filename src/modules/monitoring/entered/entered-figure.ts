import { casesBetweenEvents } from '#statistics/cases-between-events.js'
import { ratePerThousand } from '#statistics/count-rate.js'
import type { Figure } from '#statistics/figure.js'
import { meanFromSums } from '#statistics/mean-from-sums.js'
import { proportion } from '#statistics/proportion.js'
import { timeBetweenEvents } from '#statistics/time-between-events.js'
import type { MeasureKind } from '../measures.js'
import { summaryFigure } from '../summary/cell-figures.js'
import type { SummaryFigure } from '../summary/summary-format.js'

/** How a figure that was given as it is came about, as it stands with the point. */
const TYPED_METHOD = 'typed-in/1'
export const ENTERED_SHARE_METHOD = 'share-wilson/1'
const ENTERED_COUNT_METHOD = 'count-exact-poisson/1'

/** What somebody gives for one period: the parts that the kind of figure needs; null for the rest. */
export interface EnteredParts {
  value: number | null
  numerator: number | null
  denominator: number | null
  n: number | null
  sd: number | null
  low: number | null
  high: number | null
}

/** A part that is missing or makes no sense, and what to do about it. */
export interface PartProblem {
  field: keyof EnteredParts
  message: string
}

type Entered = { figure: SummaryFigure } | { problem: PartProblem }

const problem = (field: keyof EnteredParts, message: string): Entered => ({
  problem: { field, message },
})

const isCount = (value: number | null): value is number =>
  value !== null && Number.isInteger(value) && value >= 0

/**
 * The figure of one period from what was given, with the interval its kind has: Wilson for a share,
 * exact Poisson for a rate or a count, Student's t for a mean with its standard deviation, that of the
 * mean gap for one gap between rare events. What has
 * none keeps the interval that was given, or none. A problem names the part to mend; a figure that the
 * measure cannot have, such as an AUROC of 71, is one.
 */
export const enteredFigure = (
  kind: Pick<MeasureKind, 'figure' | 'chart' | 'bounds'>,
  parts: EnteredParts,
): Entered => outOfBounds(kind, parts) ?? figureOfKind(kind, parts)

const figureOfKind = (
  kind: Pick<MeasureKind, 'figure' | 'chart'>,
  parts: EnteredParts,
): Entered => {
  if (kind.chart === 't' || kind.chart === 'g') return betweenEvents(parts, kind.chart)
  switch (kind.figure) {
    case 'share':
      return shareOf(parts)
    case 'rate':
      return rateOf(parts)
    case 'count':
      return countOf(parts)
    case 'mean':
    case 'time':
      return meanOf(parts)
    default:
      return asGiven(parts)
  }
}

/** Of figures that are given as they are; counts are held to their own rules. */
const outOfBounds = (
  { figure, bounds: [low, high] }: Pick<MeasureKind, 'figure' | 'bounds'>,
  parts: EnteredParts,
): Entered | null => {
  if (figure === 'share' || figure === 'rate' || figure === 'count') return null
  const field = (['value', 'low', 'high'] as const).find((part) => {
    const given = parts[part]
    return given !== null && ((low !== null && given < low) || (high !== null && given > high))
  })
  if (!field) return null
  const range = high === null ? `${low} or more` : `from ${low} to ${high}`
  return problem(field, `This measure is ${range}, and ${parts[field]} is not.`)
}

const shareOf = ({ numerator, denominator }: EnteredParts): Entered => {
  if (!isCount(numerator))
    return problem('numerator', 'Enter how many there were as a whole number, such as 12.')
  if (!isCount(denominator) || denominator === 0)
    return problem('denominator', 'Enter of how many as a whole number from 1.')
  if (numerator > denominator)
    return problem('numerator', `There cannot be more than the ${denominator} it is taken of.`)
  const figure = proportion(ENTERED_SHARE_METHOD, numerator, denominator)
  return { figure: { ...summaryFigure(figure, { n: denominator }), numerator, denominator } }
}

const rateOf = ({ numerator, denominator }: EnteredParts): Entered => {
  if (!isCount(numerator))
    return problem('numerator', 'Enter how many events as a whole number, such as 3.')
  if (!isCount(denominator) || denominator === 0)
    return problem('denominator', 'Enter over how many uses as a whole number from 1.')
  const figure = ratePerThousand(numerator, denominator)
  return { figure: { ...summaryFigure(figure, { n: denominator }), numerator, denominator } }
}

const countOf = ({ value, numerator }: EnteredParts): Entered => {
  const count = numerator ?? value
  if (!isCount(count)) return problem('value', 'Enter the count as a whole number, such as 4.')
  const { low, high, se } = ratePerThousand(count, 1000)
  const figure: Figure = { value: count, low, high, se, method: ENTERED_COUNT_METHOD }
  return { figure: summaryFigure(figure, { n: count }) }
}

const meanOf = (parts: EnteredParts): Entered => {
  const { value, n, sd } = parts
  if (sd === null) return asGiven(parts)
  if (value === null) return problem('value', 'Enter the mean as a number, such as 3.5.')
  if (!isCount(n) || n < 2)
    return problem('n', 'Enter over how many items the mean is taken: 2 or more.')
  if (sd < 0) return problem('sd', 'The standard deviation is 0 or more.')
  const sums = { n, sum: n * value, sum_squares: (n - 1) * sd * sd + n * value * value }
  return { figure: summaryFigure({ ...meanFromSums(sums), value }, { n }) }
}

const betweenEvents = ({ value }: EnteredParts, chart: 't' | 'g'): Entered => {
  if (chart === 'g' && !isCount(value))
    return problem('value', 'Enter the cases between events as a whole number.')
  if (value === null || (chart === 't' && value <= 0))
    return problem('value', 'Enter the days since the event before, more than 0.')
  const figure = chart === 'g' ? casesBetweenEvents(1, value) : timeBetweenEvents(1, value)
  return { figure: summaryFigure(figure, { n: 1 }) }
}

const asGiven = ({ value, n, low, high }: EnteredParts): Entered => {
  if (value === null) return problem('value', 'Enter the figure as a number, such as 0.85.')
  if (!isCount(n) || n === 0)
    return problem('n', 'Enter how many it is taken over as a whole number from 1.')
  if ((low !== null && low > value) || (high !== null && high < value))
    return problem('low', 'The figure must lie within its interval.')
  return { figure: summaryFigure(plain(value, low, high), { n }) }
}

const plain = (value: number, low: number | null, high: number | null): Figure => ({
  value,
  low,
  high,
  se: null,
  method: TYPED_METHOD,
})
