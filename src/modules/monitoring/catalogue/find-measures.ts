import type { Aspect, CatalogueMeasure, ToolClass } from './catalogue-schema.js'

/** What to look for; empty words find everything. */
export interface MeasureSearch {
  toolClass: ToolClass | null
  aspect: Aspect | null
  words: string
}

/**
 * Measures of the catalogue that suit a class of tools and an aspect and hold every word. Those of the
 * class itself come first, then those of any tool.
 */
export const findMeasures = (
  catalogue: readonly CatalogueMeasure[],
  { toolClass, aspect, words }: MeasureSearch,
): readonly CatalogueMeasure[] => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = catalogue.filter(
    (measure) =>
      suits(measure, toolClass) &&
      (aspect === null || measure.aspect === aspect) &&
      wanted.every((word) => textOf(measure).includes(word)),
  )
  if (toolClass === null) return found
  const own = (measure: CatalogueMeasure): number => (measure.classes.includes(toolClass) ? 0 : 1)
  return found.toSorted((a, b) => own(a) - own(b))
}

const suits = ({ classes }: CatalogueMeasure, toolClass: ToolClass | null): boolean =>
  toolClass === null || classes.includes(toolClass) || classes.includes('all')

const textOf = ({ id, name, numerator, denominator, refs }: CatalogueMeasure): string =>
  [id, name, numerator, denominator, ...refs].join(' ').toLowerCase()
