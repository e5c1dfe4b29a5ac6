import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { confirmItem } from './confirm-item.js'
import { confirmItemInput, withdrawConfirmationInput } from './model.js'
import { listConfirmable } from './show-agreed-way.js'
import { withdrawConfirmation } from './withdraw-confirmation.js'

const confirmed = z.object({ id: z.string(), item: z.string() })

const listedItem = z.object({
  item: z.string(),
  name: z.string(),
  statement: z.string(),
  mark: z.string(),
  digest: z.string(),
  state: z.enum(['to-be-confirmed', 'confirmed', 'lapsed']),
  confirmation: z
    .object({
      id: z.string(),
      by: z.string(),
      system: z.string(),
      at: z.iso.datetime(),
      source: z.string(),
      readOn: z.string(),
      note: z.string(),
    })
    .nullable(),
})

/** The REST operations about the agreed way. */
export const agreedWayRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/framework/confirmations',
    summary: 'What of the agreed way is to be confirmed, and what your system has confirmed',
    tag: 'Agreed way',
    allow: ['signed-in'],
    scope: 'framework:read',
    answer: z.object({ version: z.string(), items: z.array(listedItem) }),
    handle: async ({ read }) => {
      const { version, items } = await read(listConfirmable, {})
      return {
        version,
        items: items.map(({ item, state, confirmation }) => ({
          item: item.key,
          name: item.name,
          statement: item.statement,
          mark: item.mark,
          digest: item.digest,
          state,
          confirmation: confirmation && {
            id: confirmation.id,
            by: confirmation.byName,
            system: confirmation.systemName,
            at: confirmation.at.toISOString(),
            source: confirmation.sourceAddress,
            readOn: confirmation.readOn,
            note: confirmation.note,
          },
        })),
      }
    },
  }),
  route({
    method: 'post',
    path: '/framework/confirmations',
    summary: 'Confirm, in your name and for your system, a statement at its source',
    tag: 'Agreed way',
    allow: ['system-ai-lead'],
    scope: 'framework:write',
    body: confirmItemInput,
    answer: confirmed,
    status: 201,
    handle: ({ run }, { body }) => run(confirmItem, body),
  }),
  route({
    method: 'post',
    path: '/framework/confirmations/{id}/withdraw',
    summary: 'Withdraw a confirmation of your system, with the reason',
    tag: 'Agreed way',
    allow: ['system-ai-lead'],
    scope: 'framework:write',
    params: z.object({ id: z.string().max(60) }),
    body: withdrawConfirmationInput.pick({ reason: true }),
    answer: confirmed,
    handle: ({ run }, { params, body }) => run(withdrawConfirmation, { ...body, id: params.id }),
  }),
]
