import { z } from 'zod'
import { FIELD_KINDS, SCOPES } from './model.js'
import {
  text,
  oneOf,
  roles,
  areas,
  gateId,
  effect,
  rolesOrNobody,
  requirementId,
  fieldId,
  expressionSchema,
  optionalExpression,
  choice,
  sourceSchema,
} from './schema-parts.js'

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
