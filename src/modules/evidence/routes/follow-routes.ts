import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { followFile, unfollowFile } from '../follow-file.js'
import { MAY_ANSWER } from '../model.js'
import { showPassport, type OpenFile } from '../show-passport.js'

const id = z.string().max(60)
const subject = z.object({ scope: z.enum(['supplier', 'product_version']), id })
const followed = z.object({ scope: z.string(), subjectId: z.string() })
const common = {
  tag: 'Evidence',
  scope: 'evidence:write',
  allow: MAY_ANSWER,
  path: '/evidence/{scope}/{id}/follow',
  params: subject,
} as const

/** What suppliers open of their files, and following one: being told of its changes and ends. */
export const followRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/products/{id}/evidence',
    summary: 'What the supplier of a product opens to your organisation, by version and company',
    tag: 'Evidence',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: z.object({ id }),
    answer: z.object({
      files: z.array(
        z.object({
          scope: z.string(),
          subject: z.string(),
          name: z.string(),
          followed: z.boolean(),
          items: z.array(
            z.object({
              answer_id: z.string(),
              requirement: z.string(),
              part: z.string(),
              name: z.string(),
              signed_by: z.string(),
              signed_on: z.string(),
              in_date_until: z.string().nullable(),
              under_review_since: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
    handle: async ({ read }, { params }) => {
      const { files } = await read(showPassport, { productId: params.id })
      return { files: files.map(worded) }
    },
  }),
  route({
    ...common,
    method: 'put',
    summary: 'Follow the file on a version or a supplier: your organisation is told of changes',
    answer: followed,
    handle: ({ run }, { params }) => run(followFile, { scope: params.scope, subjectId: params.id }),
  }),
  route({
    ...common,
    method: 'delete',
    summary: 'Stop following the file on a version or a supplier',
    answer: followed,
    handle: ({ run }, { params }) =>
      run(unfollowFile, { scope: params.scope, subjectId: params.id }),
  }),
]

const worded = ({ subject: about, name, isFollowed, items }: OpenFile) => ({
  scope: about.scope,
  subject: about.subjectId,
  name,
  followed: isFollowed,
  items: items.map((item) => ({
    answer_id: item.signed.id,
    requirement: item.signed.requirementId,
    part: item.signed.part,
    name: item.name,
    signed_by: item.signed.signature.personName,
    signed_on: item.signed.signature.on,
    in_date_until: item.signed.inDateUntil,
    under_review_since: item.signed.reviewSince,
  })),
})
