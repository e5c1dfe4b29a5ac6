import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { callStop } from './call-stop.js'
import { ceaseDeployment } from './cease-deployment.js'
import { changeVersion } from './change-version.js'
import { editDeployment } from './edit-deployment.js'
import { findOwners } from './find-owners.js'
import { listDeployments, listDeploymentsInput } from './list-deployments.js'
import {
  callStopInput,
  changeVersionInput,
  editDeploymentInput,
  MAY_REGISTER,
  MAY_STOP,
  reasonInput,
  registerDeploymentInput,
  type Deployment,
} from './model.js'
import { pauseDeployment, resumeDeployment } from './pause-deployment.js'
import { registerDeployment } from './register-deployment.js'
import { showDeployment } from './show-deployment.js'

const named = z.object({ id: z.string(), name: z.string() })

const answer = z.object({
  id: z.string(),
  organisation: named,
  product: named,
  supplier: named,
  version: named.nullable(),
  use_case: z.object({ id: z.string(), title: z.string() }),
  opportunity_id: z.string(),
  contact_role: z.string(),
  stage: z.string(),
  stage_since: z.string(),
  state: z.string(),
  in_use_before_assessment: z.boolean(),
  facts: z.record(z.string(), z.union([z.boolean(), z.string(), z.null()])),
  pilot_ends: z.string().nullable(),
  review_due: z.string().nullable(),
  revision: z.number(),
})

const toAnswer = (one: Deployment): z.output<typeof answer> => ({
  id: one.id,
  organisation: { id: one.organisationId, name: one.organisationName },
  product: { id: one.product.id, name: one.product.name },
  supplier: { id: one.product.supplierId, name: one.product.supplierName },
  version: one.version,
  use_case: { id: one.useCase.id, title: one.useCase.title },
  opportunity_id: one.opportunityId,
  contact_role: one.contactRole,
  stage: one.stage,
  stage_since: one.stageSince,
  state: one.state,
  in_use_before_assessment: one.inUseBeforeAssessment,
  facts: { ...one.facts },
  pilot_ends: one.pilotEnds,
  review_due: one.reviewDue,
  revision: one.revision,
})

const params = z.object({ id: z.string().max(60) })
const reason = reasonInput.omit({ deploymentId: true })
const about = { tag: 'Deployments', scope: 'deployments:write', params } as const
const moved = z.object({ id: z.string(), state: z.string() })

/** The REST operations about deployments. */
export const deploymentRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/deployments',
    summary: 'Deployments of the organisation and those partners share, a page at a time',
    tag: 'Deployments',
    allow: ['signed-in'],
    scope: 'deployments:read',
    query: listDeploymentsInput.extend({
      limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).optional(),
    }),
    answer: z.object({
      items: z.array(answer),
      previous: z.string().nullable(),
      next: z.string().nullable(),
    }),
    handle: async ({ read }, { query }) => {
      const { rows, previous, next } = await read(listDeployments, query)
      return { items: rows.map(toAnswer), previous, next }
    },
  }),
  route({
    method: 'get',
    path: '/deployments/{id}',
    summary: 'A deployment',
    tag: 'Deployments',
    allow: ['signed-in'],
    scope: 'deployments:read',
    params,
    answer,
    handle: async ({ read }, given) =>
      toAnswer((await read(showDeployment, given.params)).deployment),
  }),
  route({
    method: 'post',
    path: '/deployments',
    summary: 'Register a deployment at the stage it is really at; an API key names its owner',
    tag: 'Deployments',
    allow: MAY_REGISTER,
    scope: 'deployments:write',
    body: registerDeploymentInput,
    answer: z.object({ id: z.string(), stage: z.string() }),
    status: 201,
    handle: ({ run }, { body }) => run(registerDeployment, body),
  }),
  route({
    method: 'get',
    path: '/deployment-owners',
    summary: 'The people of the organisation who can own a deployment',
    tag: 'Deployments',
    allow: MAY_REGISTER,
    scope: 'deployments:write',
    answer: z.object({ items: z.array(named) }),
    handle: async ({ read }) => ({
      items: (await read(findOwners, {})).map(({ personId, name }) => ({ id: personId, name })),
    }),
  }),
  route({
    ...about,
    method: 'patch',
    path: '/deployments/{id}',
    summary: 'Change what a deployment says; carries the revision that was read',
    allow: MAY_REGISTER,
    body: editDeploymentInput.omit({ id: true }),
    answer: z.object({ id: z.string() }),
    handle: ({ run }, given) => run(editDeployment, { ...given.body, ...given.params }),
  }),
  route({
    ...about,
    method: 'post',
    path: '/deployments/{id}/version',
    summary: 'Note that another version or configuration runs from now on',
    allow: MAY_REGISTER,
    body: changeVersionInput.omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), changed: z.boolean() }),
    handle: ({ run }, given) =>
      run(changeVersion, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...about,
    method: 'post',
    path: '/deployments/{id}/pause',
    summary: 'Pause a deployment at once',
    allow: MAY_STOP,
    body: reason,
    answer: moved,
    handle: ({ run }, given) =>
      run(pauseDeployment, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...about,
    method: 'post',
    path: '/deployments/{id}/resume',
    summary: 'Let a paused deployment go on',
    allow: MAY_REGISTER,
    body: reason,
    answer: moved,
    handle: ({ run }, given) =>
      run(resumeDeployment, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...about,
    method: 'post',
    path: '/deployments/{id}/stop',
    summary: 'Call an emergency stop; a named person confirms on the page when it went off',
    allow: MAY_STOP,
    body: callStopInput.omit({ deploymentId: true }),
    answer: z.object({ id: z.string(), deploymentId: z.string() }),
    handle: ({ run }, given) => run(callStop, { ...given.body, deploymentId: given.params.id }),
  }),
  route({
    ...about,
    method: 'post',
    path: '/deployments/{id}/cease',
    summary: 'Cease a deployment at once, with reasons',
    allow: MAY_STOP,
    body: z.object({ reasons: z.array(z.string()), explanation: z.string().default('') }),
    answer: moved,
    handle: ({ run }, given) =>
      run(ceaseDeployment, { ...given.body, deploymentId: given.params.id }),
  }),
]
