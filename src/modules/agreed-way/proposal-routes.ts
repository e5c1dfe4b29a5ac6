import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import {
  answerProposalInput,
  commentInput,
  proposeChangeInput,
  withdrawProposalInput,
} from './model.js'
import {
  differenceAnswer,
  proposalAnswer,
  responseAnswer,
  wordedDifference,
  wordedProposal,
  wordedResponse,
} from './proposal-answers.js'
import { proposeChange } from './propose-change.js'
import { answerProposal, commentOnProposal, MAY_AGREE, MAY_COMMENT } from './respond-to-proposal.js'
import { adoptProposal, withdrawProposal } from './settle-proposal.js'
import { previewChange, previewChangeInput, showProposal, showVersions } from './show-versions.js'

const params = z.object({ id: z.string().max(60) })
const responded = z.object({ id: z.string(), proposalId: z.string() })
const common = { tag: 'Agreed way', scope: 'framework:write', allow: ['system-ai-lead'] } as const
const reading = { tag: 'Agreed way', scope: 'framework:read', allow: ['signed-in'] } as const

/** What is in force and what is proposed: versions and the layer of a system, comments, adoption. */
export const proposalRoutes: readonly AnyRoute[] = [
  route({
    ...reading,
    method: 'get',
    path: '/framework/layer',
    summary: 'What is in force for your organisation, and what its system adds to the national set',
    answer: z.object({
      version: z.string(),
      national_version: z.string(),
      in_force_since: z.string(),
      system: z.object({ id: z.string(), name: z.string() }).nullable(),
      proposal: z.string().nullable(),
      /** The layer as it is written, YAML; empty where there is none. */
      layer: z.string(),
    }),
    handle: async ({ read }) => {
      const { framework, national, since, system, proposalId, layerText } = await read(
        showVersions,
        {},
      )
      return {
        version: framework.version,
        national_version: national.version,
        in_force_since: since,
        system: system && { id: system.id, name: system.name },
        proposal: proposalId,
        layer: layerText,
      }
    },
  }),
  route({
    ...reading,
    method: 'post',
    path: '/framework/layer/preview',
    summary: 'What a layer or a version would change; it stores nothing',
    allow: ['system-ai-lead'],
    body: previewChangeInput,
    answer: differenceAnswer,
    handle: async ({ read }, { body }) =>
      wordedDifference((await read(previewChange, body)).difference),
  }),
  route({
    ...reading,
    method: 'get',
    path: '/framework/proposals',
    summary: 'Changes proposed in your system, newest first; before is the number of the last read',
    query: z.object({ before: z.coerce.number().int().min(1).optional() }),
    answer: z.object({ items: z.array(proposalAnswer), next: z.number().nullable() }),
    handle: async ({ read }, { query }) => {
      const { proposals, next } = await read(showVersions, query)
      return { items: proposals.map(wordedProposal), next }
    },
  }),
  route({
    ...common,
    method: 'post',
    path: '/framework/proposals',
    summary: 'Propose a change to the agreed way of your system, open to comments until a day',
    body: proposeChangeInput,
    answer: z.object({ id: z.string(), number: z.number() }),
    status: 201,
    handle: ({ run }, { body }) => run(proposeChange, body),
  }),
  route({
    ...reading,
    method: 'get',
    path: '/framework/proposals/{id}',
    summary: 'A proposal: what it changes, what was said of it, what stands against adopting it',
    params,
    answer: z.object({
      proposal: proposalAnswer,
      layer: z.string(),
      difference: differenceAnswer,
      responses: z.array(responseAnswer),
      against: z.array(z.string()),
      in_force: z.boolean(),
    }),
    handle: async ({ read }, given) => {
      const shown = await read(showProposal, { proposalId: given.params.id })
      return {
        proposal: wordedProposal(shown.proposal),
        layer: shown.layerText,
        difference: wordedDifference(shown.difference),
        responses: shown.responses.map(wordedResponse),
        against: [...shown.against],
        in_force: shown.isInForce,
      }
    },
  }),
  route({
    ...common,
    method: 'post',
    path: '/framework/proposals/{id}/comments',
    summary: 'Comment on a proposal of your system',
    allow: MAY_COMMENT,
    params,
    body: commentInput.omit({ proposalId: true }),
    answer: responded,
    status: 201,
    handle: ({ run }, given) =>
      run(commentOnProposal, { ...given.body, proposalId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/framework/proposals/{id}/answers',
    summary: 'Say for an organisation of the group whether it agrees; a person only',
    allow: MAY_AGREE,
    params,
    body: answerProposalInput.omit({ proposalId: true }),
    answer: responded,
    status: 201,
    handle: ({ run }, given) => run(answerProposal, { ...given.body, proposalId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/framework/proposals/{id}/adopt',
    summary: 'Put a proposal in force for your system, from today; a person only',
    params,
    answer: z.object({ id: z.string(), inForceFrom: z.string() }),
    handle: ({ run }, given) => run(adoptProposal, { proposalId: given.params.id }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/framework/proposals/{id}/withdraw',
    summary: 'Withdraw an open proposal of your system, with the reason',
    params,
    body: withdrawProposalInput.omit({ proposalId: true }),
    answer: z.object({ id: z.string() }),
    handle: ({ run }, given) =>
      run(withdrawProposal, { ...given.body, proposalId: given.params.id }),
  }),
]
