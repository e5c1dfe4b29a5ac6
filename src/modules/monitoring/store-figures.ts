import { createHash } from 'node:crypto'
import type { NewId } from '#kernel/ids.js'
import type { Tx } from '#registry/handles.js'
import { AS_DECIDED } from './measures.js'
import type { Source } from './model.js'
import { finalOn, maturesOn, type FollowUp, type Window } from './periods.js'
import {
  insertAllFigures,
  insertPoints,
  readAllSameFigures,
  supersedeFigures,
  type NewPointRow,
  type WindowFigures,
} from './point-store.js'
import { categoryFigures } from './summary-readings.js'
import { canonicalJson } from './summary/seal-summary.js'
import type { Summary, SummaryCell, SummaryFigure } from './summary/summary-format.js'
import { DEFAULT_SHARED_PROFILE, showFigure } from './summary/suppression.js'

/** Whose figures they are, how they came, and who says so when. */
export interface Receiving {
  organisationId: string
  deploymentId: string
  summaryId: string
  source: Source
  followUp: FollowUp
  retentionDays?: number
  datedBySender: boolean
  datedNote: string
  now: Date
  newId: NewId
}

/** The figures of one window × version × site: the whole, and its subgroups. */
export interface ReceivedWindow {
  window: Window
  versionId: string | null
  versionName: string
  site: string
  cells: readonly SummaryCell[]
  subject?: string
  /** The measure that means of the cells are of, and what forecasts are of. */
  mean?: { measure: string; threshold: string }
  named?: string
}

/** What taking figures in did: by window × version × site. */
export interface Stored {
  added: number
  superseded: number
  unchanged: number
  windows: readonly Window[]
}

/** The digest that tells a repeat of the same figures from other ones. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex')

/** Figures to store, and how they came. */
export interface ToStore {
  receiving: Receiving
  received: readonly ReceivedWindow[]
}

/**
 * Stores figures: the same ones again do nothing, different ones for the same window × version ×
 * site × source supersede them whole, and nothing is ever added together (design.md section 4).
 * `before` is given what each came to before its figures are written. No two may be of the same.
 */
export const storeFigures = async (
  tx: Tx,
  all: readonly ToStore[],
  before: (stored: readonly Stored[]) => Promise<void>,
): Promise<Stored[]> => {
  const sorted = await sortFigures(tx, all)
  const stored = sorted.map(({ changed, unchanged }) => ({
    added: changed.filter(({ replaces }) => replaces === undefined).length,
    superseded: changed.filter(({ replaces }) => replaces !== undefined).length,
    unchanged,
    windows: distinctWindows(changed.map(({ one }) => one.window)),
  }))
  await before(stored)
  const changed = sorted.flatMap((one) => one.changed)
  for (const { receiving, figures, replaces } of changed) {
    if (replaces !== undefined) await supersedeFigures(tx, replaces, figures.id, receiving.now)
  }
  await insertAllFigures(
    tx,
    changed.map(({ receiving, figures }) => ({
      whose: { ...receiving, at: receiving.now },
      figures,
    })),
  )
  await insertPoints(
    tx,
    changed.flatMap(({ receiving, figures, one }) =>
      one.cells.flatMap((cell) => pointsOf(receiving, figures, cell, one)),
    ),
  )
  return stored
}

interface Changed {
  receiving: Receiving
  one: ReceivedWindow
  figures: WindowFigures
  /** The current figures that they supersede. */
  replaces: string | undefined
}

/** Tells figures that changed from those that are stored already. */
const sortFigures = async (
  tx: Tx,
  all: readonly ToStore[],
): Promise<{ changed: Changed[]; unchanged: number }[]> => {
  const made = all.map(({ receiving, received }) =>
    received.map((one) => ({ receiving, one, figures: figuresOf(receiving, one) })),
  )
  const keys = made
    .flat()
    .map(({ receiving: { deploymentId }, figures }) => ({ deploymentId, figures }))
  if (keys.length === 0) return made.map(() => ({ changed: [], unchanged: 0 }))
  const sameAs = await readAllSameFigures(tx, keys)
  return made.map((ofOne) => {
    const changed = ofOne.flatMap((entry): Changed[] => {
      const same = sameAs(entry.receiving.deploymentId, entry.figures)
      return same?.digest === entry.figures.digest ? [] : [{ ...entry, replaces: same?.id }]
    })
    return { changed, unchanged: ofOne.length - changed.length }
  })
}

const distinctWindows = (windows: readonly Window[]): Window[] => [
  ...new Map(windows.map((window) => [`${window.from} ${window.to}`, window])).values(),
]

const figuresOf = (receiving: Receiving, one: ReceivedWindow): WindowFigures => {
  const whole = one.cells.find((cell) => cell.group === null)
  return {
    id: receiving.newId('win'),
    summaryId: receiving.summaryId,
    source: receiving.source,
    subject: one.subject ?? '',
    window: one.window,
    versionId: one.versionId,
    versionName: one.versionName,
    site: one.site,
    digest: digestOf({ cells: one.cells, dated: receiving.datedNote }),
    rows: whole?.rows ?? 0,
    used: whole?.used ?? 0,
    pending: whole?.excluded.outcome_not_known ?? 0,
    withheld: whole?.withheld ?? null,
    histogram: histogramOf(whole),
    datedBySender: receiving.datedBySender,
    datedNote: receiving.datedNote,
    maturesOn: maturesOn(one.window, receiving.followUp),
    finalOn: finalOn(one.window, receiving.followUp, receiving.retentionDays),
  }
}

/** The bins of a cell whose scores are probabilities: only those have a Brier score. */
const histogramOf = (cell: SummaryCell | undefined): string | null =>
  cell?.histogram && cell.figures && cell.figures.brier.value !== null
    ? JSON.stringify(cell.histogram.bins)
    : null

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

const pointsOf = (
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

/** A figure as the row of a point, with what others may see of it beside it. */
export const pointRow = (
  receiving: Receiving,
  figures: WindowFigures,
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
  n: figure.n,
  events: figure.events,
  non_events: figure.non_events,
  method: figure.method,
  reason: figure.reason ?? null,
  interval_reason: figure.interval_reason ?? null,
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

/** The windows of a summary: its cells gathered by window, version and site. */
export const cellsByWindow = (summary: Summary): [SummaryCell, ...SummaryCell[]][] => {
  const gathered = new Map<string, [SummaryCell, ...SummaryCell[]]>()
  for (const cell of summary.cells) {
    const key = JSON.stringify([cell.window.from, cell.window.to, cell.version, cell.site])
    const known = gathered.get(key)
    if (known) known.push(cell)
    else gathered.set(key, [cell])
  }
  return [...gathered.values()]
}
