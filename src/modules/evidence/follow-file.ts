import { NotFound } from '#kernel/errors.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { readVersion, requireProduct } from '#modules/products/index.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { endFollow, insertFollow } from './follow-store.js'
import { followedInput, MAY_ANSWER, type Subject } from './model.js'
import { auditSubject } from './subject.js'

/** Follows the file on a version or a company: the organisation is told of changes and ends. Throws Conflict. */
export const followFile = command({
  name: 'evidence.follow',
  allow: MAY_ANSWER,
  input: followedInput,
  async run({ tx, actor, now, newId, organisationId }, subject) {
    const product = await requireFollowed(tx, subject)
    const follow = { id: newId('rec'), organisationId: organisationId(), ...subject }
    await insertFollow(tx, follow, { id: actor.id, name: actor.name, at: now })
    return {
      result: subject,
      audit: { subject: auditSubject(subject, { product }), after: { followed: true } },
      events: [],
    }
  },
})

/** Stops following. Throws Conflict when it is not followed. */
export const unfollowFile = command({
  name: 'evidence.unfollow',
  allow: MAY_ANSWER,
  input: followedInput,
  async run({ tx, now, organisationId }, subject) {
    const product = await requireFollowed(tx, subject)
    await endFollow(tx, organisationId(), subject, now)
    return {
      result: subject,
      audit: { subject: auditSubject(subject, { product }), after: { followed: false } },
      events: [],
    }
  },
})

const requireFollowed = async (db: ReadDb, { scope, subjectId }: Subject) => {
  if (scope === 'supplier') {
    await requireOrganisation(db, subjectId)
    return null
  }
  const version = await readVersion(db, subjectId)
  if (!version) throw new NotFound('There is no such version in the register.')
  return requireProduct(db, version.productId)
}
