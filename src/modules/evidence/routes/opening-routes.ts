import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { MAY_OPEN_TO, setOpening, setOpeningInput } from '../set-opening.js'
import { showOpening } from '../show-opening.js'
import { aboutOf, fileOf, NAMED_IN_PATH, type RouteRoot } from './route-roots.js'

const common = { tag: 'Evidence', allow: MAY_OPEN_TO } as const
const body = setOpeningInput.omit(NAMED_IN_PATH)
const opened = z.object({ opened: z.array(z.string()) })

/** Who of other organisations may open what was signed, and who did. */
export const openingRoutes = (root: RouteRoot): readonly AnyRoute[] => [
  route({
    ...common,
    method: 'put',
    path: `${root.path}/who-may-open`,
    summary: `Say who may open everything signed ${root.words}; what never leaves it stays closed`,
    scope: 'evidence:write',
    params: root.file,
    body,
    answer: opened,
    handle: ({ run }, given) => run(setOpening, { ...given.body, ...fileOf(given.params) }),
  }),
  route({
    ...common,
    method: 'put',
    path: `${root.path}/{requirement}/who-may-open`,
    summary: 'Say who may open one item that is signed',
    scope: 'evidence:write',
    params: root.asked,
    body,
    answer: opened,
    handle: ({ run }, given) => run(setOpening, { ...given.body, ...aboutOf(given.params) }),
  }),
  route({
    ...common,
    method: 'get',
    path: `${root.path}/{requirement}/who-may-open`,
    summary: 'Who may open one item, and who of other organisations did, the latest 50',
    scope: 'evidence:read',
    params: root.asked,
    answer: z.object({
      opensTo: z.string().nullable(),
      named: z.array(z.string()),
      openings: z.array(
        z.object({
          by: z.string(),
          organisation: z.string(),
          at: z.iso.datetime(),
          document: z.boolean(),
        }),
      ),
    }),
    handle: async ({ read }, { params }) => {
      const { opensTo, named, openings } = await read(showOpening, aboutOf(params))
      return {
        opensTo,
        named,
        openings: openings.map(({ by, organisation, at, isDocument }) => ({
          by,
          organisation,
          at: at.toISOString(),
          document: isDocument,
        })),
      }
    },
  }),
]
