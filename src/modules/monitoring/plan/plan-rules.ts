import { catalogueMeasure } from '../catalogue/read-catalogue.js'
import { ASPECTS, type Aspect } from '../catalogue/catalogue-schema.js'
import { measureKind, measureName, type Direction } from '../measures.js'
import type { PlanRule } from '../model.js'
import { noIntervalOf } from '../no-interval.js'

/** Measures a plan usually has: fewer leave a side unwatched, more make false signals (issue 4). */
export const USUAL_MEASURES = { fewest: 3, most: 6 } as const

/** Most measures a plan may have at all. */
export const MOST_MEASURES = 10

/** What is judged of one measure of a plan. */
interface GivenMeasure {
  measure: string
  threshold: string
  direction: Direction
  passMark: number | null
  target: number | null
}

interface MeasureProblem {
  field: 'threshold' | 'passMark' | 'target'
  message: string
}

/** What is wrong with one measure of a plan; empty when nothing is. */
export const measureProblems = (given: GivenMeasure): MeasureProblem[] => [
  ...thresholdProblems(given),
  ...markProblems(given),
]

const thresholdProblems = ({ measure, threshold }: GivenMeasure): MeasureProblem[] => {
  const kind = measureKind(measure)?.kind
  const wanted = kind === 'threshold' || kind === 'typed' || kind === 'named'
  if (kind === undefined || wanted === (threshold !== '')) return []
  if (kind === 'threshold')
    return [{ field: 'threshold', message: 'Name the threshold this measure uses.' }]
  if (kind === 'typed') return [{ field: 'threshold', message: 'Name the figure.' }]
  if (kind === 'named') {
    const message = 'Name the category, or what the values or forecasts are, as the log has it.'
    return [{ field: 'threshold', message }]
  }
  const message = 'This measure does not use a threshold. Leave the threshold empty.'
  return [{ field: 'threshold', message }]
}

const markProblems = ({ measure, direction, passMark, target }: GivenMeasure): MeasureProblem[] => {
  const [low, high] = measureKind(measure)?.bounds ?? [null, null]
  const outside = (mark: number | null): boolean =>
    mark !== null && ((low !== null && mark < low) || (high !== null && mark > high))
  const range = high === null ? `${low} or more` : `a share from ${low} to ${high}, such as 0.85`
  if (outside(passMark)) return [{ field: 'passMark', message: `The pass mark is ${range}.` }]
  if (outside(target)) return [{ field: 'target', message: `The target is ${range}.` }]
  if (direction === 'neutral' && passMark !== null) {
    const message = 'A measure where neither way is better has no pass mark. Leave it empty.'
    return [{ field: 'passMark', message }]
  }
  if (passMark === null || target === null || direction === 'neutral') return []
  const reached = direction === 'increase' ? target >= passMark : target <= passMark
  const message = `The target must be as good as the pass mark of ${passMark}, or better.`
  return reached ? [] : [{ field: 'target', message }]
}

/** The aspect of a measure in the catalogue; null for one's own. */
const aspectOf = (measure: string): Aspect | null => catalogueMeasure(measure)?.aspect ?? null

/**
 * What a person should know about a choice of measures, in sentences: too few, too many, an aspect that
 * nobody watches, or a rule that cannot fire. A plan may be fixed all the same.
 */
export const planWarnings = ({
  measures,
  rules,
}: {
  measures: readonly Pick<GivenMeasure, 'measure' | 'threshold' | 'passMark'>[]
  rules: readonly PlanRule[]
}): string[] => {
  const { fewest, most } = USUAL_MEASURES
  const count = measures.length
  const unwatched = ASPECTS.filter((aspect) =>
    measures.every((one) => aspectOf(one.measure) !== aspect),
  )
  const own = measures.some(({ measure }) => aspectOf(measure) === null)
  return [
    ...(count < fewest
      ? [
          `${count === 1 ? 'One measure is' : `${count} measures are`} watched. With fewer than three, something can go wrong that none of them shows.`,
        ]
      : []),
    ...(count > most
      ? [
          `${count} measures are watched. With more than six, each period brings more signals that are chance, and people stop looking.`,
        ]
      : []),
    ...(unwatched.length > 0 && !own
      ? [`No measure looks at ${unwatched.map((aspect) => ASPECT_WORDS[aspect]).join(', or at ')}.`]
      : []),
    ...(rules.includes('interval-beyond-pass-mark') ? withoutIntervalWords(measures) : []),
  ]
}

const withoutIntervalWords = (
  measures: readonly Pick<GivenMeasure, 'measure' | 'threshold' | 'passMark'>[],
): string[] =>
  measures.flatMap(({ measure, threshold, passMark }) => {
    const without = noIntervalOf(measure)
    if (passMark === null || !without) return []
    return [
      `${measureName(measure, threshold)} has no interval, so the rule about the whole interval never raises a signal on it. ${without.instead}`,
    ]
  })

/** An aspect in words. */
const ASPECT_WORDS: Readonly<Record<Aspect, string>> = {
  process: 'process (is it running, and on what)',
  product: 'product (is the tool itself as good as it was)',
  people: 'people (how they use it, and what they get from it)',
}
