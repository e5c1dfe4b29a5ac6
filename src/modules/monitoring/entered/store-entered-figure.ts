import type { CommandContext } from '#registry/command.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import { isEntered } from '../measures.js'
import type { MonitoringPlan, PlanMeasure, Source } from '../model.js'
import { finalOn, maturesOn, type Window } from '../periods.js'
import {
  insertFigures,
  readSameFigures,
  supersedeFigures,
  type WindowFigures,
} from '../points/figures-store.js'
import { insertPoints } from '../points/point-store.js'
import { digestOf, type Stored } from '../received/store-figures.js'
import { pointRow } from '../points/point-rows.js'
import { subjectOf } from './subject.js'
import type { SummaryFigure } from '../summary/summary-format.js'
import type { NamedVersion } from '../versions.js'

type Context = Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor'>

/** A finished figure of one measure for one window, and which part of the deployment it is of. */
export interface EnteredFigure {
  measure: Pick<PlanMeasure, 'measure' | 'threshold'>
  window: Window
  figure: SummaryFigure
  source: Extract<Source, 'typed' | 'otlp'>
  version: NamedVersion
  site: string
  group: { by: string; value: string } | null
  /** Who or what says so, as it stands with the figure. */
  note: string
}

/** Stores a figure that was given; other than the one there, it supersedes it. */
export const storeEnteredFigure = async (
  context: Context,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  entered: EnteredFigure,
): Promise<Stored> => {
  const { tx, now, newId } = context
  const figures = figuresOf(newId, plan, entered)
  const same = await readSameFigures(tx, deployment.id, figures)
  if (same?.digest === figures.digest) {
    return { added: 0, superseded: 0, unchanged: 1, windows: [] }
  }
  const stored = { added: same ? 0 : 1, superseded: same ? 1 : 0, unchanged: 0 }
  await insertReceived(context, deployment, figures, entered, stored)
  if (same) await supersedeFigures(tx, same.id, figures.id, now)
  const receiving = {
    organisationId: deployment.organisationId,
    deploymentId: deployment.id,
    summaryId: figures.summaryId,
    source: entered.source,
    followUp: plan,
    datedBySender: true,
    datedNote: entered.note,
    now,
    newId,
  }
  await insertFigures(tx, { ...receiving, at: now }, figures)
  const named = { ...entered.measure, thresholdValue: null, figure: entered.figure }
  const group = entered.group ?? { by: '', value: '' }
  await insertPoints(tx, [pointRow(receiving, figures, named, group)])
  return { ...stored, windows: [entered.window] }
}

const figuresOf = (
  newId: Context['newId'],
  plan: MonitoringPlan,
  { measure, window, figure, source, version, site, group, note }: EnteredFigure,
): WindowFigures => {
  return {
    id: newId('win'),
    summaryId: newId('sum'),
    source,
    subject: subjectOf(measure, group),
    window,
    versionId: version.id,
    versionName: version.name,
    site,
    digest: digestOf(figure),
    rows: figure.n,
    used: figure.n,
    pending: 0,
    withheld: null,
    histogram: null,
    awaited: null,
    excluded: '{}',
    datedBySender: true,
    datedNote: note,
    // What is counted is complete at the end of its period; outcomes of predictions are not.
    maturesOn: maturesOn(window, isEntered(measure.measure) ? { ...plan, followUpDays: 0 } : plan),
    finalOn: finalOn(window, plan),
  }
}

const insertReceived = async (
  { tx, now, actor }: Context,
  deployment: MonitoredDeployment,
  figures: WindowFigures,
  { measure, figure, source, note }: EnteredFigure,
  stored: Omit<Stored, 'windows'>,
): Promise<void> => {
  await tx
    .insertInto('received_summaries')
    .values({
      id: figures.summaryId,
      organisation_id: deployment.organisationId,
      deployment_id: deployment.id,
      source,
      digest: figures.digest,
      generator: figure.method,
      measure: measure.threshold || measure.measure,
      dated_by_sender: true,
      dated_note: note,
      rows: figure.n,
      used: figure.n,
      excluded: '{}',
      dropped_groups: 0,
      ...stored,
      received_at: now,
      received_by: actor.id,
      received_by_name: actor.name,
    })
    .execute()
}
