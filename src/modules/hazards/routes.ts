import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { acceptHazard } from './accept-hazard.js'
import { addHazard } from './add-hazard.js'
import { changeState } from './change-state.js'
import { editHazard, setControls } from './edit-hazard.js'
import type { JudgedHazard } from './hazard-facts.js'
import { importHazards, proposeImport } from './import/import-hazards.js'
import { lookAtLog } from './import/look-at-log.js'
import { LARGEST_FILE } from './import/read-table.js'
import { listHazards } from './list-hazards.js'
import {
  acceptHazardInput,
  addHazardInput,
  changeStateInput,
  editHazardInput,
  listHazardsInput,
  scoreHazardInput,
  setControlsInput,
} from './inputs.js'
import { MAY_ACCEPT, MAY_READ, MAY_SCORE, MAY_WRITE } from './model.js'
import { scoreHazard } from './score-hazard.js'
import { showHazard } from './show-hazard.js'

const idOf = z.object({ id: z.string().max(60) })
const score = z.object({ likelihood: z.number(), severity: z.number() }).nullable()
const hazardAnswer = z.object({
  id: z.string(),
  reference: z.string(),
  name: z.string(),
  kind: z.string(),
  origin: z.string(),
  entry: z.string(),
  state: z.string(),
  initial: score,
  initialRisk: z.number().nullable(),
  residual: score,
  residualRisk: z.number().nullable(),
  /** What stands in the way, in a word; `accepted` or `recorded` where nothing does. */
  standing: z.string(),
  missing: z.string().nullable(),
  reviewSince: z.string().nullable(),
  revision: z.number(),
})
const revised = z.object({ id: z.string(), revision: z.number() })
const common = { tag: 'Hazards', params: idOf } as const
const write = { scope: 'hazards:write', allow: MAY_WRITE } as const

const inBrief = ({ hazard, standing }: Pick<JudgedHazard, 'hazard' | 'standing'>) => ({
  id: hazard.id,
  reference: hazard.reference,
  name: hazard.name,
  kind: hazard.kind,
  origin: hazard.origin,
  entry: hazard.entry,
  state: hazard.state,
  initial: hazard.initial,
  initialRisk: hazard.initialRisk,
  residual: hazard.residual,
  residualRisk: hazard.residualRisk,
  standing: standing.word,
  missing: standing.missing,
  reviewSince: hazard.reviewSince,
  revision: hazard.revision,
})

const importAnswer = z.object({
  read: z.number(),
  added: z.number(),
  alreadyHere: z.number(),
  ratings: z.object({ checked: z.number(), agree: z.number() }),
  problems: z.array(
    z.object({ row: z.number(), field: z.string(), message: z.string(), refused: z.boolean() }),
  ),
})

