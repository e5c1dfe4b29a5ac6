import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { query } from '#registry/query.js'
import { agreedWayFor, wayFor } from './agreed-way-for.js'
import { readOfItem, readStanding } from './confirmation-store.js'
import { confirmationsFor, itemStates } from './confirmations.js'
import { homeSystemOf } from './home-system.js'
import { blocksLostInForce } from './way-in-force.js'

/** The agreed way as the asker's organisation follows it, since when, and what its system has confirmed. */
export const showAgreedWay = query({
  name: 'agreed-way.show',
  allow: ['public'],
  input: z.object({}),
  async run({ db, actor: { organisationId } }) {
    const way = await wayFor(db, organisationId)
    const { framework, since } = way
    const confirmations = await confirmationsFor(db, organisationId, framework)
    return { framework, since, confirmations, lost: blocksLostInForce(way) }
  },
})

/** Everything that is to be confirmed or was, with its state for the asker's system. */
export const listConfirmable = query({
  name: 'agreed-way.list-confirmable',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const framework = await agreedWayFor(db, organisationId())
    return {
      version: framework.version,
      system: await homeSystemOf(db, organisationId()),
      items: itemStates(framework, await readStanding(db, organisationId())),
    }
  },
})

/** One thing to confirm, with all that was ever said of it. Throws NotFound. */
export const showConfirmable = query({
  name: 'agreed-way.show-confirmable',
  allow: ['signed-in'],
  input: z.object({ item: z.string().max(200) }),
  async run({ db, read }, { item }) {
    const { items, system, version } = await read(listConfirmable, {})
    const found = items.find((one) => one.item.key === item)
    if (!found) throw new NotFound('The agreed way has nothing to confirm under this name.')
    const history = system ? await readOfItem(db, system.id, item) : []
    return { ...found, system, version, history }
  },
})
