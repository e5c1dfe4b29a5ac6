import { Conflict, Invalid } from '#kernel/errors.js'
import { personInvited } from '#kernel/events/people.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { insertInvitation } from './invitation-store.js'
import { INVITATION_DAYS, invitePersonInput } from './model.js'
import { roleProblem } from './rules.js'
import { newSecret } from './secrets.js'
import { peopleWithRole } from './store.js'

const DAY_MS = 86_400_000

/**
 * Invites somebody to the actor's organisation; an earlier invitation to the same address is
 * withdrawn. The secret of the link is in the result and nowhere else. Throws Invalid for roles that
 * cannot be given, and Conflict where an operator invites and the organisation has an administrator.
 */
export const invitePerson = command({
  name: 'people.invite-person',
  allow: ['administrator', 'operator', 'system'],
  input: invitePersonInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const organisation = await requireOrganisation(tx, organisationId())
    const isOperator = actor.kind === 'system' || actor.roles.includes('operator')
    const problem = roleProblem(input.roles, organisation.kind, { isOperator })
    if (problem) throw new Invalid([{ field: 'roles', message: problem }])
    if (actor.kind === 'person' && !actor.roles.includes('administrator')) {
      if (input.roles.join() !== 'administrator') {
        throw new Invalid([
          { field: 'roles', message: 'An operator invites the first administrator only.' },
        ])
      }
      if ((await peopleWithRole(tx, organisation.id, ['administrator'])).length > 0) {
        throw new Conflict(
          `${organisation.name} has an administrator. Ask them to invite their colleagues.`,
        )
      }
    }
    const secret = newSecret()
    const invitation = {
      id: newId('inv'),
      organisationId: organisation.id,
      ...input,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
    }
    await insertInvitation(tx, invitation, { tokenHash: secret.hash, by: actor.id, at: now })
    return {
      result: {
        id: invitation.id,
        token: secret.text,
        path: `/invitation/${secret.text}`,
        email: input.email,
        organisationName: organisation.name,
        expiresAt: invitation.expiresAt,
      },
      audit: { subject: { kind: 'invitation', id: invitation.id }, after: invitation },
      events: [personInvited({ invitationId: invitation.id, organisationId: organisation.id })],
    }
  },
})
