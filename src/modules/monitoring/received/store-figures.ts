import { createHash } from 'node:crypto'
import type { Tx } from '#registry/handles.js'
import {
  insertAllFigures,
  readAllSameFigures,
  supersedeFigures,
  type WindowFigures,
} from '../points/figures-store.js'
import { finalOn, maturesOn, type Window } from '../periods.js'
import { pointsOf } from '../points/point-rows.js'
import { insertPoints } from '../points/point-store.js'
import type { ReceivedWindow, Receiving } from './received-window.js'
import { canonicalJson } from '../summary/seal-summary.js'
import type { Summary, SummaryCell } from '../summary/summary-format.js'

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
