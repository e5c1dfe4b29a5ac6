import { z } from 'zod'
import { ROLES } from '#kernel/roles.js'
import { AREA_IDS, FACT_IDS, GATE_CHECKS, GATE_IDS, type Expression } from './model.js'
import { ruleFault } from './rule-fault.js'

/** Words, not empty. */
export const text = z.string('must be words').trim().min(1, 'must not be empty')
/** One of some values; refused with what it must be. */
export const oneOf = <T extends readonly string[]>(values: T, what: string) =>
  z.enum(values, `must be ${what}: ${values.join(', ')}`)
const role = oneOf(ROLES, 'a role')
/** One role or more. */
export const roles = z.array(role).min(1, 'must name at least one role')
/** An area of the London framework. */
export const area = oneOf(AREA_IDS, 'a framework area')
/** One area of the London framework or more. */
export const areas = z.array(area).min(1, 'must name at least one framework area')
/** The id of a gate. */
export const gateId = oneOf(GATE_IDS, 'a gate')
/** How sure we are of a statement. */
export const mark = oneOf(['verified', 'secondary', 'to-be-confirmed'] as const, 'a mark')
/** What a requirement or a check does at a gate. */
export const effect = oneOf(['blocks', 'advises'] as const, 'an effect')
/** Who may make an exception. */
export const rolesOrNobody = z.union(
  [z.literal('nobody'), roles],
  'must be a list of roles, or nobody',
)
/** The id of a requirement. */
export const requirementId = z.string().regex(/^R\d{2}$/, 'must be R and two digits, such as R04')
/** An id of lower-case words. */
export const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words joined by hyphens')

/** A check of the record that a gate makes. */
export const gateCheckSchema = z.strictObject({
  check: oneOf(GATE_CHECKS, 'a check'),
  effect,
  mayExcept: rolesOrNobody,
})

/** A rule over facts: `always`, or fact and equals, all, any, not. */
export const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
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

/** A rule over facts, or none. */
export const optionalExpression = expressionSchema.nullable().default(null)

/** A signature that a gate needs before it is decided. */
export const signOffStepSchema = z.strictObject({
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

/** A choice with its words. */
export const choice = z.strictObject({ id: text, label: text })

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
