import { z } from 'zod'
import { ROLES } from '#kernel/roles.js'
import {
  AREA_IDS,
  FACT_IDS,
  FIELD_KINDS,
  GATE_CHECKS,
  GATE_IDS,
  SCOPES,
  STAGE_IDS,
  type Expression,
} from './model.js'
import { ruleFault } from './rule-fault.js'

/** Words, not empty. */
export const text = z.string('must be words').trim().min(1, 'must not be empty')
const oneOf = <T extends readonly string[]>(values: T, what: string) =>
  z.enum(values, `must be ${what}: ${values.join(', ')}`)
const role = oneOf(ROLES, 'a role')
const roles = z.array(role).min(1, 'must name at least one role')
const area = oneOf(AREA_IDS, 'a framework area')
const areas = z.array(area).min(1, 'must name at least one framework area')
/** The id of a gate. */
export const gateId = oneOf(GATE_IDS, 'a gate')
const calendarDate = z.iso.date('must be a date written 2026-04-01')
/** How sure we are of a statement. */
export const mark = oneOf(['verified', 'secondary', 'to-be-confirmed'] as const, 'a mark')
const effect = oneOf(['blocks', 'advises'] as const, 'an effect')
/** Who may make an exception. */
export const rolesOrNobody = z.union(
  [z.literal('nobody'), roles],
  'must be a list of roles, or nobody',
)
const requirementId = z.string().regex(/^R\d{2}$/, 'must be R and two digits, such as R04')
const fieldId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens')

/** A check of the record that a gate makes. */
export const gateCheckSchema = z.strictObject({
  check: oneOf(GATE_CHECKS, 'a check'),
  effect,
  mayExcept: rolesOrNobody,
})

/** A rule over facts: `always`, or fact and equals, all, any, not. */
const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union(
    [
      z.literal('always'),
      z.strictObject({
        fact: oneOf(FACT_IDS, 'a fact'),
        equals: z.union([z.boolean(), z.string()]),
      }),
      z.strictObject({ all: z.array(expressionSchema).min(1) }),
      z.strictObject({ any: z.array(expressionSchema).min(1) }),
      z.strictObject({ not: expressionSchema }),
    ],
    { error: ({ input }) => ruleFault(input) },
  ),
)

const optionalExpression = expressionSchema.nullable().default(null)
const choice = z.strictObject({ id: text, label: text })

/** Where something is from, and how sure we are of it. */
export const sourceSchema = z
  .strictObject({
    name: text,
    supports: text.nullable().default(null),
    address: z
      .url({ protocol: /^https?$/, error: 'must be a web address' })
      .nullable()
      .default(null),
    date: z
      .string()
      .regex(
        /^(\d{4}(-\d{2}){0,2}|undated)$/,
        'must be a year, month or day (2026-04-01), or undated',
      )
      .nullable()
      .default(null),
    mark,
  })
  .refine((source) => source.mark === 'to-be-confirmed' || (source.address && source.date), {
    message: 'must have an address and a date, or be marked to-be-confirmed',
  })

const answerFieldSchema = z
  .strictObject({
    id: fieldId,
    label: text,
    kind: oneOf(FIELD_KINDS, 'a kind of answer'),
    required: z.boolean('must be true or false'),
    help: text,
    choices: z.array(choice).default([]),
    minimum: z.number().nullable().default(null),
    maximum: z.number().nullable().default(null),
  })
  .refine((field) => (field.kind === 'choice') === field.choices.length > 0, {
    message: 'must have choices if its kind is choice, and none otherwise',
  })

/** What a requirement does at one gate. */
export const gateEffectSchema = z.strictObject({
  gate: gateId,
  effect,
  when: optionalExpression,
  needs: oneOf(['draft', 'signed', 'live'] as const, 'a state of evidence'),
  fields: z.array(fieldId).default([]),
  atLeast: z.strictObject({ field: fieldId, of: fieldId }).nullable().default(null),
})

const renewalSchema = z.union(
  [
    z.strictObject({ months: z.number().int().min(1).max(120) }),
    z.strictObject({
      on: z.enum(['version', 'change', 'decision', 'review', 'decommissioning', 'once']),
    }),
  ],
  'must be { months: 12 } or { on: version, change, decision, review, decommissioning or once }',
)

const part = oneOf(['answers', 'document', 'points'] as const, 'a part of evidence')

/** One file of `framework/requirements/`. */
export const requirementSchema = z.strictObject({
  id: requirementId,
  name: text,
  areas,
  question: text,
  why: text,
  goodEvidence: text,
  scope: oneOf(SCOPES, 'a scope'),
  applies: expressionSchema,
  answeredBy: roles,
  signedBy: roles,
  mayExcept: z
    .array(
      z.strictObject({
        when: optionalExpression,
        by: rolesOrNobody,
        because: text.nullable().default(null),
      }),
    )
    .min(1, 'must say who may make an exception, or nobody'),
  metBy: z.strictObject({ anyOf: z.array(part).default([]), allOf: z.array(part).default([]) }),
  points: z
    .strictObject({
      rule: z.enum([
        'value-reaches-pass-mark',
        'interval-above-pass-mark',
        'interval-not-below-pass-mark',
      ]),
    })
    .nullable()
    .default(null),
  gates: z.array(gateEffectSchema),
  renewal: z.array(renewalSchema).min(1, 'must say when it is looked at again'),
  fields: z.array(answerFieldSchema),
  parts: z
    .array(
      z.strictObject({
        id: fieldId,
        name: text,
        scope: oneOf(SCOPES, 'a scope'),
        fields: z.array(fieldId).min(1, 'must name at least one field'),
        answeredBy: roles,
        signedBy: roles,
      }),
    )
    .default([]),
  form: fieldId.nullable().default(null),
  sources: z.array(sourceSchema).min(1, 'must have at least one source'),
})

const signOffStepSchema = z.strictObject({
  id: fieldId,
  name: text,
  statement: text,
  rule: oneOf(['any', 'all'] as const, 'a rule'),
  roles,
  people: z.number('must be a number').int().min(1, 'must be at least one').max(10).default(1),
  after: z.array(fieldId).default([]),
  when: optionalExpression,
  notBy: z.array(fieldId).default([]),
})

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
