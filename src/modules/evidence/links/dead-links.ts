import { z } from 'zod'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { MEMBER_ROLES, type Role } from '#kernel/roles.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { asDate } from '#ui/index.js'
import { answerAddress } from '../addresses.js'
import { findAskedRequirement } from '../subject.js'
import { readWatchedLinks, type WatchedLink } from './dead-link-store.js'

/** A watched link with what it is evidence for, and who answers for that. */
interface AnsweredFor extends WatchedLink {
  name: string
  roles: readonly Role[]
}

/** The links used as evidence that are dead now, with who answers for each. */
export const findDeadLinks = query({
  name: 'evidence.find-dead-links',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId }) => watched(db, organisationId(), null),
})

/** What a letter says of links: which were found dead at an instant, and which alive again. */
export const linksInWords = query({
  name: 'evidence.links-in-words',
  allow: ['system'],
  input: z.object({ at: z.coerce.date() }),
  run: ({ db, organisationId }, { at }) => watched(db, organisationId(), at),
})

const watched = async (
  db: ReadDb,
  organisationId: string,
  at: Date | null,
): Promise<AnsweredFor[]> => {
  const framework = await agreedWayFor(db, organisationId)
  return (await readWatchedLinks(db, organisationId, at)).flatMap((one) => {
    const requirement = findAskedRequirement(framework, one)
    if (!requirement) return []
    const roles = [...new Set([...requirement.answeredBy, ...requirement.signedBy])]
    return [{ ...one, name: requirement.name, roles }]
  })
}

/** The dead links that this person answers for, for Home. */
export const deadLinkHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !actor.roles.some((role) => MEMBER_ROLES.includes(role))) return []
  const dead = await read(findDeadLinks, {})
  return dead
    .filter(({ roles }) => roles.some((role) => actor.roles.includes(role)))
    .map((one) => ({
      urgency: 45,
      tag: { word: 'Dead link', tone: 'orange' },
      title: `${one.title}: ${one.name}, ${one.about}`,
      detail: `It has not answered since ${one.deadSince ? asDate(one.deadSince) : ''}. Replace it, or withdraw it.`,
      href: answerAddress(one),
      action: 'Look at it',
    }))
}
