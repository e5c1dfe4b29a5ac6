/** What sort of figure a measure is: what is counted, and which limits suit it. */
export const FIGURE_KINDS = ['share', 'rate', 'mean', 'count', 'time', 'score'] as const
export type FigureKind = (typeof FIGURE_KINDS)[number]

/** Charts a series may be drawn on. */
export type ChartKind = 'xmr' | 'p-prime' | 'u-prime' | 'g' | 't'

/**
 * The chart that suits a figure: p′ for shares and u′ for rates, whose denominators vary; XmR for the
 * rest. Rare events are drawn by what lies between them: g for cases, t for time (statistics.md 3, 4).
 */
export const chartFor = (kind: FigureKind): ChartKind => {
  if (kind === 'share') return 'p-prime'
  return kind === 'rate' ? 'u-prime' : 'xmr'
}

/** A kind of figure in words, as plan and catalogue show it. */
export const FIGURE_KIND_WORDS: Readonly<Record<FigureKind, string>> = {
  share: 'a share',
  rate: 'a rate per 1,000',
  mean: 'a mean',
  count: 'a count',
  time: 'a time',
  score: 'a figure as it is',
}

/** A chart in words. */
export const CHART_WORDS: Readonly<Record<ChartKind, string>> = {
  xmr: 'XmR',
  'p-prime': 'p′ chart',
  'u-prime': 'u′ chart',
  g: 'g chart',
  t: 't chart',
}
