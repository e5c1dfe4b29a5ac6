import {
  subscriber,
  type ClockJob,
  type HandlerContext,
  type Subscriber,
} from '#kernel/declare/background.js'
import { alertIssued, concernRaised, lettersDue } from '#kernel/events/concerns.js'
import {
  charterBreached,
  collaborationEnded,
  collaborationPartyInvited,
} from '#kernel/events/collaborations.js'
import { evidenceEnding, followedChanged, relianceToReview } from '#kernel/events/evidence.js'
import { hazardsToReview } from '#kernel/events/hazards.js'
import { addDays, londonDate } from '#kernel/time.js'
import { partiesToTell } from '#modules/collaborations/index.js'
import { alertAudience, alertsNotAcknowledged } from '#modules/concerns/index.js'
import { fanOut } from './fan-out.js'
import type { Mail } from './model.js'
import { sendLetters, type Due } from './send-letters.js'

const REMIND_FOR_DAYS = 30
const AN_HOUR = 60

/** What is sent by mail, when mail is set up; what needs somebody is on their Home either way. */
export const letterSubscribers = (mail: Mail, baseUrl: string): readonly Subscriber[] => [
  subscriber({
    name: 'notifications.on-alert',
    on: alertIssued,
    async handle({ read, once }, { alertId }) {
      const to = await read(alertAudience, { alertId })
      await once(null).run(fanOut, { purpose: 'alert', aboutId: alertId, to })
    },
  }),
  subscriber({
    name: 'notifications.on-concern',
    on: concernRaised,
    async handle({ once }, { concernId, organisationId }) {
      const to = [{ organisationId, organisationName: '', part: 'own' }]
      await once(null).run(fanOut, { purpose: 'concern', aboutId: concernId, to })
    },
  }),
  subscriber({
    name: 'notifications.on-hazards',
    on: hazardsToReview,
    async handle({ once, now }, { deploymentId, organisationId }) {
      const to = [{ organisationId, organisationName: '', part: 'own' }]
      // One letter a day for each deployment, however many hazards change in it.
      const aboutId = `${deploymentId}:${londonDate(now)}`
      await once(null).run(fanOut, { purpose: 'hazards', aboutId, to })
    },
  }),
  subscriber({
    name: 'notifications.on-reliance',
    on: relianceToReview,
    handle: writeOfEvidence,
  }),
  subscriber({ name: 'notifications.on-ending', on: evidenceEnding, handle: writeOfEvidence }),
  subscriber({ name: 'notifications.on-followed', on: followedChanged, handle: writeOfEvidence }),
  subscriber({
    name: 'notifications.on-charter-breach',
    on: charterBreached,
    async handle({ read, once }, { collaborationId, breachId }) {
      const to = (await read(partiesToTell, { collaborationId })).map(asParty)
      await once(null).run(fanOut, { purpose: 'charter-breach', aboutId: breachId, to })
    },
  }),
  subscriber({
    name: 'notifications.on-collaboration-invitation',
    on: collaborationPartyInvited,
    async handle({ once }, { collaborationId, organisationId }) {
      const to = [asParty({ organisationId, organisationName: '' })]
      const purpose = 'collaboration-invitation'
      await once(null).run(fanOut, { purpose, aboutId: collaborationId, to })
    },
  }),
  subscriber({
    name: 'notifications.on-collaboration-ended',
    on: collaborationEnded,
    async handle({ read, once }, { collaborationId }) {
      const to = (await read(partiesToTell, { collaborationId })).map(asParty)
      const purpose = 'collaboration-ended'
      await once(null).run(fanOut, { purpose, aboutId: collaborationId, to })
    },
  }),
  subscriber({
    name: 'notifications.send-letters',
    on: lettersDue,
    async handle(context, { purpose, aboutId, to }) {
      await sendToEach(
        context,
        mail,
        baseUrl,
        to.map((one) => ({ ...one, purpose, aboutId })),
      )
    },
  }),
]

// One letter a day for each organisation, however much changes.
const writeOfEvidence = async (
  { once, now }: HandlerContext,
  { organisationId }: { organisationId: string },
): Promise<void> => {
  const to = [{ organisationId, organisationName: '', part: 'answers' }]
  await once(null).run(fanOut, { purpose: 'evidence', aboutId: londonDate(now), to })
}

const asParty = (one: { organisationId: string; organisationName: string }) => ({
  ...one,
  part: 'party' as const,
})

/** Reminds, once, each organisation that has not acknowledged an alert in time. */
export const reminders = (mail: Mail, baseUrl: string): ClockJob => ({
  name: 'notifications.remind',
  everyMinutes: AN_HOUR,
  async run(context) {
    const since = addDays(londonDate(context.now), -REMIND_FOR_DAYS)
    const late = await context.read(alertsNotAcknowledged, { since })
    await sendToEach(
      context,
      mail,
      baseUrl,
      late.map((one) => ({ ...one, purpose: 'alert-reminder', aboutId: one.alertId })),
    )
  },
})

// One organisation's mail fault must not keep the others from being told; the queue tries it again.
const sendToEach = async (
  { as }: HandlerContext,
  mail: Mail,
  baseUrl: string,
  dues: readonly (Due & { organisationId: string; organisationName: string })[],
): Promise<void> => {
  const problems: unknown[] = []
  for (const { organisationId, organisationName, ...due } of dues) {
    const doors = as({ id: organisationId, name: organisationName })
    await sendLetters(doors, mail, baseUrl, due).catch((problem: unknown) => problems.push(problem))
  }
  if (problems.length > 0) throw new AggregateError(problems, 'Some letters were not sent.')
}
