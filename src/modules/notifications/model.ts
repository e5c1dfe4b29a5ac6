import { z } from 'zod'
import { LETTER_PURPOSES } from '#kernel/events/concerns.js'
import { ROLES, type Role } from '#kernel/roles.js'

/** Sends one letter; rejects when the mail server refuses it. */
export type Mail = (letter: { to: string; subject: string; text: string }) => Promise<void>

/** What a letter is about. */
export type Purpose = (typeof LETTER_PURPOSES)[number]

/** Why an organisation is written to. */
export const PARTS = ['runs-it', 'supplier', 'watches', 'own', 'answers', 'signs', 'party'] as const
export type Part = (typeof PARTS)[number]

/** Who is written to in an organisation, by why it is written to. */
export const ROLES_WRITTEN_TO: Readonly<Record<Part, readonly Role[]>> = {
  'runs-it': ['clinical-safety-officer', 'deployment-owner', 'administrator'],
  supplier: ['supplier-contact'],
  watches: ['system-ai-lead'],
  own: ['clinical-safety-officer'],
  answers: ['deployment-owner', 'technical-lead', 'information-governance-lead'],
  signs: [
    'deployment-owner',
    'clinical-safety-officer',
    'technical-lead',
    'information-governance-lead',
    'executive-sponsor',
    'supplier-contact',
  ],
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

/** Who in an organisation is written to: by its part, or only some roles, or only one person. */
export const writtenTo = {
  part: z.enum(PARTS),
  roles: z.array(z.enum(ROLES)).optional(),
  personId: z.string().max(60).optional(),
}

/** What preparing the letters of one organisation takes. */
export const prepareLettersInput = z.object({
  purpose: z.enum(LETTER_PURPOSES),
  aboutId: z.string().max(60),
  ...writtenTo,
})
