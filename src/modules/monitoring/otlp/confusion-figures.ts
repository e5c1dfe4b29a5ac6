import type { Confusion } from '#statistics/confusion.js'
import { measureKind } from '../measures.js'
import type { MonitoringPlan } from '../model.js'
import { confusionCounts } from '../summary/cell-figures.js'
import { FEWEST_ROWS, THRESHOLD_FIGURE_NAMES } from '../summary/summary-format.js'
import type { DataPoint } from './data-points.js'
import { calledOf, slugOf, thresholdOf } from './find-measure.js'
import { keyOf, type MappedFigure, type PlacedPoint } from './map-points.js'

const COUNTS = ['tp', 'fp', 'tn', 'fn'] as const
type Count = (typeof COUNTS)[number]

/** What the counts of an export came to; the other points, and why some counts were not taken. */
export interface CountedFigures {
  figures: readonly MappedFigure[]
  /** Keys of the figures, so that the same ones sent as they are give way. */
  keys: ReadonlySet<string>
  others: readonly PlacedPoint[]
  rejected: readonly { point: DataPoint; reason: string }[]
}

interface Counted {
  first: PlacedPoint
  threshold: string | null
  points: DataPoint[]
  counts: Partial<Record<Count, number>>
}

/** The rates of a plan's thresholds from counts of true and false positives and negatives. */
export const confusionFigures = (
  placed: readonly PlacedPoint[],
  plan: Pick<MonitoringPlan, 'measures' | 'thresholds'>,
): CountedFigures => {
  const gathered = new Map<string, Counted>()
  const others: PlacedPoint[] = []
  for (const one of placed) {
    const count = COUNTS.find((name) => name === slugOf(calledOf(one.point)))
    const { reading } = one.point
    if (!count || reading.kind !== 'number') others.push(one)
    else gather(gathered, one, count, thresholdOf(one.point, plan), reading.value)
  }
  const figures: MappedFigure[] = []
  const rejected: { point: DataPoint; reason: string }[] = []
  for (const { first, threshold, points, counts } of gathered.values()) {
    const found = figuresOf(first, threshold, counts, plan)
    if (typeof found === 'string')
      rejected.push(...points.map((point) => ({ point, reason: found })))
    else figures.push(...found)
  }
  const keys = figures.map(({ measure, ...place }) =>
    keyOf(place, measure.measure, measure.threshold),
  )
  return { figures, keys: new Set(keys), others, rejected }
}

const gather = (
  gathered: Map<string, Counted>,
  one: PlacedPoint,
  count: Count,
  threshold: string | null,
  value: number,
): void => {
  const key = keyOf(one.place, threshold ?? '')
  const known = gathered.get(key) ?? { first: one, threshold, points: [], counts: {} }
  known.points.push(one.point)
  known.counts[count] = value
  gathered.set(key, known)
}

const isWhole = (counts: Partial<Confusion>): counts is Confusion =>
  COUNTS.every((name) => {
    const count = counts[name]
    return count !== undefined && Number.isInteger(count) && count >= 0
  })

const figuresOf = (
  { place }: PlacedPoint,
  threshold: string | null,
  counts: Partial<Confusion>,
  plan: Pick<MonitoringPlan, 'measures'>,
): MappedFigure[] | string => {
  if (!isWhole(counts)) return 'tp, fp, tn and fn must come together, as whole numbers'
  const total = counts.tp + counts.fp + counts.tn + counts.fn
  if (total < FEWEST_ROWS) return `fewer than ${FEWEST_ROWS} cases are not taken`
  const { figures } = confusionCounts(counts)
  const watched = plan.measures.filter(
    (measure) =>
      measureKind(measure.measure)?.kind === 'threshold' &&
      (threshold === null || measure.threshold === threshold),
  )
  if (new Set(watched.map((one) => one.threshold)).size > 1)
    return 'the plan has several thresholds: say at which one the counts are'
  const found = watched.flatMap((measure) => {
    const name = THRESHOLD_FIGURE_NAMES.find((one) => one === measure.measure)
    return name ? [{ ...place, measure, figure: figures[name] }] : []
  })
  return found.length > 0 ? found : 'the plan watches nothing at this threshold'
}
