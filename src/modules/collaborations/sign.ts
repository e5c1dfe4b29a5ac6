import { Conflict, NotAllowed } from '#kernel/errors.js'
import { collaborationSigned } from '#kernel/events/collaborations.js'
import { command } from '#registry/command.js'
import { collaborationInput, MAY_SIGN } from './model.js'
import { insertSignature, readParties } from './party-store.js'
import { requireCollaboration } from './store.js'

/** Signs a collaboration as it is worded now, for a party. Throws NotAllowed and Conflict. */
export const signCollaboration = command({
  name: 'collaborations.sign',
  allow: MAY_SIGN,
  input: collaborationInput,
  async run({ tx, actor, now, newId, organisationId }, { id }) {
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can sign. Sign in to do it.')
    const { endedOn, wording } = await requireCollaboration(tx, id)
    if (endedOn !== null) throw new Conflict('This collaboration has ended.')
    const parties = await readParties(tx, id)
    const isParty = parties.some(
      (one) => one.organisationId === organisationId() && one.state === 'agreed',
    )
    if (!isParty)
      throw new Conflict('Your organisation has not agreed to be a party. Its administrator does.')
    const role = actor.roles.find((one) => MAY_SIGN.includes(one)) ?? ''
    await insertSignature(
      tx,
      { id: newId('rec'), collaborationId: id, organisationId: organisationId(), wording },
      { id: actor.id, name: actor.name, role, at: now },
    )
    return {
      result: { id, wording },
      audit: {
        subject: { kind: 'collaboration', id },
        after: { signedWording: wording, as: role },
      },
      events: [collaborationSigned({ collaborationId: id, organisationId: organisationId() })],
    }
  },
})
