import { z } from 'zod'
import { query } from '#registry/query.js'
import { ASPECTS, TOOL_CLASSES } from '../catalogue/catalogue-schema.js'
import { findMeasures } from '../catalogue/find-measures.js'
import { CATALOGUE } from '../catalogue/read-catalogue.js'
import { requireOwn } from '../deployment-facts.js'
import { readPlan } from './plan-store.js'

const PAGE = 20

const blank = (value: unknown): unknown => (value === '' ? undefined : value)
const oneOf = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  z.preprocess(blank, z.enum(words).nullable().default(null).catch(null))

/** A page of the measure catalogue, narrowed by class, aspect and words, and what the plan watches. */
export const showCatalogue = query({
  name: 'monitoring.show-catalogue',
  allow: ['signed-in'],
  input: z.object({
    deploymentId: z.string().max(40),
    toolClass: oneOf(TOOL_CLASSES),
    aspect: oneOf(ASPECTS),
    words: z.string().max(100).default(''),
    page: z.coerce.number().int().min(1).max(1000).default(1).catch(1),
  }),
  run: async ({ db, organisationId }, { deploymentId, page, ...search }) => {
    const deployment = await requireOwn(db, deploymentId, organisationId())
    const found = findMeasures(CATALOGUE, search)
    const plan = await readPlan(db, deploymentId)
    return {
      deployment,
      search,
      page,
      pages: Math.max(1, Math.ceil(found.length / PAGE)),
      found: found.length,
      all: CATALOGUE.length,
      measures: found.slice((page - 1) * PAGE, page * PAGE),
      watched: (plan?.measures ?? []).map(({ measure }) => measure),
    }
  },
})
