import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { answerCharterTest } from './answer-test.js'
import { endCollaboration } from './end.js'
import { enterCollaboration, takeOut } from './enter.js'
import { answerInvitation, inviteParty, leaveCollaboration, removeParty } from './keep-parties.js'
import { listCollaborations, listCollaborationsInput } from './list-collaborations.js'
import {
  answerInvitationInput,
  answerTestInput,
  editInput,
  enterInput,
  invitePartyInput,
  MAY_ANSWER,
  MAY_CONSENT,
  MAY_ENTER,
  MAY_LEAD,
  MAY_SIGN,
  removePartyInput,
  setUpInput,
  takeOutInput,
  withReasonInput,
} from './model.js'
import { setUpCollaboration, editCollaboration } from './set-up.js'
import { showCollaboration, showEntry } from './show-collaboration.js'
import { signCollaboration } from './sign.js'
import {
  collaborationAnswer,
  detailAnswer,
  entryDetailAnswer,
  toAnswer,
  toDetail,
  toEntryDetail,
} from './worded-answers.js'

const TAG = 'Collaborations'
const READ = { tag: TAG, scope: 'collaborations:read' } as const
const WRITE = { tag: TAG, scope: 'collaborations:write', method: 'post' } as const
const byId = z.object({ id: z.string().max(60) })
const made = z.object({ id: z.string() })

const readRoutes: readonly AnyRoute[] = [
  route({
    ...READ,
    method: 'get',
    path: '/collaborations',
    summary: 'Collaborations of the organisation, and those it is asked into, a page at a time',
    allow: ['signed-in'],
    query: listCollaborationsInput,
    answer: z.object({
      items: z.array(collaborationAnswer),
      previous: z.string().nullable(),
      next: z.string().nullable(),
    }),
    handle: async ({ read }, { query }) => {
      const { rows, previous, next } = await read(listCollaborations, query)
      return { items: rows.map(toAnswer), previous, next }
    },
  }),
  route({
    ...READ,
    method: 'get',
    path: '/collaborations/{id}',
    summary:
      'A collaboration: parties, signatures, what belongs to it, and its share of clinical uses',
    allow: ['signed-in'],
    params: byId,
    answer: detailAnswer,
    handle: async ({ read }, { params }) => toDetail(await read(showCollaboration, params)),
  }),
  route({
    ...READ,
    method: 'get',
    path: '/collaboration-entries/{id}',
    summary:
      'What belongs to a collaboration: its charter tests, who said so and when, its breaches',
    allow: ['signed-in'],
    params: byId,
    answer: entryDetailAnswer,
    handle: async ({ read }, { params }) => {
      const { entry, breaches } = await read(showEntry, { entryId: params.id })
      return toEntryDetail(entry, breaches)
    },
  }),
]

const partyRoutes: readonly AnyRoute[] = [
  route({
    ...WRITE,
    path: '/collaborations/{id}/parties',
    summary: 'Ask an organisation to be a party',
    allow: MAY_LEAD,
    params: byId,
    body: invitePartyInput.omit({ id: true }),
    answer: made,
    status: 201,
    handle: ({ run }, { params, body }) => run(inviteParty, { ...body, ...params }),
  }),
  route({
    ...WRITE,
    path: '/collaborations/{id}/parties/remove',
    summary: 'Take a party out, with the reason; what it brought leaves with it',
    allow: MAY_LEAD,
    params: byId,
    body: removePartyInput.omit({ id: true }),
    answer: made,
    handle: ({ run }, { params, body }) => run(removeParty, { ...body, ...params }),
  }),
  route({
    ...WRITE,
    path: '/collaborations/{id}/answer',
    summary: 'Agree to be a party, or decline',
    allow: MAY_CONSENT,
    params: byId,
    body: answerInvitationInput.omit({ id: true }),
    answer: z.object({ id: z.string(), state: z.string() }),
    handle: ({ run }, { params, body }) => run(answerInvitation, { ...body, ...params }),
  }),
  route({
    ...WRITE,
    path: '/collaborations/{id}/leave',
    summary: 'Leave a collaboration, with the reason',
    allow: MAY_CONSENT,
    params: byId,
    body: withReasonInput.omit({ id: true }),
    answer: made,
    handle: ({ run }, { params, body }) => run(leaveCollaboration, { ...body, ...params }),
  }),
  route({
    ...WRITE,
    path: '/collaborations/{id}/sign',
    summary: 'Sign a collaboration as it is worded now; a person only',
    allow: MAY_SIGN,
    params: byId,
    answer: z.object({ id: z.string(), wording: z.number() }),
    handle: ({ run }, { params }) => run(signCollaboration, params),
  }),
]

const entryRoutes: readonly AnyRoute[] = [
  route({
    ...WRITE,
    path: '/collaborations/{id}/entries',
    summary:
      'Let a deployment or an opportunity belong to it; refused with the charter tests that fail and why',
    allow: MAY_ENTER,
    params: byId,
    body: enterInput.omit({ id: true }),
    answer: z.object({ id: z.string(), collaborationId: z.string() }),
    status: 201,
    handle: ({ run }, { params, body }) => run(enterCollaboration, { ...body, ...params }),
  }),
  route({
    ...WRITE,
    path: '/collaboration-entries/{id}/answers',
    summary: 'Answer one charter test; for C2 the answer is the id of the controller',
    allow: MAY_ANSWER,
    params: byId,
    body: answerTestInput.omit({ entryId: true }),
    answer: z.object({ id: z.string(), test: z.string(), state: z.string() }),
    status: 201,
    handle: ({ run }, { params, body }) => run(answerCharterTest, { ...body, entryId: params.id }),
  }),
  route({
    ...WRITE,
    path: '/collaboration-entries/{id}/take-out',
    summary: 'Take something out of its collaboration, with the reason',
    allow: MAY_ENTER,
    params: byId,
    body: takeOutInput.omit({ entryId: true }),
    answer: made,
    handle: ({ run }, { params, body }) => run(takeOut, { ...body, entryId: params.id }),
  }),
]

/** The REST operations about collaborations. */
export const collaborationRoutes: readonly AnyRoute[] = [
  ...readRoutes,
  route({
    ...WRITE,
    path: '/collaborations',
    summary: 'Set up a collaboration that the organisation leads',
    allow: MAY_LEAD,
    body: setUpInput,
    answer: made,
    status: 201,
    handle: ({ run }, { body }) => run(setUpCollaboration, body),
  }),
  route({
    ...WRITE,
    method: 'put',
    path: '/collaborations/{id}',
    summary: 'Change what a collaboration says; `revision` is the one that was read',
    allow: MAY_LEAD,
    params: byId,
    body: editInput.omit({ id: true }),
    answer: made,
    handle: ({ run }, { params, body }) => run(editCollaboration, { ...body, ...params }),
  }),
  route({
    ...WRITE,
    path: '/collaborations/{id}/end',
    summary: 'End a collaboration, with the reason; what belongs to it leaves it',
    allow: MAY_LEAD,
    params: byId,
    body: withReasonInput.omit({ id: true }),
    answer: made,
    handle: ({ run }, { params, body }) => run(endCollaboration, { ...body, ...params }),
  }),
  ...partyRoutes,
  ...entryRoutes,
]
