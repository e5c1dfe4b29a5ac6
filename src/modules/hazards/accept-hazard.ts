import { onBehalfOf, signedName } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { insertAcceptance, readAcceptances, standingAcceptances } from './acceptance-store.js'
import { readCriteria } from './criteria-store.js'
import { acceptHazardInput } from './inputs.js'
import { MAY_ACCEPT, type AcceptingRole } from './model.js'
import { requireOpenHazard, statedBy } from './revise-hazard.js'
import {
  acceptancesMissing,
  ACCEPTING_ROLE_NAMES,
  counts,
  isBoundAlready,
  standingOf,
} from './rules.js'

/**
 * Accepts the residual risk of a hazard as it stands, in the role that is missing. A risk that asks for
 * two acceptances takes them from two people, with a reason. Throws NotAllowed, Invalid and Conflict.
 */
export const acceptHazard = command({
  name: 'hazards.accept-hazard',
  allow: MAY_ACCEPT,
  input: acceptHazardInput,
  async run(context, { id, revision, reason }) {
    const { tx, actor, now, newId } = context
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can accept a risk.')
    const { hazard, log } = await requireOpenHazard(context, id)
    if (hazard.revision !== revision)
      throw new Conflict('Somebody else changed this hazard. Read it again before you accept it.', {
        revision: hazard.revision,
      })
    if (!counts(hazard)) throw new Conflict('This hazard is closed or withdrawn.')
    const criteria = await readCriteria(tx, hazard.organisationId)
    const earlier = standingAcceptances(hazard, (await readAcceptances(tx, [id])).get(id) ?? [])
    const standing = standingOf(hazard, earlier, criteria)
    if (standing.word !== 'acceptance-wanted' || hazard.residualRisk === null)
      throw new Conflict(standing.missing ?? 'Nothing waits to be accepted here.')
    const need = criteria.needs[hazard.residualRisk - 1] ?? 'no-gate'
    if (need === 'two-acceptances' && (!reason || !hazard.toleratedBecause)) {
      const message = hazard.toleratedBecause
        ? 'Enter why you accept it.'
        : 'First say in the score why this risk is tolerated.'
      throw new Invalid([{ field: 'reason', message }])
    }
    const role = roleFor(actor.roles, acceptancesMissing(need, hazard.residualRisk, earlier))
    const by = { role, personId: actor.id, onBehalfOf: onBehalfOf(actor, role) }
    if (need === 'two-acceptances' && isBoundAlready(by, earlier))
      throw new NotAllowed(
        'You have accepted this risk already, yourself or through a deputy. It takes two people: somebody else accepts it now.',
      )
    const on = londonDate(now)
    await insertAcceptance(tx, hazard, {
      id: newId('acc'),
      hazardRevision: revision,
      risk: hazard.residualRisk,
      ...by,
      personName: signedName(actor, role),
      reason,
      on,
      at: now,
    })
    return {
      result: { id, role },
      audit: {
        subject: { kind: 'hazard', id },
        after: {
          accepted: hazard.reference,
          risk: hazard.residualRisk,
          role,
          onBehalfOf: by.onBehalfOf?.personName ?? null,
          revision,
        },
        ...(reason ? { reason } : {}),
      },
      events: log.coversGroup ? statedBy(log) : [],
    }
  },
})

const roleFor = (held: readonly string[], missing: readonly AcceptingRole[]): AcceptingRole => {
  const role = missing.find((one) => held.includes(one))
  if (role) return role
  const who = missing.map((one) => ACCEPTING_ROLE_NAMES[one]).join(' and the ')
  throw new NotAllowed(`This waits for the ${who}.`)
}
