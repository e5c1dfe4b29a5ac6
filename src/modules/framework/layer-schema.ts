import { z } from 'zod'
import { gateCheckSchema, gateId, rolesOrNobody, signOffStepSchema } from './schema-parts.js'
import { gateEffectSchema, requirementSchema } from './requirement-schema.js'

const text = z.string('must be words').trim().min(1, 'must not be empty').max(4000)
const localId = z
  .string()
  .regex(
    /^L-[A-Z0-9][A-Z0-9-]{0,15}$/,
    'must be L- and capital letters or digits, such as L-NEL1: a layer adds requirements of its own and never replaces one of the national set',
  )
const localStep = z
  .string()
  .regex(
    /^l-[a-z0-9][a-z0-9-]{0,30}$/,
    'must be l- and lower-case letters, digits or hyphens, such as l-board: a layer adds signatures of its own and never replaces one of the national set',
  )
const nationalId = z
  .string()
  .regex(/^R\d{2}$/, 'must be a requirement of the national set, such as R04')

/** A layer as its author writes it: what a system adds to the national set, and nothing else. */
export const layerSchema = z.strictObject({
  id: z
    .string('must be a short name')
    .regex(/^[a-z][a-z0-9-]{1,19}$/, 'must be 2 to 20 lower-case letters, digits or hyphens'),
  name: text.max(200),
  requirements: z
    .array(requirementSchema.extend({ id: localId }))
    .max(50, 'must be 50 requirements or fewer')
    .default([]),
  gates: z
    .array(gateEffectSchema.extend({ requirement: nationalId }))
    .max(100, 'must be 100 lines or fewer')
    .default([]),
  checks: z
    .array(gateCheckSchema.extend({ gate: gateId }))
    .max(50, 'must be 50 checks or fewer')
    .default([]),
  signatures: z
    .array(signOffStepSchema.extend({ id: localStep, gate: gateId }))
    .max(20, 'must be 20 signatures or fewer')
    .default([]),
  exceptions: z
    .array(
      z.strictObject({
        requirement: nationalId,
        by: rolesOrNobody,
        because: text.nullable().default(null),
      }),
    )
    .max(100, 'must be 100 lines or fewer')
    .default([]),
  additions: z
    .array(
      z.strictObject({
        requirement: nationalId,
        example: text.nullable().default(null),
        wording: text.nullable().default(null),
      }),
    )
    .max(100, 'must be 100 additions or fewer')
    .default([]),
})
