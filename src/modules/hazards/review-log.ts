import { Conflict, Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { z } from 'zod'
import { updateLog } from './log-store.js'
import { logOf, reviewLogInput } from './inputs.js'
import { MAY_SCORE } from './model.js'
import { reviseHazard, statedBy } from './revise-hazard.js'
import { requireHazard } from './store.js'
import { openLog, requireOpenSubject } from './subject.js'

/**
 * Signs a review of a log: the hazards named are confirmed as they stand, at the revision that was read.
 * A review may cover the organisations of the group; each of them adjusts what differs there. Throws
 * Conflict where one of the hazards was changed meanwhile; then nothing is confirmed.
 */
export const reviewLog = command({
  name: 'hazards.review-log',
  allow: MAY_SCORE,
  input: reviewLogInput,
  async run(context, { log: of, confirmed, note, coversGroup }) {
    const { tx, actor, now } = context
    const { organisationId, deployment, ofMember } = await requireOpenSubject(tx, actor, of)
    if (coversGroup && (!deployment || ofMember))
      throw new Invalid([
        {
          field: 'coversGroup',
          message: 'Only the log of a deployment of your own covers a group.',
        },
      ])
    const log = await openLog(context, organisationId, of)
    const on = londonDate(now)
    const change = { reviewSince: null, reviewedOn: on, reviewedByName: actor.name }
    for (const { id, revision } of confirmed) {
      const hazard = await requireHazard(tx, id)
      if (hazard.logId !== log.id) throw new Conflict('One of these hazards is of another log.')
      await reviseHazard(context, { hazard, log }, revision, {
        what: 'Confirmed as it stands',
        note,
        change,
      })
    }
    await updateLog(tx, log, {
      coversGroup,
      reviewedOn: on,
      reviewedByName: actor.name,
      reviewNote: note,
    })
    return {
      result: { logId: log.id, confirmed: confirmed.length },
      audit: {
        subject: { kind: 'hazard-log', id: log.id },
        after: { confirmed, coversGroup, reviewedOn: on },
        reason: note,
      },
      events: statedBy({ ...log, coversGroup }),
    }
  },
})

/** Offers the log of a deployment to partners as a starting point, or takes the offer back. */
export const offerLog = command({
  name: 'hazards.offer-log',
  allow: MAY_SCORE,
  input: z.object({ log: logOf, offered: z.boolean() }),
  async run(context, { log: of, offered }) {
    const { tx, actor } = context
    const { organisationId, deployment, ofMember } = await requireOpenSubject(tx, actor, of)
    if (!deployment) throw new Invalid('The log of a version reaches those who run it anyway.')
    if (ofMember)
      throw new Invalid(
        'The group offers its log. Yours is about what differs at your organisation.',
      )
    const log = await openLog(context, organisationId, of)
    await updateLog(tx, log, { offered })
    return {
      result: { logId: log.id, offered },
      audit: {
        subject: { kind: 'hazard-log', id: log.id },
        before: { offered: log.offered },
        after: { offered },
      },
      events: [],
    }
  },
})
