import { addDays, londonDate } from '#kernel/time.js'
import type { DomainEvent } from '#kernel/events/event.js'
import { signalRaised } from '#kernel/events/monitoring.js'
import type { CommandContext } from '#registry/command.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import type { MonitoringPlan, PlanMeasure, Point, Signal } from '../model.js'
import { signalName } from '../words.js'

/** Days in which the owner of a signal answers it. */
const DAYS_TO_ANSWER = 7

/** What judging did: signals raised or that became a concern, and their events. */
export interface Judged {
  signals: readonly { id: string; sentence: string }[]
  events: readonly DomainEvent[]
}

/** Nothing was found. */
export const NOTHING: Judged = { signals: [], events: [] }

/** A signal that was raised or became a concern, and its event. */
export interface Raised {
  signal: { id: string; sentence: string }
  event: DomainEvent
}

/** What a new signal has before anybody answers it: whose it is, and by when. */
export const waiting = (
  { now }: Pick<CommandContext, 'now'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
) => ({
  organisationId: deployment.organisationId,
  deploymentId: deployment.id,
  planId: plan.id,
  ownerId: plan.ownerId,
  due: addDays(londonDate(now), DAYS_TO_ANSWER),
  state: 'new' as const,
  raisedAt: now,
})

/** A signal and the event that tells of it. */
export const told = (
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  measure: Pick<PlanMeasure, 'measure' | 'threshold'>,
  last: Pick<Point, 'versionId'>,
  signal: Pick<Signal, 'id' | 'way' | 'sentence'> & { becomesConcern: boolean },
): Raised => ({
  signal: { id: signal.id, sentence: signal.sentence },
  event: signalRaised({
    signalId: signal.id,
    deploymentId: deployment.id,
    organisationId: deployment.organisationId,
    versionId: last.versionId,
    measure: signalName({ ...measure, way: signal.way }),
    way: signal.way,
    becomesConcern: signal.becomesConcern,
    sentence: signal.sentence,
    ownerId: plan.ownerId,
  }),
})