/** The REST operations about hazards. */
export const hazardRoutes: readonly AnyRoute[] = [
  ...logRoutes('deployments', (id) => ({ deploymentId: id }), 'a deployment'),
  ...logRoutes('versions', (id) => ({ versionId: id }), 'a version of one’s own product'),
  route({
    ...common,
    method: 'get',
    path: '/hazards/{id}',
    summary: 'A hazard, with its words, controls and where it stands',
    scope: 'hazards:read',
    allow: MAY_READ,
    answer: hazardAnswer.extend({
      words: z.record(z.string(), z.string()),
      controls: z.array(z.record(z.string(), z.string().nullable())),
    }),
    handle: async ({ read }, { params }) => {
      const { hazard, standing } = await read(showHazard, params)
      const { description, causes, effect, harm, existingControls, toleratedBecause } = hazard
      return {
        ...inBrief({ hazard, standing }),
        words: {
          description,
          causes,
          effect,
          hazard: hazard.hazard,
          harm,
          existingControls,
          toleratedBecause,
        },
        controls: hazard.controls.map((one) => ({ ...one })),
      }
    },
  }),
  route({
    ...common,
    ...write,
    method: 'patch',
    path: '/hazards/{id}',
    summary: 'Change the words of a hazard; carries the revision that was read',
    body: editHazardInput.omit({ id: true }),
    answer: revised,
    handle: ({ run }, { params, body }) =>
      run(editHazard, { ...body, concerns: body.concerns.join(','), ...params }),
  }),
  route({
    ...common,
    ...write,
    method: 'put',
    path: '/hazards/{id}/controls',
    summary: 'Set the controls of a hazard, all of them in order',
    body: setControlsInput.omit({ id: true }),
    answer: revised,
    handle: ({ run }, { params, body }) => run(setControls, { ...body, ...params }),
  }),
  route({
    ...common,
    method: 'put',
    path: '/hazards/{id}/score',
    summary: 'Score a hazard before and after its controls; the risk is looked up',
    scope: 'hazards:write',
    allow: MAY_SCORE,
    body: scoreHazardInput.omit({ id: true }),
    answer: revised,
    handle: ({ run }, { params, body }) => run(scoreHazard, { ...body, ...params }),
  }),
  route({
    ...common,
    ...write,
    method: 'put',
    path: '/hazards/{id}/state',
    summary: 'Close, transfer, withdraw or open a hazard; nothing is deleted',
    body: z.object(changeStateInput.shape).omit({ id: true }),
    answer: revised,
    handle: ({ run }, { params, body }) => run(changeState, { ...body, ...params }),
  }),
  route({
    ...common,
    method: 'post',
    path: '/hazards/{id}/acceptances',
    summary: 'Accept the residual risk of a hazard as it stands; a person only',
    scope: 'hazards:write',
    allow: MAY_ACCEPT,
    body: acceptHazardInput.omit({ id: true }),
    answer: z.object({ id: z.string(), role: z.string() }),
    status: 201,
    handle: ({ run }, { params, body }) => run(acceptHazard, { ...body, ...params }),
  }),
]

function logRoutes(
  noun: 'deployments' | 'versions',
  logOf: (id: string) => { deploymentId: string } | { versionId: string },
  words: string,
): AnyRoute[] {
  return [
    route({
      ...common,
      method: 'get',
      path: `/${noun}/{id}/hazards`,
      summary: `The hazard log of ${words}, a page at a time`,
      scope: 'hazards:read',
      allow: MAY_READ,
      query: listHazardsInput.omit({ log: true }),
      answer: z.object({
        items: z.array(hazardAnswer),
        previous: z.string().nullable(),
        next: z.string().nullable(),
      }),
      handle: async ({ read }, { params, query }) => {
        const list = await read(listHazards, { ...query, log: logOf(params.id) })
        return { items: list.rows.map(inBrief), previous: list.previous, next: list.next }
      },
    }),
    route({
      ...common,
      ...write,
      method: 'post',
      path: `/${noun}/{id}/hazards`,
      summary: `Add a hazard to the log of ${words}`,
      body: addHazardInput.omit({ log: true }),
      answer: z.object({ id: z.string(), reference: z.string(), revision: z.number() }),
      status: 201,
      handle: ({ run }, { params, body }) => run(addHazard, { ...body, log: logOf(params.id) }),
    }),
    route({
      ...common,
      ...write,
      method: 'post',
      path: `/${noun}/{id}/hazards/import`,
      summary: `Bring a CSV or Excel hazard log into the log of ${words}; a dry run unless apply is yes`,
      query: z.object({ apply: z.enum(['yes', 'no']).default('no') }),
      rawBody: {
        contentTypes: [
          'text/csv',
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        ],
        description: 'The file; its columns are recognised by their headings.',
        largest: LARGEST_FILE,
      },
      answer: importAnswer,
      handle: async ({ run, read, request }, { params, query }) => {
        const log = logOf(params.id)
        const file = await lookAtLog({ read }, log, new Uint8Array(await request.arrayBuffer()))
        const { proposal, fresh, alreadyHere } = await read(proposeImport, { log, file })
        if (query.apply === 'yes') await run(importHazards, { log, file })
        const { ratings, problems } = proposal
        return {
          read: proposal.read,
          added: fresh.length,
          alreadyHere,
          ratings,
          problems: [...problems],
        }
      },
    }),
  ]
}
