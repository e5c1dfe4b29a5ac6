import { publicActor, type Actor } from '#kernel/actor.js'
import { doneTogether, type Together } from '#kernel/done-together.js'
import { NotSignedIn } from '#kernel/errors.js'
import { londonDate, type Clock } from '#kernel/time.js'
import type { Identified } from '#entrances/web/identified.js'
import { hashApiKey, isApiKey, type SignIn } from '#modules/identity/index.js'
import {
  actorOfKey,
  membershipsOf,
  noteKeyUsed,
  ORGANISATION_COOKIE,
} from '#modules/people/index.js'
import type { Registry } from '#registry/registry.js'

/** Requests with the same key at the same moment that one look at it serves. */
const MOST_REQUESTS = 50

const NOBODY: Identified = { actor: publicActor, sessionKey: null, organisations: [] }

/** Whom a web request comes from: session, then account, then organisation and roles. */
export const identifyBySession =
  (registry: Registry, signIn: SignIn) =>
  async (request: Request): Promise<Identified> => {
    const cookie = request.headers.get('cookie')
    const session = cookie ? await signIn.session(request.headers) : null
    if (!session) return NOBODY
    const person: Actor = {
      kind: 'person',
      id: session.accountId,
      name: session.name,
      organisationId: null,
      organisationName: null,
      roles: [],
    }
    const held = await registry.read(membershipsOf, person, { personId: session.accountId })
    const wanted = new RegExp(`(?:^|; )${ORGANISATION_COOKIE}=([^;]+)`).exec(cookie ?? '')?.[1]
    const chosen = held.find((one) => one.organisationId === wanted) ?? held[0]
    return {
      actor: chosen
        ? {
            ...person,
            organisationId: chosen.organisationId,
            organisationName: chosen.organisationName,
            roles: chosen.roles,
            deputyFor: chosen.deputyFor,
          }
        : person,
      sessionKey: session.sessionId,
      organisations: held.map((one) => ({
        id: one.organisationId,
        name: one.organisationName,
        isExample: one.isExample,
      })),
    }
  }

/**
 * The actor of the API key in the Authorization header, whose use is noted once a day. Throws
 * NotSignedIn.
 */
export const identifyByKey = (registry: Registry, clock: Clock) => {
  const notedOn = new Map<string, string>()
  const actorOf = doneTogether(async (hashes: Together<string>) => {
    const actor = await registry.read(actorOfKey, publicActor, { hash: hashes[0] })
    return hashes.map(() => actor)
  }, MOST_REQUESTS)
  return async (request: Request): Promise<Actor> => {
    const key = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '')?.[1]
    if (!key) throw new NotSignedIn('Send an API key in the header Authorization: Bearer wr_….')
    if (!isApiKey(key)) {
      throw new NotSignedIn(
        'This is no whole API key. Copy all of it, from wr_ to its last character.',
      )
    }
    const hash = hashApiKey(key)
    const actor = await actorOf(hash, hash)
    if (!actor) throw new NotSignedIn('This API key is unknown, expired or revoked.')
    const today = londonDate(clock.now())
    if (notedOn.get(actor.id) !== today) {
      await registry.run(noteKeyUsed, actor, {})
      notedOn.set(actor.id, today)
    }
    return actor
  }
}
