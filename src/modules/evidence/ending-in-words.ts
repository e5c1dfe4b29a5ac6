import { z } from 'zod'
import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { query } from '#registry/query.js'
import { EXPIRES_SOON_DAYS } from './rules.js'
import { findAskedRequirement } from './subject.js'
import { readEnding } from './waiting-store.js'

/** Something signed here that ends soon, as a letter says it. */
export interface EndsSoon {
  name: string
  about: string
  until: CalendarDate
}

/** What an organisation signed itself that ends within 90 days, soonest first. */
export const endingInWords = query({
  name: 'evidence.ending-in-words',
  allow: ['system'],
  input: z.object({}),
  async run({ db, now, organisationId }): Promise<EndsSoon[]> {
    const framework = await agreedWayFor(db, organisationId())
    const today = londonDate(now)
    const soon = addDays(today, EXPIRES_SOON_DAYS)
    return (await readEnding(db, organisationId(), today, soon)).flatMap((one) => {
      const requirement = findAskedRequirement(framework, one)
      return requirement
        ? [{ name: requirement.name, about: one.about, until: one.inDateUntil }]
        : []
    })
  },
})
