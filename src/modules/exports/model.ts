import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { freeText } from '#kernel/identifiable-data.js'

/** What can be taken out of a deployment. */
export const DEPLOYMENT_EXPORTS = ['atrs-record'] as const

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

/** What noting an export takes. */
export const noteExportInput = z.object({
  of: z.literal('deployment'),
  deploymentId: id,
  what: z.enum(DEPLOYMENT_EXPORTS, { error: 'Choose what to take out.' }),
  reason: reasonField,
})

/** When and by which rules something was taken out; stands on every export. */
export interface ExportNote {
  /** London date. */
  madeOn: string
  madeBy: string
  frameworkVersion: string
}
