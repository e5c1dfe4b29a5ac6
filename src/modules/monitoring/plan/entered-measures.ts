import { measureKind, isEntered, measureName, type MeasureKind } from '../measures.js'
import type { PlanMeasure } from '../model.js'

type Named = Pick<PlanMeasure, 'measure' | 'threshold' | 'unit'>

/** A measure of a plan whose figures are given, with its name and kind. */
export interface EnteredMeasure {
  measure: Named
  name: string
  kind: MeasureKind
}

/** The measures of a plan whose figures people or systems give, in the order of the plan. */
export const enteredMeasures = (
  plan: { measures: readonly Named[] } | null,
): readonly EnteredMeasure[] =>
  (plan?.measures ?? []).flatMap((measure) => {
    const kind = measureKind(measure.measure)
    if (!kind || !isEntered(measure.measure)) return []
    return [{ measure, name: measureName(measure.measure, measure.threshold), kind }]
  })

/** The measure that somebody means by a name, or by the id of the catalogue; undefined for none. */
export const findEntered = (
  entered: readonly EnteredMeasure[],
  name: string,
): EnteredMeasure | undefined => {
  const wanted = name.trim().toLowerCase()
  return (
    entered.find((one) => one.name.toLowerCase() === wanted) ??
    entered.find(({ kind }) => kind.kind === 'counted' && kind.id === wanted)
  )
}
