import type { Metric, Metrics } from '../finish/metric.js'

type Expected = Readonly<Record<string, unknown>>

/** Absolute tolerances by name, as classification.json states them; relative where so marked. */
const TOLERANCES: readonly (readonly [RegExp, number])[] = [
  [/^delong_(var|se)$/, 1e-9],
  [/wilson95|clopper_pearson95|_log95|ci95/, 1e-10],
  [/^(citl|cal_intercept|cal_slope)$/, 1e-8],
  [/^(citl|cal_intercept|cal_slope)_/, 1e-6],
  [/^spiegelhalter_z$/, 1e-9],
  [/^expected$/, 1e-11],
]

const toleranceOf = (name: string): number =>
  TOLERANCES.find(([pattern]) => pattern.test(name))?.[1] ?? 1e-12

/** What `measure` does not give: other programs' variants, and two values of no use alone. */
const NOT_GIVEN = new Set([
  'auroc_ties_pairs_prob',
  'hanley_mcneil_ci95',
  'gini',
  'auprc_trapezoid',
  'log_loss',
  'youden_threshold',
])

const plain = (metric: Metric | undefined): unknown =>
  typeof metric === 'object' && metric !== null && 'value' in metric ? metric.value : metric

function near(ours: unknown, theirs: unknown, tolerance: number): boolean {
  if (theirs === null || theirs === 'NaN' || theirs === 'Infinity') return ours === null
  if (Array.isArray(theirs)) {
    return Array.isArray(ours) && theirs.every((bound, i) => near(ours[i], bound, tolerance))
  }
  if (typeof theirs !== 'number' || typeof ours !== 'number') return false
  return Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(theirs))
}

function tableDifferences(ours: unknown, theirs: readonly Expected[]): readonly string[] {
  const filled = (Array.isArray(ours) ? (ours as Expected[]) : []).filter((bin) => bin['n'] !== 0)
  if (filled.length !== theirs.length) return [`${filled.length} bins for ${theirs.length}`]
  return theirs.flatMap((bin, i) =>
    Object.keys(bin).filter((name) => !near(filled[i]?.[name], bin[name], 1e-10)),
  )
}

/** Words of the reference values about themselves; the non-finite numbers are words too. */
const isRemark = (wanted: unknown): boolean =>
  typeof wanted === 'string' && !/^(NaN|-?Infinity)$/.test(wanted)

/** The names under which metrics differ from what is expected, and how many were compared. */
export function differences(
  metrics: Metrics,
  expected: Expected,
): { readonly compared: number; readonly wrong: readonly string[] } {
  const names = Object.keys(expected).filter(
    (name) => !NOT_GIVEN.has(name) && !isRemark(expected[name]),
  )
  const wrong = names.flatMap((name) => {
    const wanted = expected[name]
    if (name === 'reliability_width10')
      return tableDifferences(metrics[name], wanted as readonly Expected[])
    // pROC gives all of [0, 1] where it can say nothing; we give nothing and why.
    const nothing = name === 'delong_ci95' && metrics[name] === null
    if (nothing && near([0, 1], wanted, 0)) return []
    const ours = plain(metrics[name])
    if (near(ours, wanted, toleranceOf(name))) return []
    return [`${name}: ${JSON.stringify(ours)} for ${JSON.stringify(wanted)}`]
  })
  return { compared: names.length, wrong }
}
