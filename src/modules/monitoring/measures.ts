import { catalogueMeasure } from './catalogue/read-catalogue.js'
import { chartFor, type FigureKind } from './figure-kinds.js'
import { MEASURES, type MeasureKind } from './measure-list.js'

export { MEASURES, type Direction, type MeasureKind } from './measure-list.js'

/** The decision as the log carries it, in place of a threshold on the score. */
export const AS_DECIDED = 'as decided'

const BOUNDS: Readonly<Record<FigureKind, MeasureKind['bounds']>> = {
  share: [0, 1],
  rate: [0, null],
  count: [0, null],
  time: [null, null],
  mean: [null, null],
  score: [null, null],
}

/** The kind of a measure by its id: computed, one's own, or of the catalogue; else undefined. */
export const measureKind = (id: string): MeasureKind | undefined => {
  const known = MEASURES.find((measure) => measure.id === id)
  if (known) return known
  const found = catalogueMeasure(id)
  if (!found) return undefined
  const { name, kind: figure, chart = chartFor(figure), direction, numerator, denominator } = found
  const of = denominator.startsWith('none') ? '' : `, of ${denominator}`
  const says = `${numerator.charAt(0).toUpperCase()}${numerator.slice(1)}${of}.`
  return { id, name, kind: 'counted', figure, chart, direction, bounds: BOUNDS[figure], says }
}

/** Whether a measure comes as figures or counts that people or systems give, not from a log. */
export const isEntered = (id: string): boolean => {
  const kind = measureKind(id)?.kind
  return kind === 'typed' || kind === 'counted'
}

const nameOfNamed = ({ id, name }: MeasureKind, named: string): string => {
  if (id === 'category') return `Share “${named}”`
  return id === 'mean' ? `Mean of “${named}”` : `${name} of “${named}”`
}

/** A measure as people read it: "Sensitivity at working", "Brier score", "Minutes waited". */
export const measureName = (measure: string, threshold: string): string => {
  const kind = measureKind(measure)
  if (kind?.kind === 'typed') return threshold
  if (kind?.kind === 'named' && threshold !== '') return nameOfNamed(kind, threshold)
  const name = kind?.name ?? measure
  if (threshold === '') return name
  return threshold === AS_DECIDED ? `${name}, as decided` : `${name} at “${threshold}”`
}

/** Whether each figure of a measure is one gap between two rare events (g and t charts). */
export const isGap = (measure: string): boolean => {
  const chart = measureKind(measure)?.chart
  return chart === 'g' || chart === 't'
}
