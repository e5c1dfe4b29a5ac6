import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { freeText } from '#kernel/identifiable-data.js'

/** What can be taken out of a deployment. */
const DEPLOYMENT_EXPORTS = ['atrs-record', 'deployment-file'] as const
/** What can be taken out of an organisation. */
export const ORGANISATION_EXPORTS = ['foi-answer-pack', 'board-paper'] as const

/** Who takes records out: those who answer for them, and auditors. Staff and suppliers read on the screen. */
export const MAY_TAKE_OUT: Allow = [
  'deployment-owner',
  'administrator',
  'executive-sponsor',
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'auditor',
]

/** Why it is taken out: every one of these holds records that are not public. */
export const reasonField = freeText('what you need it for', 500)

const id = z.string().max(60)

/** A month as 2026-10; empty for the last one that is over. */
export const monthField = z
  .union([z.literal(''), z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'Choose a month.')])
  .default('')

/** What noting an export takes: of a deployment, or of the whole organisation. */
export const noteExportInput = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('deployment'),
    deploymentId: id,
    what: z.enum(DEPLOYMENT_EXPORTS, { error: 'Choose what you need.' }),
    reason: reasonField,
  }),
  z.object({
    of: z.literal('organisation'),
    what: z.enum(ORGANISATION_EXPORTS, { error: 'Choose what you need.' }),
    reason: reasonField,
  }),
])

/** When and by which rules something was taken out; stands on every export. */
export interface ExportNote {
  /** London date. */
  madeOn: string
  madeBy: string
  frameworkVersion: string
}
