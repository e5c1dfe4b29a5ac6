import { createHash } from 'node:crypto'
import type { NewId } from '#kernel/ids.js'
import type { Tx } from '#registry/handles.js'
import { AS_DECIDED } from './measures.js'
import type { Source } from './model.js'
import { finalOn, maturesOn, type FollowUp, type Window } from './periods.js'
import {
  insertFigures,
  insertPoints,
  readSameFigures,
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
  /** Whether scores are meant as probabilities. */
  probabilities?: boolean
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

/**
 * Stores figures: the same ones again do nothing, different ones for the same window × version ×
 * site × source supersede them whole, and nothing is ever added together (design.md section 4).
 */
export const storeFigures = async (
  tx: Tx,
  receiving: Receiving,
  received: readonly ReceivedWindow[],
): Promise<Stored> => {
  const done = { added: 0, superseded: 0, unchanged: 0 }
  const windows = new Map<string, Window>()
  const rows: NewPointRow[] = []
  for (const one of received) {
    const figures = figuresOf(receiving, one)
    const same = await readSameFigures(tx, receiving.deploymentId, figures)
    if (same?.digest === figures.digest) {
      done.unchanged += 1
      continue
    }
    if (same) await supersedeFigures(tx, same.id, figures.id, receiving.now)
    done[same ? 'superseded' : 'added'] += 1
    await insertFigures(tx, { ...receiving, at: receiving.now }, figures)
    rows.push(...one.cells.flatMap((cell) => pointsOf(receiving, figures, cell, one)))
    windows.set(`${one.window.from} ${one.window.to}`, one.window)
  }
  await insertPoints(tx, rows)
  return { ...done, windows: [...windows.values()] }
}

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
    awaited: awaitedOf(whole, one),
    excluded: JSON.stringify(whole?.excluded ?? {}),
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

/** Bins of rows that wait for their outcome, where scores are probabilities as far as is known. */
const awaitedOf = (
  cell: SummaryCell | undefined,
  { probabilities = false }: ReceivedWindow,
): string | null => {
  const refuted = cell?.figures?.brier.value === null
  return cell?.awaited && probabilities && !refuted ? JSON.stringify(cell.awaited) : null
}

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
  shared: group.by === '' ? sharedText(figure) : null,
  dated_by_sender: receiving.datedBySender,
  matures_on: figures.maturesOn,
  final_on: figures.finalOn,
  computed_at: receiving.now,
})

const sharedText = (figure: SummaryFigure): string =>
  JSON.stringify({ profile: DEFAULT_SHARED_PROFILE, ...showFigure(figure, DEFAULT_SHARED_PROFILE) })

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
