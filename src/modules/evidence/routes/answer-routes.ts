import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { MAY_ANSWER, saveAnswerInput, signAnswerInput, SUBJECT_SCOPES } from '../model.js'
import { saveAnswer } from '../save-answer.js'
import { showAnswer, showEvidence, type RequirementEvidence } from '../show-evidence.js'
import { signAnswer } from '../sign-answer.js'
import { withdrawAnswer, withdrawAnswerInput } from '../withdraw-answer.js'
import { aboutOf, fileOf, NAMED_IN_PATH, type RouteRoot } from './route-roots.js'

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

const common = { tag: 'Evidence', scope: 'evidence:write', allow: MAY_ANSWER } as const

/** Reading, answering, signing and withdrawing what is asked in a file. */
export const answerRoutes = (root: RouteRoot): readonly AnyRoute[] => [
  route({
    ...common,
    method: 'get',
    path: root.path,
    summary: `What is on file for each requirement ${root.words}`,
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: root.file,
    answer: z.object({ framework_version: z.string(), requirements: z.array(answerAnswer) }),
    handle: async ({ read }, given) => {
      const shown = await read(showEvidence, fileOf(given.params))
      return { framework_version: shown.framework.version, requirements: shown.items.map(worded) }
    },
  }),
  route({
    ...common,
    method: 'get',
    path: `${root.path}/{requirement}`,
    summary: `What is on file for one requirement ${root.words}`,
    allow: ['signed-in'],
    scope: 'evidence:read',
    params: root.asked,
    answer: answerAnswer,
    handle: async ({ read }, given) => worded(await read(showAnswer, aboutOf(given.params))),
  }),
  route({
    ...common,
    method: 'put',
    path: `${root.path}/{requirement}`,
    summary: `Save the draft of an answer ${root.words}, over the revision that was read (0 for none)`,
    params: root.asked,
    body: saveAnswerInput.omit(NAMED_IN_PATH),
    answer: z.object({ id: z.string(), revision: z.number() }),
    handle: ({ run }, given) => run(saveAnswer, { ...given.body, ...aboutOf(given.params) }),
  }),
  route({
    ...common,
    method: 'post',
    path: `${root.path}/{requirement}/signatures`,
    summary: 'Sign an answer as it stands; only a person can, so an API key is refused',
    params: root.asked,
    body: signAnswerInput.omit(NAMED_IN_PATH),
    answer: z.object({ id: z.string(), role: z.string(), inDateUntil: z.string().nullable() }),
    status: 201,
    handle: ({ run }, given) => run(signAnswer, { ...given.body, ...aboutOf(given.params) }),
  }),
  route({
    ...common,
    method: 'post',
    path: `${root.path}/{requirement}/withdraw`,
    summary: 'Withdraw what was signed, with the reason; only a person who may sign it can',
    params: root.asked,
    body: withdrawAnswerInput.omit(NAMED_IN_PATH),
    answer: z.object({ id: z.string(), affects: z.array(z.string()) }),
    handle: ({ run }, given) => run(withdrawAnswer, { ...given.body, ...aboutOf(given.params) }),
  }),
]
