import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import { windowClosed } from '#kernel/events/monitoring.js'
import { findIdentifiable } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import { type AuditEntry, command, type CommandContext } from '#registry/command.js'
import { linesOf } from '../audit-lines.js'
import {
  requireOwn,
  versionsRunOf,
  type MonitoredDeployment,
  type VersionRun,
} from '../deployment-facts.js'
import { readRetentionDays } from '../intake/intake-store.js'
import { fillDriftPoints } from '../drift/fill-drift-points.js'
import { judgeTogether, type Planned } from '../signals/judge-points.js'
import type { Judged } from '../signals/tell-signal.js'
import type { MonitoringPlan, Source } from '../model.js'
import { NO_PLAN, type Window } from '../periods.js'
import { readPlan } from '../plan/plan-store.js'
import { insertReceivedSummaries } from './received-summary.js'
import { refuseImpossibleWindows } from './refuse-impossible-windows.js'
import {
  cellsByWindow,
  digestOf,
  storeFigures,
  type Stored,
  type ToStore,
} from './store-figures.js'
import { type ReceivedWindow } from './received-window.js'
import type { SealedSummary, Summary } from '../summary/summary-format.js'
import { summarySchema } from '../summary/summary-schema.js'
import { categoriesOf, meanMeasure, subjectOf, withEveryCategory } from './summary-readings.js'
import { versionOf } from '../versions.js'

/** Who sends figures. */
export const SENDERS: readonly Role[] = [
  'analyst',
  'deployment-owner',
  'technical-lead',
  'administrator',
]

/** What taking a summary did. */
export interface SummaryTaken {
  added: number
  superseded: number
  unchanged: number
  windows: readonly Window[]
  signals: readonly { id: string; sentence: string }[]
}

/**
 * Takes a summary in: the same one again changes nothing, a different one for the same windows
 * supersedes, and the plan's rules judge what is mature, all in one commit. Throws Invalid for labels
 * that identify people, versions the deployment never ran, a digest that does not match and a window that has not begun.
 */
export const takeSummary = command({
  name: 'monitoring.take-summary',
  allow: SENDERS,
  input: z.object({
    deploymentId: z.string().max(40),
    source: z.enum(['edge', 'browser']).default('edge'),
    summary: summarySchema,
  }),
  async run(context, { deploymentId, source, summary }) {
    const deployment = await requireOwn(context.tx, deploymentId, context.organisationId())
    refuseIdentifying(summary)
    checkDigest(summary)
    refuseImpossibleWindows(
      summary.cells.map(({ window }) => window),
      context.now,
      'cells',
    )
    const plan = await readPlan(context.tx, deploymentId)
    const taken = await receive(context, { deployment, plan, source, summary })
    const { drift, ...result } = taken
    const { added, superseded, unchanged } = taken
    const { generator, rows, used } = summary
    const line = {
      subject: { kind: 'deployment', id: deploymentId },
      after: { source, generator, rows, used, added, superseded, unchanged },
    }
    return {
      result,
      audit: linesOf(added + superseded > 0 ? [line, ...drift] : drift),
      events: [...closedEvents(deployment, taken.windows), ...taken.events],
    }
  },
})

type Context = Pick<CommandContext, 'tx' | 'now' | 'newId' | 'actor'>

/** A summary of a deployment, and the plan that it is read and judged by. */
export interface SummaryOf extends Planned {
  source: Source
  summary: Summary
}

/** What receiving a summary did, and its events. */
export interface Received extends SummaryTaken {
  events: Judged['events']
  /** Lines of the trail about figures of drift that were computed anew. */
  drift: readonly AuditEntry[]
}

/** Stores a summary's windows and judges them, in the caller's transaction. */
export const receive = async (context: Context, one: SummaryOf): Promise<Received> => {
  const [received] = await receiveTogether(context, [one])
  if (received) return received
  throw new RangeError('One summary came to nothing.')
}

/**
 * The same for summaries of several deployments of one organisation, all or none. Throws Invalid for
 * one that cannot be read by its plan and versions.
 */
