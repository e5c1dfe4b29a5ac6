import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/describe.js'
import { MAY_ANSWER, saveAnswerInput, signAnswerInput, SUBJECT_SCOPES } from './model.js'
import { saveAnswer } from './save-answer.js'
import { showAnswer, showEvidence, type RequirementEvidence } from './show-evidence.js'
import { signAnswer } from './sign-answer.js'

const params = z.object({ id: z.string().max(60) })
const oneParams = params.extend({
  requirement: z.string().max(60).describe('An id such as R31, or R02.product for a part'),
})

const NAMED_IN_PATH = {
  deploymentId: true,
  scope: true,
  subjectId: true,
  requirementId: true,
  part: true,
} as const

const aboutOf = (given: { id: string; requirement: string }) => {
  const [requirementId = '', part = ''] = given.requirement.split('.')
  return { deploymentId: given.id, requirementId, part }
}

const answerAnswer = z.object({
  requirement: z.string(),
  part: z.string(),
  scope: z.enum(SUBJECT_SCOPES),
  subject: z.string(),
  name: z.string(),
  applies: z.boolean(),
  because: z.array(z.string()),
  state: z.string(),
  revision: z.number(),
  answers: z.record(z.string(), z.unknown()),
  fields_not_applicable: z.record(z.string(), z.string()),
  not_applicable_reason: z.string().nullable(),
  documents: z.array(
    z.object({ id: z.string(), title: z.string(), digest: z.string().nullable() }),
  ),
  signed: z
    .object({
      by: z.string(),
      role: z.string(),
      on: z.string(),
      version: z.string().nullable(),
      in_date_until: z.string().nullable(),
      under_review_since: z.string().nullable(),
    })
    .nullable(),
})

const worded = (item: RequirementEvidence): z.input<typeof answerAnswer> => ({
  requirement: item.requirement.id,
  part: item.part,
  scope: item.kept.scope,
  subject: item.kept.subjectId,
  name: item.requirement.name,
  applies: item.applies,
  because: [...item.because],
  state: item.word,
  revision: item.draft?.revision ?? 0,
  answers: { ...item.draft?.values },
  fields_not_applicable: { ...item.draft?.fieldsNotApplicable },
  not_applicable_reason: item.draft?.notApplicableReason ?? null,
  documents: item.documents.map(({ id, title, digest }) => ({ id, title, digest })),
  signed: item.signed
    ? {
        by: item.signed.signature.personName,
        role: item.signed.signature.role,
        on: item.signed.signature.on,
        version: item.signed.versionName,
        in_date_until: item.signed.inDateUntil,
        under_review_since: item.signed.reviewSince,
      }
    : null,
})

/** The REST operations about evidence. */
export const evidenceRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/deployments/{id}/evidence',
    summary: 'What is on file for each requirement of a deployment of your own',
    tag: 'Evidence',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params,
    answer: z.object({ framework_version: z.string(), requirements: z.array(answerAnswer) }),
    handle: async ({ read }, given) => {
      const shown = await read(showEvidence, { deploymentId: given.params.id })
      return { framework_version: shown.framework.version, requirements: shown.items.map(worded) }
    },
  }),
  route({
    method: 'get',
    path: '/deployments/{id}/evidence/{requirement}',
    summary: 'What is on file for one requirement',
    tag: 'Evidence',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: oneParams,
    answer: answerAnswer,
    handle: async ({ read }, given) => worded(await read(showAnswer, aboutOf(given.params))),
  }),
  route({
    method: 'put',
    path: '/deployments/{id}/evidence/{requirement}',
    summary: 'Save the draft of an answer over the revision that was read (0 for none)',
    tag: 'Evidence',
    allow: MAY_ANSWER,
    scope: 'evidence:write',
    params: oneParams,
    body: saveAnswerInput.omit(NAMED_IN_PATH),
    answer: z.object({ id: z.string(), revision: z.number() }),
    handle: ({ run }, given) =>
      run(saveAnswer, {
        ...given.body,
        ...aboutOf(given.params),
      }),
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/evidence/{requirement}/signatures',
    summary: 'Sign an answer as it stands; only a person can, so an API key is refused',
    tag: 'Evidence',
    allow: MAY_ANSWER,
    scope: 'evidence:write',
    params: oneParams,
    body: signAnswerInput.omit(NAMED_IN_PATH),
    answer: z.object({
      id: z.string(),
      role: z.string(),
      inDateUntil: z.string().nullable(),
    }),
    status: 201,
    handle: ({ run }, given) =>
      run(signAnswer, {
        ...given.body,
        ...aboutOf(given.params),
      }),
  }),
]
