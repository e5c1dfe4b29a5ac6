import { z } from 'zod'
import { roleInText } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { requireArrangement } from './arrangement-store.js'
import { requireDeputy } from './deputy-store.js'
import { standingInState } from './rules.js'

/** What a letter says of somebody who stands in. */
export interface StandingInWords {
  personName: string
  /** Whom they stand in for, or the organisation that lets them hold the role elsewhere. */
  from: string
  role: string
  /** Where the role is held. */
  hostName: string
  firstDay: string
  lastDay: string
  /** It is over, or was settled, since it was asked. */
  isSettled: boolean
}

const id = z.object({ id: z.string().max(60) })

/** A deputy, for the letter to them. */
export const deputyInWords = query({
  name: 'people.deputy-in-words',
  allow: ['system'],
  input: id,
  async run({ db, now, actor }, about): Promise<StandingInWords> {
    const deputy = await requireDeputy(db, about.id)
    return {
      personName: deputy.deputyName,
      from: deputy.principalName,
      role: roleInText(deputy.role),
      hostName: actor.organisationName ?? '',
      firstDay: deputy.firstDay,
      lastDay: deputy.lastDay,
      isSettled: !['Holds', 'To come'].includes(standingInState(deputy, londonDate(now))),
    }
  },
})

/** An arrangement, for the letters to who confirms it and to who holds the role then. */
export const arrangementInWords = query({
  name: 'people.arrangement-in-words',
  allow: ['system'],
  input: id,
  async run({ db, now }, about): Promise<StandingInWords> {
    const one = await requireArrangement(db, about.id)
    return {
      personName: one.personName,
      from: one.providerName,
      role: roleInText(one.role),
      hostName: one.hostName,
      firstDay: one.firstDay,
      lastDay: one.lastDay,
      isSettled: standingInState(one, londonDate(now)) !== 'To confirm',
    }
  },
})
