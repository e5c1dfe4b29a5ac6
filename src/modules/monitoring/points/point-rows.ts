import type { WindowFigures } from './figures-store.js'
import { AS_DECIDED } from '../measures.js'
import type { NewPointRow } from './point-store.js'
import type { ReceivedWindow, Receiving } from '../received/received-window.js'
import { categoryFigures } from '../received/summary-readings.js'
import type { SummaryCell, SummaryFigure } from '../summary/summary-format.js'
import { DEFAULT_SHARED_PROFILE, showFigure } from '../summary/suppression.js'

interface NamedFigure {
  measure: string
  threshold: string
  thresholdValue: number | null
  figure: SummaryFigure
}

const plainFigures = (
  figures: Readonly<Record<string, SummaryFigure>>,
  threshold: string,
): NamedFigure[] =>
  Object.entries(figures).map(([measure, figure]) => ({
    measure,
    threshold,
    thresholdValue: null,
    figure,
  }))

const namedFigures = (
  cell: SummaryCell,
  { mean = { measure: 'mean', threshold: '' }, named = '' }: Pick<ReceivedWindow, 'mean' | 'named'>,
): NamedFigure[] => [
  ...plainFigures(cell.figures ?? {}, ''),
  ...plainFigures(cell.errors?.figures ?? {}, named),
  ...cell.thresholds.flatMap((at) =>
    Object.entries(at.figures).map(([measure, figure]) => ({
      measure,
      threshold: at.name,
      thresholdValue: at.value,
      figure,
    })),
  ),
  ...plainFigures(cell.decision?.figures ?? {}, AS_DECIDED),
  ...(cell.numeric ? [{ ...mean, thresholdValue: null, figure: cell.numeric.mean }] : []),
  ...categoryFigures(cell.categories ?? []).map(({ category, figure }) => ({
    measure: 'category',
    threshold: category,
    thresholdValue: null,
    figure,
  })),
]

/** The points of one cell: every figure it holds. */
export const pointsOf = (
  receiving: Receiving,
  figures: WindowFigures,
  cell: SummaryCell,
  received: ReceivedWindow,
): NewPointRow[] =>
  namedFigures(cell, received).map((named) =>
    pointRow(receiving, figures, named, {
      by: cell.group?.by ?? '',
      value: cell.group?.value ?? '',
    }),
  )

/** Whose point it is and how its figures came; and the figures of the window it is of. */
type PointOf = Pick<
  Receiving,
  'organisationId' | 'deploymentId' | 'source' | 'datedBySender' | 'now' | 'newId'
>
type FiguresOf = Pick<
  WindowFigures,
  'id' | 'window' | 'versionId' | 'versionName' | 'site' | 'maturesOn' | 'finalOn'
>

/** A figure as the row of a point, with what others may see of it beside it. */
export const pointRow = (
  receiving: PointOf,
  figures: FiguresOf,
  { measure, threshold, thresholdValue, figure }: NamedFigure,
  group: { by: string; value: string },
): NewPointRow => ({
  id: receiving.newId('poi'),
  organisation_id: receiving.organisationId,
  deployment_id: receiving.deploymentId,
  figures_id: figures.id,
  source: receiving.source,
  measure,
  threshold,
  threshold_value: thresholdValue,
  window_from: figures.window.from,
  window_to: figures.window.to,
  version_id: figures.versionId,
  version_name: figures.versionName,
  site: figures.site,
  group_by: group.by,
  group_value: group.value,
  value: figure.value,
  low: figure.low,
  high: figure.high,
  se: figure.se ?? null,
  numerator: figure.numerator ?? null,
  denominator: figure.denominator ?? null,
  expected: figure.expected ?? null,
  n: figure.n,
  events: figure.events,
  non_events: figure.non_events,
  method: figure.method,
  reason: figure.reason ?? null,
  interval_reason: figure.interval_reason ?? null,
  reference: null,
  profile: 'own',
  shared: group.by === '' ? shownToOthers(figure) : null,
  dated_by_sender: receiving.datedBySender,
  matures_on: figures.maturesOn,
  final_on: figures.finalOn,
  computed_at: receiving.now,
})

const shownToOthers = (figure: SummaryFigure): object => ({
  profile: DEFAULT_SHARED_PROFILE,
  ...showFigure(figure, DEFAULT_SHARED_PROFILE),
})
