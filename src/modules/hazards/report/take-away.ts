import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { logOf } from '../inputs.js'
import { MAY_READ } from '../model.js'
import { requireSubject } from '../subject.js'

/** What can be taken away of a log. */
export const TAKE_AWAYS = ['log-csv', 'case-pdf', 'case-html', 'starter-pack'] as const
export type TakeAway = (typeof TAKE_AWAYS)[number]

/** Notes who takes what away and why: it holds records that are not public. Throws NotFound and NotAllowed. */
export const noteTakeAway = command({
  name: 'hazards.note-take-away',
  allow: MAY_READ,
  input: z.object({
    log: logOf,
    what: z.enum(TAKE_AWAYS, { error: 'Choose what to take away.' }),
    reason: freeText('what you need it for', 500),
  }),
  async run({ tx, actor }, { log, what, reason }) {
    const { organisationId } = await requireSubject(tx, actor, log)
    const id = log.deploymentId ?? log.versionId ?? organisationId
    const kind = log.deploymentId === undefined ? 'version' : 'deployment'
    return {
      result: { what },
      audit: { subject: { kind, id }, after: { takenAway: what }, reason },
      events: [],
    }
  },
})
