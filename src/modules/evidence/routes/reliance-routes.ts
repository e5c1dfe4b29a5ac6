import { z } from 'zod'
import type { FileStore } from '#files/file-store.js'
import type { Download } from '#kernel/declare/page.js'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { acceptanceTerms, acceptEvidence } from '../accept-evidence.js'
import { MAY_ANSWER } from '../model.js'
import { openOffered, openOfferedDocument } from '../open-offered.js'
import { MAY_SET_HOURS, reuseHoursInput, setReuseHours } from '../reuse-hours.js'
import { startFrom } from '../start-from.js'
import { findUsableWork } from '../usable-work.js'
import { withdrawAcceptance, withdrawAcceptanceInput } from '../withdraw-acceptance.js'
import { OPENED_FILE, opened } from './document-routes.js'
import { offeredAnswer, workAnswer, wordedOffered, wordedWork } from './reliance-answers.js'

const id = z.string().max(60)
const common = { tag: 'Evidence', scope: 'evidence:write', allow: MAY_ANSWER } as const
const accepted = z.object({ id: z.string(), requirementId: z.string(), part: z.string() })

/** The work of others: finding, opening, relying on it or starting from it, and ending reliance. */
export const relianceRoutes = (files: FileStore): readonly AnyRoute[] => [
  route({
    ...common,
    method: 'get',
    path: '/deployments/{id}/work',
    summary: 'What of the work of others a deployment of your own can use, in three groups',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: z.object({ id }),
    answer: workAnswer,
    handle: async ({ read }, { params }) =>
      wordedWork((await read(findUsableWork, { deploymentId: params.id })).work),
  }),
  route({
    ...common,
    method: 'post',
    path: '/deployments/{id}/acceptances',
    summary:
      'Rely on what another organisation signed, saying what differs here; only a person who may sign it can',
    params: z.object({ id }),
    body: z.object({ answerId: id, ...acceptanceTerms }),
    answer: accepted.extend({ role: z.string() }),
    status: 201,
    handle: ({ run }, { params, body }) =>
      run(acceptEvidence, { ...body, deploymentId: params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/acceptances/{id}/withdraw',
    summary: 'Stop relying on something, with the reason; only a person who may sign it can',
    params: z.object({ id }),
    body: withdrawAcceptanceInput.omit({ id: true }),
    answer: z.object({ id: z.string() }),
    handle: ({ run }, { params, body }) => run(withdrawAcceptance, { ...body, ...params }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/deployments/{id}/starts',
    summary: 'Copy what another organisation signed as a draft of your own, to be signed here',
    params: z.object({ id }),
    body: z.object({ answerId: id }),
    answer: z.object({ requirementId: z.string(), part: z.string() }),
    status: 201,
    handle: async ({ run }, { params, body }) => {
      const { offered } = await run(openOffered, body)
      const { requirementId, part } = offered
      return run(startFrom, { ...body, deploymentId: params.id, requirementId, part })
    },
  }),
  route({
    ...common,
    method: 'post',
    path: '/signed-answers/{id}/openings',
    summary: 'Open what another organisation signed; that you did is written down for both sides',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: z.object({ id }),
    answer: offeredAnswer,
    handle: async ({ run }, { params }) => {
      const { offered, requirement } = await run(openOffered, { answerId: params.id })
      return wordedOffered(offered, requirement)
    },
  }),
  route({
    ...common,
    method: 'post',
    path: '/signed-answers/{id}/documents/{document}/openings',
    summary:
      'Open a document beside what another organisation signed; that you did is written down',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: z.object({ id, document: id }),
    answer: z.custom<Download>(),
    fileAnswer: OPENED_FILE,
    handle: async ({ run }, { params: { id: answerId, document: documentId } }) =>
      opened(files, await run(openOfferedDocument, { answerId, documentId })),
  }),
  route({
    ...common,
    method: 'put',
    path: '/reuse-hours',
    summary: 'Set how many hours your organisation takes an accepted and a started item to save',
    allow: MAY_SET_HOURS,
    body: reuseHoursInput,
    answer: z.object({ accepted: z.number(), started: z.number() }),
    handle: ({ run }, { body }) => run(setReuseHours, body),
  }),
]
