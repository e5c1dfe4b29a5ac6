import { z } from 'zod'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { stopConfirmed } from '#kernel/events/deployments.js'
import { freeText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { MAY_STOP, type Stop } from './model.js'
import { checkOwn } from './rules.js'
import { confirmStopRow, readOpenStop } from './stop-store.js'
import { requireDeployment } from './store.js'
import { changeState } from './write-store.js'

/** How long before the stop was called a tool may already have been off. */
const EARLIEST_DAYS = 7
const DAY = 24 * 60 * 60 * 1000

/** What is wrong with when it is said to have gone off, if anything. */
const wentOffProblem = (
  wentOffAt: Date,
  stop: Pick<Stop, 'calledAt'>,
  now: Date,
): string | undefined => {
  if (wentOffAt > now) return 'This time is in the future. Enter when it went off.'
  if (wentOffAt.getTime() < stop.calledAt.getTime() - EARLIEST_DAYS * DAY)
    return `This is more than ${EARLIEST_DAYS} days before the stop was called. Check the date.`
  return undefined
}

/** Enters when a stopped tool went off; only a named person may. Throws NotAllowed, Invalid and Conflict. */
export const confirmStop = command({
  name: 'deployments.confirm-stop',
  allow: MAY_STOP,
  input: z.object({
    deploymentId: z.string().max(60),
    wentOffAt: z.coerce.date({ error: 'Enter the date and time when it went off.' }),
    note: freeText('the note', 1000, 0).default(''),
  }),
  async run({ tx, actor, now }, { deploymentId, wentOffAt, note }) {
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    if (actor.kind !== 'person')
      throw new NotAllowed('Only a named person may say when it went off. Sign in to do this.')
    const stop = await readOpenStop(tx, deploymentId)
    if (!stop) throw new Conflict('No stop is waiting to be confirmed.')
    const problem = wentOffProblem(wentOffAt, stop, now)
    if (problem) throw new Invalid([{ field: 'wentOffAt', message: problem }])
    await confirmStopRow(tx, stop.id, wentOffAt, note, { id: actor.id, name: actor.name, at: now })
    if (before.state === 'stop-called') {
      const off = {
        state: 'paused',
        reason: `Stopped: ${stop.reason}`.slice(0, 2000),
        at: now,
      } as const
      await changeState(tx, deploymentId, ['stop-called'], off)
    }
    return {
      result: { id: stop.id, deploymentId },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { stop: 'called' },
        after: { stop: 'confirmed off', wentOffAt, note },
      },
      events: [
        stopConfirmed({
          deploymentId,
          organisationId: before.organisationId,
          stopId: stop.id,
          wentOffAt: wentOffAt.toISOString(),
        }),
      ],
    }
  },
})
