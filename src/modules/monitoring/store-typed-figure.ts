import type { CommandContext } from '#registry/command.js'
import { versionsRun, type MonitoredDeployment } from './deployment-facts.js'
import type { MonitoringPlan } from './model.js'
import { finalOn, maturesOn, type Window } from './periods.js'
import {
  insertFigures,
  insertPoints,
  readSameFigures,
  supersedeFigures,
  type WindowFigures,
} from './point-store.js'
import { digestOf, pointRow, type Stored } from './store-figures.js'
import type { SummaryFigure } from './summary/summary-format.js'
import { versionOf } from './versions.js'

/** How a typed-in figure came about, as it stands with the point. */
export const TYPED_METHOD = 'typed-in/1'

interface TypedFigure {
  name: string
  value: number
  low: number | null
  high: number | null
  n: number
}

/** Stores a figure somebody typed; other than the one there, it supersedes it. */
export const storeTypedFigure = async (
  { tx, now, newId, actor }: Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  window: Window,
  { name, value, low, high, n }: TypedFigure,
): Promise<Stored> => {
  const version = versionOf(null, window, await versionsRun(tx, deployment.id))
  const summaryId = newId('sum')
  const datedNote = `Typed in by ${actor.name}.`
  const figures: WindowFigures = {
    id: newId('win'),
    summaryId,
    source: 'typed',
    subject: name,
    window,
    versionId: version.id,
    versionName: version.name,
    site: '',
    digest: digestOf({ name, value, low, high, n }),
    rows: n,
    used: n,
    pending: 0,
    withheld: null,
    datedBySender: true,
    datedNote,
    maturesOn: maturesOn(window, { ...plan, followUpDays: 0 }),
    finalOn: finalOn(window, plan),
  }
  const same = await readSameFigures(tx, deployment.id, figures)
  if (same?.digest === figures.digest) {
    return { added: 0, superseded: 0, unchanged: 1, windows: [] }
  }
  const stored = { added: same ? 0 : 1, superseded: same ? 1 : 0, unchanged: 0 }
  await tx
    .insertInto('received_summaries')
    .values({
      id: summaryId,
      organisation_id: deployment.organisationId,
      deployment_id: deployment.id,
      source: 'typed',
      digest: figures.digest,
      generator: TYPED_METHOD,
      measure: name,
      dated_by_sender: true,
      dated_note: datedNote,
      rows: n,
      used: n,
      excluded: '{}',
      dropped_groups: 0,
      ...stored,
      received_at: now,
      received_by: actor.id,
      received_by_name: actor.name,
    })
    .execute()
  if (same) await supersedeFigures(tx, same.id, figures.id, now)
  const receiving = {
    organisationId: deployment.organisationId,
    deploymentId: deployment.id,
    summaryId,
    source: 'typed' as const,
    followUp: plan,
    datedBySender: true,
    datedNote,
    now,
    newId,
  }
  await insertFigures(tx, { ...receiving, at: now }, figures)
  const figure: SummaryFigure = {
    value,
    low,
    high,
    n,
    events: null,
    non_events: null,
    method: TYPED_METHOD,
  }
  const named = { measure: 'typed', threshold: name, thresholdValue: null, figure }
  await insertPoints(tx, [pointRow(receiving, figures, named, { by: '', value: '' })])
  return { ...stored, windows: [window] }
}
