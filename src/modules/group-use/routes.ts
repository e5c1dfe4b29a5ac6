import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/describe.js'
import { showMembers } from './show-members.js'

/** The REST operations about the organisations a deployment covers; signing is for people. */
export const groupUseRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/deployments/{id}/members',
    summary: 'The organisations a deployment covers and how each stands; a member sees itself only',
    tag: 'Gates',
    allow: ['signed-in'],
    scope: 'gates:read',
    params: z.object({ id: z.string().max(60) }),
    answer: z.object({
      stated_on: z.string().nullable(),
      members: z.array(
        z.object({
          organisation_id: z.string(),
          name: z.string(),
          state: z.enum(['not-confirmed', 'to-confirm-again', 'second-to-sign', 'confirmed']),
          differences: z.string().nullable(),
        }),
      ),
    }),
    handle: async ({ read }, { params }) => {
      const { statement, members } = await read(showMembers, { deploymentId: params.id })
      return {
        stated_on: statement?.statedOn ?? null,
        members: members.map(({ organisationId, name, state, confirmation }) => ({
          organisation_id: organisationId,
          name,
          state,
          differences: confirmation?.differences ?? null,
        })),
      }
    },
  }),
]
