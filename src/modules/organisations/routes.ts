import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { listOrganisations, listOrganisationsInput } from './list-organisations.js'
import type { Organisation } from './model.js'
import { showOrganisation } from './show-organisation.js'

const organisationAnswer = z.object({
  id: z.string(),
  ods_code: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  region_code: z.string().nullable(),
  opened: z.string().nullable(),
  closed: z.string().nullable(),
  source: z.string(),
  source_date: z.string().nullable(),
  is_example: z.boolean(),
})

const reference = z.object({
  id: z.string(),
  ods_code: z.string().nullable(),
  name: z.string(),
})

/** The REST operations about organisations. */
export const organisationRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/organisations',
    summary: 'Organisations by name or code, kind, region and state',
    tag: 'Organisations',
    allow: ['signed-in', 'operator'],
    scope: 'organisations:read',
    query: listOrganisationsInput,
    answer: z.object({ organisations: z.array(organisationAnswer), next: z.string().nullable() }),
    handle: async ({ read }, { query }) => {
      const { rows, next } = await read(listOrganisations, query)
      return { organisations: rows.map(toAnswer), next }
    },
  }),
  route({
    method: 'get',
    path: '/organisations/{id}',
    summary: 'An organisation with its systems, what came before and after, and its sites',
    tag: 'Organisations',
    allow: ['signed-in', 'operator'],
    scope: 'organisations:read',
    params: z.object({ id: z.string().max(60) }),
    answer: organisationAnswer.extend({
      systems: z.array(reference.extend({ from: z.string(), until: z.string().nullable() })),
      predecessors: z.array(reference.extend({ kind: z.string(), effective: z.string() })),
      successors: z.array(reference.extend({ kind: z.string(), effective: z.string() })),
      sites: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          code: z.string().nullable(),
          closed: z.string().nullable(),
        }),
      ),
    }),
    handle: async ({ read }, { params }) => {
      const { organisation, memberships, successions, sites } = await read(showOrganisation, params)
      const { id } = organisation
      return {
        ...toAnswer(organisation),
        systems: memberships.map((one) => ({
          id: one.systemId,
          ods_code: one.systemCode,
          name: one.systemName,
          from: one.from,
          until: one.until,
        })),
        predecessors: successions
          .filter((one) => one.successor.id === id)
          .map((one) => linkOf(one.predecessor, one)),
        successors: successions
          .filter((one) => one.predecessor.id === id)
          .map((one) => linkOf(one.successor, one)),
        sites,
      }
    },
  }),
]

const linkOf = (
  other: { id: string; name: string; odsCode: string | null },
  succession: { kind: string; effective: string },
) => ({
  id: other.id,
  ods_code: other.odsCode,
  name: other.name,
  kind: succession.kind,
  effective: succession.effective,
})

const toAnswer = (one: Organisation): z.infer<typeof organisationAnswer> => ({
  id: one.id,
  ods_code: one.odsCode,
  name: one.name,
  kind: one.kind,
  region_code: one.regionCode,
  opened: one.opened,
  closed: one.closed,
  source: one.source,
  source_date: one.sourceDate,
  is_example: one.isExample,
})
