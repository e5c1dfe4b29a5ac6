import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { addMembers } from './add-members.js'
import { confirmAsMember } from './confirm-as-member.js'
import { endConfirmation } from './end-confirmation.js'
import {
  addMembersInput,
  confirmFields,
  endConfirmationInput,
  MAY_CONFIRM,
  MAY_COVER,
  MAY_END,
  removeMemberInput,
  SECOND_ROLES,
  stateInput,
} from './model.js'
import { removeMember } from './remove-member.js'
import { showMembers } from './show-members.js'
import { signSecond } from './sign-second.js'
import { stateToMembers } from './state-to-members.js'

const id = z.string().max(60)
const params = z.object({ id })
const memberParams = z.object({ id, member: id.describe('The id of the organisation') })
const PATH = '/deployments/{id}/members'
const common = { tag: 'Group use', scope: 'gates:write', params } as const

const membersAnswer = z.object({
  /** What the group stated last; null before it did. */
  statement: z
    .object({
      id: z.string(),
      words: z.string(),
      version: z.string().nullable(),
      stated_by: z.string(),
      requirements: z.array(
        z.object({
          requirement: z.string(),
          name: z.string(),
          signed_by: z.string(),
          signed_on: z.string(),
        }),
      ),
    })
    .nullable(),
  stated_on: z.string().nullable(),
  members: z.array(
    z.object({
      organisation_id: z.string(),
      name: z.string(),
      state: z.enum(['not-confirmed', 'to-confirm-again', 'second-to-sign', 'confirmed']),
      differences: z.string().nullable(),
    }),
  ),
})

/** The REST operations about the organisations a deployment covers; signing is for people. */
export const groupUseRoutes: readonly AnyRoute[] = [
  route({
    ...common,
    method: 'get',
    path: PATH,
    summary: 'The organisations a deployment covers and how each stands; a member sees itself only',
    allow: ['signed-in'],
    scope: 'gates:read',
    answer: membersAnswer,
    handle: async ({ read }, given) =>
      worded(await read(showMembers, { deploymentId: given.params.id })),
  }),
  route({
    ...common,
    method: 'post',
    path: PATH,
    summary: 'Add organisations that your deployment covers; none is live before it confirms',
    allow: MAY_COVER,
    body: addMembersInput.omit({ deploymentId: true }),
    answer: z.object({ added: z.number() }),
    status: 201,
    handle: ({ run }, given) => run(addMembers, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: `${PATH}/{member}/remove`,
    summary: 'Take an organisation out of what your deployment covers, with the reason',
    allow: MAY_COVER,
    params: memberParams,
    body: removeMemberInput.pick({ reason: true }),
    answer: z.object({ name: z.string() }),
    handle: ({ run }, given) =>
      run(removeMember, {
        ...given.body,
        deploymentId: given.params.id,
        memberId: given.params.member,
      }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/deployments/{id}/member-statements',
    summary: 'State to the members what the group did; a person only',
    allow: MAY_COVER,
    body: stateInput.omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), items: z.number() }),
    status: 201,
    handle: ({ run }, given) =>
      run(stateToMembers, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/deployments/{id}/member-confirmations',
    summary:
      'Confirm for your organisation what the group stated and sign as controller; a person only',
    allow: MAY_CONFIRM,
    body: z.object(confirmFields).omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), secondFrom: z.enum(['member', 'group']) }),
    status: 201,
    handle: ({ run }, given) =>
      run(confirmAsMember, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/deployments/{id}/member-confirmations/end',
    summary: 'End the confirmation of your organisation, with the reason; nothing blocks it',
    allow: MAY_END,
    body: endConfirmationInput.omit({ deploymentId: true }),
    answer: z.object({ deploymentId: z.string() }),
    handle: ({ run }, given) =>
      run(endConfirmation, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: `${PATH}/{member}/second-signatures`,
    summary: 'Sign the confirmation of a member a second time; another person only',
    allow: SECOND_ROLES,
    params: memberParams,
    answer: z.object({ role: z.string() }),
    status: 201,
    handle: ({ run }, given) =>
      run(signSecond, { deploymentId: given.params.id, memberId: given.params.member }),
  }),
]

const worded = ({
  statement,
  members,
}: Awaited<ReturnType<typeof showMembers.run>>): z.input<typeof membersAnswer> => ({
  statement: statement && {
    id: statement.id,
    words: statement.words,
    version: statement.versionName,
    stated_by: statement.statedByName,
    requirements: statement.items.map((one) => ({
      requirement: one.requirementId,
      name: one.name,
      signed_by: one.signedByName,
      signed_on: one.on,
    })),
  },
  stated_on: statement?.statedOn ?? null,
  members: members.map(({ organisationId, name, state, confirmation }) => ({
    organisation_id: organisationId,
    name,
    state,
    differences: confirmation?.differences ?? null,
  })),
})
