import { individualBaseline } from '#statistics/individual-baseline.js'
import { rateBaseline } from '#statistics/rate-baseline.js'
import { asFigure } from '#ui/words.js'
import type { ChartedPlan } from '../../charts/chart-history.js'
import { PER } from '../../charts/draw-limits.js'
import { measureKind } from '../../measures.js'
import type { PlanMeasure, Point } from '../../model.js'
import { FEWEST_FOR_LIMITS, isEnough } from '../../charts/series.js'
import { stretchesOf } from '../../charts/stretches.js'

/** A part of a series with a baseline of its own. */
export interface BasedPart {
  readonly points: readonly Point[]
  /** Null where a point rests on too few. */
  readonly values: readonly (number | null)[]
  readonly centre: number
  /** Of each value; one for all where sizes do not matter. */
  readonly sd: number | readonly (number | null)[]
  /** How centre and spread were found, in a sentence. */
  readonly how: string
}

type Based = Pick<BasedPart, 'centre' | 'sd' | 'how'>

/**
 * The parts of a series that are judged each from its own baseline, as the limits of the plan's chart
 * are: begun anew at the version that passed the gate and at a re-base. Parts that are too short are
 * left out; the sentence says why where none is left.
 */
export const basedParts = (
  series: readonly Point[],
  measure: PlanMeasure,
  plan: ChartedPlan,
): readonly BasedPart[] | { readonly why: string } => {
  let why = `It needs ${FEWEST_FOR_LIMITS} complete periods with enough cases; there are ${series.filter((point) => isEnough(point, plan)).length}.`
  const parts = stretchesOf(series, measure, plan).flatMap(
    ({ from, to, fixAfter }): BasedPart[] => {
      const points = series.slice(from, to)
      const usable = points.map((point) => (isEnough(point, plan) ? point : null))
      if (usable.filter((point) => point !== null).length < FEWEST_FOR_LIMITS) return []
      const values = usable.map((point) => point?.value ?? null)
      const base = baseOf(usable, values, measure, fixAfter)
      if (base) return [{ points, values, ...base }]
      why =
        'The figures do not change from one period to the next, so there is no spread to judge by.'
      return []
    },
  )
  return parts.length > 0 ? parts : { why }
}

const baseOf = (
  usable: readonly (Point | null)[],
  values: readonly (number | null)[],
  measure: PlanMeasure,
  freeze: number | null,
): Based | null => {
  const counted = usable.every(
    (point) => point === null || (point.numerator !== null && point.denominator !== null),
  )
  if (counted) return rateBaseOf(usable, measure, freeze)
  const base = individualBaseline(values, { freeze, screenOutliers: true })
  if (base.sd === null) return null
  return {
    ...base,
    how: 'Centre and spread are those that the limits of the plan’s chart rest on, from figures as they are: periods are taken to be of about equal size.',
  }
}

const rateBaseOf = (
  usable: readonly (Point | null)[],
  { measure }: PlanMeasure,
  freeze: number | null,
): Based | null => {
  const isRate = measureKind(measure)?.chart === 'u-prime'
  const unit = isRate ? PER : 1
  const inputs = usable.map((point) => ({
    numerator: point?.numerator ?? null,
    denominator: point?.denominator ? point.denominator / unit : null,
  }))
  const base = rateBaseline(inputs, { model: isRate ? 'poisson' : 'binomial', freeze })
  if (!base) return null
  const law = isRate ? 'Poisson, by its exposure' : 'binomial, by its own number'
  const more =
    base.spread > 1
      ? `, times ${asFigure(base.spread)} for what differs from period to period beyond chance (Laney 2002)`
      : ''
  return {
    centre: base.centre,
    sd: base.sds,
    how: `The centre is all events over all they are counted in, of the periods that the limits of the plan’s chart rest on; each period has its own standard deviation (${law}${more}), so sizes may differ (Dong, Hedayat and Sinha 2008).`,
  }
}
