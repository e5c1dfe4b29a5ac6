import { z } from 'zod'
import { query } from '#registry/query.js'
import { logOf } from '../inputs.js'
import { MAY_WRITE } from '../model.js'
import { requireOpenSubject } from '../subject.js'

/** Whether the actor may bring a file into a log: asked before it is read, which costs work. */
export const checkMayImport = query({
  name: 'hazards.check-may-import',
  allow: MAY_WRITE,
  input: z.object({ log: logOf }),
  async run({ db, actor }, { log }) {
    const { organisationId } = await requireOpenSubject(db, actor, log)
    return { organisationId }
  },
})
