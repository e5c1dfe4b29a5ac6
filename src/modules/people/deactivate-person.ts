import { Conflict, Invalid } from '#kernel/errors.js'
import { personLeft } from '#kernel/events/people.js'
import { command } from '#registry/command.js'
import { withdrawInvitationsTo } from './invitation-store.js'
import { deactivatePersonInput } from './model.js'
import { lastOneProblem } from './rules.js'
import { closePerson, countLeft, endRoles, requireMember, worksElsewhere } from './store.js'

/**
 * Ends every role of a leaver here, withdraws invitations to them and hands over what they own. Their
 * account closes when they hold no role anywhere else. Throws Conflict for the last administrator, Invalid for a wrong successor.
 */
export const deactivatePerson = command({
  name: 'people.deactivate-person',
  allow: ['administrator', 'system'],
  input: deactivatePersonInput,
  isolation: 'serializable',
  async run({ tx, actor, now, organisationId }, { personId, handOverTo }) {
    const person = await requireMember(tx, organisationId(), personId)
    if (handOverTo) checkSuccessor(await requireMember(tx, organisationId(), handOverTo), personId)
    const ended = await endRoles(tx, {
      organisationId: organisationId(),
      personId,
      by: actor.id,
      at: now,
    })
    if (ended.length === 0) throw new Conflict(`${person.name} has left already.`)
    const problem = lastOneProblem(ended, await countLeft(tx, organisationId()))
    if (problem) throw new Conflict(problem)
    const accountClosed = !(await worksElsewhere(tx, personId, organisationId()))
    const { email } = person
    await withdrawInvitationsTo(tx, { organisationId: organisationId(), email }, now)
    if (accountClosed) await closePerson(tx, personId, now)
    return {
      result: { name: person.name, accountClosed },
      audit: {
        subject: { kind: 'person', id: personId },
        before: { roles: ended },
        after: { roles: [], handedOverTo: handOverTo, accountClosed },
      },
      events: [
        personLeft({ personId, organisationId: organisationId(), handedOverTo: handOverTo }),
      ],
    }
  },
})

const checkSuccessor = (
  successor: { id: string; roles: readonly string[]; deactivatedAt: Date | null },
  leaverId: string,
): void => {
  const message = 'Choose somebody who stays.'
  if (successor.id === leaverId || successor.roles.length === 0 || successor.deactivatedAt) {
    throw new Invalid([{ field: 'handOverTo', message }])
  }
}
