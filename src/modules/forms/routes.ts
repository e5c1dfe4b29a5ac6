import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { attachGivenFileThrough, attachLinkThrough, takeOffThrough } from './attach-to-question.js'
import { LARGEST_DOCUMENT } from '#modules/evidence/index.js'
import { finishFormThrough } from './finish-form.js'
import { inBrief, listAnswer, shownAnswer, worded } from './form-in-json.js'
import { listForms, listFormsInput } from './list-forms.js'
import {
  attachLinkInput,
  finishFormInput,
  MAY_ANSWER_FORMS,
  saveAnswersInput,
  startFormInput,
  takeOffInput,
} from './model.js'
import { saveAnswers } from './save-answers.js'
import { showForm } from './show-form.js'
import { startForm } from './start-form.js'
import type { EvidenceDoors } from './use-as-evidence.js'

const params = z.object({ id: z.string().max(60) })
const questionParams = params.extend({ code: z.string().max(20) })
const common = { tag: 'Forms', scope: 'evidence:write', allow: MAY_ANSWER_FORMS } as const

/** The REST operations about forms. */
export const formRoutes = (evidence: EvidenceDoors): readonly AnyRoute[] => [
  route({
    ...common,
    method: 'post',
    path: '/forms',
    summary: 'Start a form about a subject, or answer the one there is',
    body: startFormInput,
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: ({ run }, { body }) => run(startForm, body),
  }),
  route({
    ...common,
    method: 'get',
    path: '/forms',
    summary:
      'The forms of your organisation in one state, a page at a time; id is null before a form is started',
    allow: ['signed-in'],
    scope: 'evidence:read',
    query: listFormsInput,
    answer: listAnswer,
    handle: async ({ read }, { query }) => {
      const { rows, previous, next } = await read(listForms, query)
      return { items: rows.map(inBrief), previous, next }
    },
  }),
  route({
    ...common,
    method: 'get',
    path: '/forms/{id}',
    summary: 'A form with every question: asked or not, answered or missing, and why',
    allow: ['signed-in'],
    scope: 'evidence:read',
    params,
    answer: shownAnswer,
    handle: async ({ read }, given) => worded(await read(showForm, given.params)),
  }),
  route({
    ...common,
    method: 'put',
    path: '/forms/{id}/answers',
    summary: 'Save answers by code, each over the revision that was read (0 for none)',
    params,
    body: saveAnswersInput.omit({ id: true }),
    answer: z.object({ saved: z.array(z.string()), revision: z.number() }),
    handle: ({ run }, given) => run(saveAnswers, { ...given.body, ...given.params }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/forms/{id}/links',
    summary: 'Attach a link to a question',
    params,
    body: attachLinkInput.omit({ id: true }),
    answer: z.object({ documentId: z.string() }),
    status: 201,
    handle: ({ run }, given) =>
      run(attachLinkThrough(evidence), { ...given.body, ...given.params }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/forms/{id}/questions/{code}/files',
    summary: 'Attach a file to a question; it becomes a document of the evidence',
    params: questionParams,
    query: z.object({
      title: z.string({ error: 'Enter a title.' }).max(200),
      file_name: z.string({ error: 'Enter the name of the file.' }).max(200),
    }),
    rawBody: {
      contentTypes: ['application/octet-stream'],
      description: 'The file as it is; its kind is told from its content. At most 20 MB.',
      largest: LARGEST_DOCUMENT,
    },
    answer: z.object({ documentId: z.string() }),
    status: 201,
    handle: async ({ read, run, request }, given) =>
      attachGivenFileThrough(evidence)(
        { read, run },
        {
          ...given.params,
          title: given.query.title,
          fileName: given.query.file_name,
          bytes: new Uint8Array(await request.arrayBuffer()),
        },
      ),
  }),
  route({
    ...common,
    method: 'post',
    path: '/forms/{id}/questions/{code}/attachments/{documentId}/take-off',
    summary: 'Take an attachment off a question, with the reason; it stays on record',
    params: questionParams.extend({ documentId: z.string().max(60) }),
    body: takeOffInput.pick({ reason: true }),
    answer: z.object({ id: z.string(), code: z.string() }),
    handle: ({ run }, given) => run(takeOffThrough(evidence), { ...given.body, ...given.params }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/forms/{id}/editions',
    summary: 'Finish a form with nothing missing: it goes into the evidence, to be signed there',
    params,
    body: finishFormInput.omit({ id: true }),
    answer: z.object({ number: z.number(), digest: z.string(), outcome: z.string() }),
    status: 201,
    handle: ({ run }, given) =>
      run(finishFormThrough(evidence), { ...given.body, ...given.params }),
  }),
]
