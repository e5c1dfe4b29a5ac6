import { z } from 'zod'
import type { Role } from '#kernel/roles.js'

/** Sends one letter; rejects when the mail server refuses it. */
export type Mail = (letter: { to: string; subject: string; text: string }) => Promise<void>

/** What a letter is about. */
export const PURPOSES = [
  'alert',
  'alert-reminder',
  'concern',
  'hazards',
  'charter-breach',
  'collaboration-invitation',
  'collaboration-ended',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Why an organisation is written to. */
export const PARTS = ['runs-it', 'supplier', 'watches', 'own', 'party'] as const
export type Part = (typeof PARTS)[number]

/** Who is written to in an organisation, by why it is written to. */
export const ROLES_WRITTEN_TO: Readonly<Record<Part, readonly Role[]>> = {
  'runs-it': ['clinical-safety-officer', 'deployment-owner', 'administrator'],
  supplier: ['supplier-contact'],
  watches: ['system-ai-lead'],
  own: ['clinical-safety-officer'],
  party: ['administrator', 'executive-sponsor', 'information-governance-lead', 'supplier-contact'],
}

/** A letter and what became of it. */
export interface Letter {
  id: string
  address: string
  state: 'waiting' | 'sending' | 'sent' | 'refused' | 'nobody'
  attempts: number
  problem: string | null
}

/** How often a refused letter is tried before it is given up. */
export const MOST_ATTEMPTS = 8

/** What preparing the letters of one organisation takes. */
export const prepareLettersInput = z.object({
  purpose: z.enum(PURPOSES),
  aboutId: z.string().max(60),
  part: z.enum(PARTS),
})
