import { categoryShares } from '#statistics/category-shares.js'
import { enteredMeasures, findEntered } from '../plan/entered-measures.js'
import type { MonitoringPlan } from '../model.js'
import { summaryFigure } from '../summary/cell-figures.js'
import type { Summary, SummaryCell, SummaryFigure } from '../summary/summary-format.js'

type Plan = Pick<MonitoringPlan, 'measures'> | null

/**
 * What tells summaries of one window apart: predictions from values and categories, and those of one
 * name from those of another, so that none takes the place of the other.
 */
export const subjectOf = ({ measure, named }: Summary): string =>
  measure === 'prediction' || named === undefined ? '' : `${measure} ${named}`

/** The measure that a mean is of: the plan's own or the catalogue's of that name, else by its name. */
export const meanMeasure = (
  { named }: Summary,
  plan: Plan,
): { measure: string; threshold: string } => {
  if (named === undefined) return { measure: 'mean', threshold: '' }
  const found = findEntered(enteredMeasures(plan), named)
  if (found && (found.kind.figure === 'mean' || found.kind.figure === 'time')) {
    const { measure, threshold } = found.measure
    return { measure, threshold }
  }
  return { measure: 'mean', threshold: named }
}

/** Every category that a summary or the plan names: one that did not occur is 0, not a gap. */
export const categoriesOf = ({ cells }: Summary, plan: Plan): readonly string[] => {
  const sent = cells.flatMap((cell) => (cell.categories ?? []).map(({ category }) => category))
  const watched = (plan?.measures ?? []).filter(({ measure }) => measure === 'category')
  return [...new Set([...sent, ...watched.map(({ threshold }) => threshold)])].toSorted()
}

/** A cell with a count for every category; one without counts stays as it is. */
export const withEveryCategory = (
  cell: SummaryCell,
  categories: readonly string[],
): SummaryCell => {
  if (cell.categories === null) return cell
  const counts = new Map(cell.categories.map(({ category, count }) => [category, count]))
  const every = categories.map((category) => ({ category, count: counts.get(category) ?? 0 }))
  return { ...cell, categories: every }
}

/** The share of each category of all that has one, with its interval. */
export const categoryFigures = (
  categories: NonNullable<SummaryCell['categories']>,
): { category: string; figure: SummaryFigure }[] =>
  categoryShares(
    Object.fromEntries(categories.map(({ category, count }) => [category, count])),
  ).map(({ category, share }) => {
    const { numerator, denominator } = share
    return {
      category,
      figure: { ...summaryFigure(share, { n: denominator }), numerator, denominator },
    }
  })