export const receiveTogether = async (
  context: Context,
  all: readonly SummaryOf[],
): Promise<Received[]> => {
  const ids = all.map(({ deployment }) => deployment.id)
  const runsOf = await versionsRunOf(context.tx, ids)
  const retentionOf = await readRetentionDays(context.tx, ids)
  const toStore = all.map((one) =>
    toStoreOf(context, one, runsOf(one.deployment.id), retentionOf(one.deployment.id)),
  )
  const stored = await storeFigures(context.tx, toStore, async (counts) => {
    const summaries = all.map((one, place) => ({
      ...one,
      id: toStore[place]?.receiving.summaryId ?? '',
      stored: counts[place] ?? NONE_STORED,
    }))
    await insertReceivedSummaries(context, summaries)
  })
  const drift = await fillDriftPoints(context, all)
  const judged = await judgeTogether(context, all)
  return all.map(({ deployment }, place) => ({
    ...(stored[place] ?? NONE_STORED),
    signals: judged[place]?.signals ?? [],
    events: judged[place]?.events ?? [],
    drift: drift.filter(({ subject }) => subject.id === deployment.id),
  }))
}

const NONE_STORED: Stored = { added: 0, superseded: 0, unchanged: 0, windows: [] }

const toStoreOf = (
  { now, newId }: Context,
  { deployment, plan, source, summary }: SummaryOf,
  runs: readonly VersionRun[],
  retentionDays: number,
): ToStore => {
  const received = receivedWindows(summary, plan, runs)
  refuseTwice(received)
  return {
    received,
    receiving: {
      organisationId: deployment.organisationId,
      deploymentId: deployment.id,
      summaryId: newId('sum'),
      source,
      followUp: plan ?? NO_PLAN,
      retentionDays: source === 'rows' ? retentionDays : Infinity,
      datedBySender: summary.dated.by_sender,
      datedNote: summary.dated.note,
      now,
      newId,
    },
  }
}

const receivedWindows = (
  summary: Summary,
  plan: MonitoringPlan | null,
  runs: readonly VersionRun[],
): ReceivedWindow[] => {
  const categories = categoriesOf(summary, plan)
  const mean = meanMeasure(summary, plan)
  const subject = subjectOf(summary)
  return cellsByWindow(summary).map((cells) => {
    const { window, version, site } = cells[0]
    const { id, name } = versionOf(version, window, runs)
    return {
      window,
      versionId: id,
      versionName: name,
      site: site ?? '',
      cells: cells.map((cell) => withEveryCategory(cell, categories)),
      subject,
      mean,
      named: summary.named ?? '',
      probabilities: summary.scale === 'probability',
    }
  })
}

/** The events that say which windows have new figures. */
export const closedEvents = (deployment: MonitoredDeployment, windows: readonly Window[]) =>
  windows.map(({ from, to }) =>
    windowClosed({
      deploymentId: deployment.id,
      organisationId: deployment.organisationId,
      from,
      to,
    }),
  )

const refuseIdentifying = (summary: Summary): void => {
  const labels = new Set(
    summary.cells.flatMap(({ version, site, group, categories }) => [
      version ?? '',
      site ?? '',
      group?.by ?? '',
      group?.value ?? '',
      ...(categories ?? []).map(({ category }) => category),
    ]),
  )
  for (const { name } of summary.thresholds) labels.add(name)
  for (const label of [summary.dated.note, summary.generator.name, summary.named ?? ''])
    labels.add(label)
  const bad = [...labels].find((label) => findIdentifiable(label, 'strict').length > 0)
  if (bad === undefined) return
  throw new Invalid(
    'A label in this summary looks like an NHS number, an e-mail address, a telephone number or a postcode. Leave that column out, or use groups such as age bands. Nothing has been stored.',
  )
}

const checkDigest = ({ digest, ...rest }: SealedSummary): void => {
  if (digest === null || digest === digestOf({ ...rest, digest: undefined })) return
  throw new Invalid(
    'This summary was changed after it was made: its digest does not match. Make it again and send that.',
  )
}

const refuseTwice = (received: readonly ReceivedWindow[]): void => {
  const keys = received.map(({ window, versionName, site }) =>
    [window.from, window.to, versionName, site].join('|'),
  )
  if (new Set(keys).size === keys.length) return
  throw new Invalid(
    'Two parts of this summary are of the same window, version and site. Name the version of every row, or of none.',
  )
}
