import { subscriber, type ClockJob, type Subscriber } from '#kernel/describe.js'
import { alertIssued, concernRaised, lettersDue } from '#kernel/events/concerns.js'
import { addDays, londonDate } from '#kernel/time.js'
import { alertAudience, alertsNotAcknowledged } from '#modules/concerns/index.js'
import { fanOut } from './fan-out.js'
import type { Mail } from './model.js'
import { sendLetters } from './send-letters.js'

const REMIND_FOR_DAYS = 30
const AN_HOUR = 60

/** What is sent by mail, when mail is set up; what needs somebody is on their Home either way. */
export const letterSubscribers = (mail: Mail, baseUrl: string): readonly Subscriber[] => [
  subscriber({
    name: 'notifications.on-alert',
    on: alertIssued,
    async handle({ read, once }, { alertId }) {
      const audience = await read(alertAudience, { alertId })
      const to = audience.map((one) => ({ ...one, purpose: 'alert', aboutId: alertId }))
      await once(null).run(fanOut, { to })
    },
  }),
  subscriber({
    name: 'notifications.on-concern',
    on: concernRaised,
    async handle({ once }, { concernId, organisationId }) {
      const to = [
        {
          purpose: 'concern',
          aboutId: concernId,
          organisationId,
          organisationName: '',
          part: 'own',
        },
      ]
      await once(null).run(fanOut, { to })
    },
  }),
  subscriber({
    name: 'notifications.send-letters',
    on: lettersDue,
    async handle({ as }, due) {
      const doors = as({ id: due.organisationId, name: due.organisationName })
      await sendLetters(doors, mail, baseUrl, due)
    },
  }),
]

/** Reminds, once, each organisation that has not acknowledged an alert in time. */
export const reminders = (mail: Mail, baseUrl: string): ClockJob => ({
  name: 'notifications.remind',
  everyMinutes: AN_HOUR,
  async run({ read, as, now }) {
    const since = addDays(londonDate(now), -REMIND_FOR_DAYS)
    const problems: unknown[] = []
    for (const late of await read(alertsNotAcknowledged, { since })) {
      const doors = as({ id: late.organisationId, name: late.organisationName })
      const due = { purpose: 'alert-reminder', aboutId: late.alertId, part: late.part } as const
      // One organisation's mail fault must not keep the others from being reminded.
      await sendLetters(doors, mail, baseUrl, due).catch((problem: unknown) =>
        problems.push(problem),
      )
    }
    if (problems.length > 0) throw new AggregateError(problems, 'Some reminders were not sent.')
  },
})
