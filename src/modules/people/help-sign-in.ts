import { NotAllowed } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { signInHelpInput } from './model.js'
import { helpProblem } from './rules.js'
import { requireMember, worksElsewhere } from './store.js'

/**
 * Decides and records that a colleague who cannot sign in gets a password link, or has their lost
 * authenticator app removed; sign-in does it after the commit. Throws NotFound and NotAllowed.
 */
export const helpSignIn = command({
  name: 'people.help-sign-in',
  allow: ['administrator', 'operator'],
  input: signInHelpInput,
  async run({ tx, actor, organisationId }, { personId, help }) {
    const person = await requireMember(tx, organisationId(), personId)
    const problem = helpProblem(actor, {
      id: person.id,
      roles: person.roles,
      worksElsewhere: await worksElsewhere(tx, personId, organisationId()),
      isDeactivated: person.deactivatedAt !== null || person.roles.length === 0,
    })
    if (problem) throw new NotAllowed(problem)
    return {
      result: { name: person.name, email: person.email },
      audit: { subject: { kind: 'person', id: personId }, after: { help } },
      events: [],
    }
  },
})
