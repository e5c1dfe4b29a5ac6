import { z } from 'zod'
import { FACT_IDS, STAGE_IDS } from './model.js'
import {
  text,
  oneOf,
  roles,
  area,
  areas,
  gateId,
  mark,
  requirementId,
  fieldId,
  gateCheckSchema,
  signOffStepSchema,
  choice,
  sourceSchema,
} from './schema-parts.js'

const calendarDate = z.iso.date('must be a date written 2026-04-01')

/** `framework/gates.yaml`. */
export const gatesSchema = z.strictObject({
  gates: z.array(
    z.strictObject({
      id: gateId,
      name: text,
      from: z.array(oneOf(STAGE_IDS, 'a stage')).min(1),
      to: oneOf(STAGE_IDS, 'a stage').nullable(),
      areas,
      lifecycle: z.array(text).default([]),
      carries: oneOf(['all', 'lapsed', 'none'] as const, 'what it carries'),
      asks: z.array(z.strictObject({ question: text, areas })).min(1),
      checks: z.array(gateCheckSchema),
      signOff: z.array(signOffStepSchema).default([]),
      decidedBy: roles,
      decisions: z
        .array(
          z.strictObject({
            id: fieldId,
            label: text,
            effect: z.enum([
              'moves',
              'stays',
              'returns',
              'extends',
              'parks',
              'joins',
              'pauses',
              'ceases',
            ]),
            needsAllMet: z.boolean(),
            needsConditions: z.boolean().default(false),
          }),
        )
        .min(1),
      reasons: z.array(choice).default([]),
      checklist: z.array(choice).default([]),
      mark,
    }),
  ),
})

/** `framework/stages.yaml`. */
export const stagesSchema = z.strictObject({
  stages: z.array(
    z.strictObject({ id: oneOf(STAGE_IDS, 'a stage'), name: text, line: text, areas }),
  ),
})

const anyFact = {
  id: oneOf(FACT_IDS, 'a fact'),
  question: text,
  help: text.nullable().default(null),
  from: z.strictObject({ requirement: requirementId, field: fieldId }).nullable().default(null),
}

/** `framework/facts.yaml`. */
export const factsSchema = z.strictObject({
  facts: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ ...anyFact, kind: z.literal('yes-no'), yes: text, no: text }),
      z.strictObject({ ...anyFact, kind: z.literal('choice'), choices: z.array(choice).min(2) }),
    ]),
  ),
})

/** `framework/framework.yaml`. */
export const frameworkSchema = z.strictObject({
  id: text,
  name: text,
  version: z
    .string()
    .regex(/^\d{4}\.\d{1,2}\.\d+$/, 'must be year.month.number, such as 2026.11.0'),
  effectiveFrom: calendarDate,
  effectiveTo: calendarDate.nullable().default(null),
  licence: text,
  wordingNote: text,
  areas: z.array(z.strictObject({ id: area, name: text })).length(5, 'must name the five areas'),
  areasSource: sourceSchema,
})
