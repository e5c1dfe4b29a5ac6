import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import { LARGEST_LAYER, LARGEST_VERSION } from '#modules/framework/index.js'

/** A named person of a system read a source and confirms what the agreed way says. */
export interface Confirmation {
  readonly id: string
  readonly item: string
  readonly digest: string
  readonly sourceAddress: string
  readonly readOn: CalendarDate
  readonly note: string
  readonly byName: string
  readonly role: Role
  readonly at: Date
  readonly withdrawnAt: Date | null
  readonly withdrawnByName: string | null
  readonly withdrawnBecause: string | null
}

const id = z.string().max(60)

/** What confirming a statement takes. */
export const confirmItemInput = z.object({
  item: z.string().max(200),
  /** Of the text as it was read, so that no other text is confirmed. */
  digest: z.string().max(64),
  sourceAddress: z
    .string({ error: 'Enter the address of the source you read.' })
    .trim()
    .max(500, 'Make the address 500 characters or fewer.')
    .pipe(
      z.url({
        protocol: /^https?$/,
        error: 'Enter the address of the source you read, such as https://www.england.nhs.uk/page.',
      }),
    ),
  readOn: z.iso.date('Enter the day you read it as day, month and year.'),
  note: freeText('the note', 2000, 0).default(''),
})

/** What withdrawing a confirmation takes. */
export const withdrawConfirmationInput = z.object({
  /** Of this item only, where it is named. */
  item: id.optional(),
  id,
  reason: freeText('why it is withdrawn', 2000),
})

/** An organisation of the group that adopts a change. */
export interface GroupMember {
  readonly id: string
  readonly name: string
}

/** A change to the agreed way of a system, without its content. */
export interface Proposal {
  readonly id: string
  readonly systemId: string
  readonly systemName: string
  readonly number: number
  readonly kind: 'national' | 'layer'
  readonly title: string
  readonly reason: string
  readonly nationalVersion: string
  readonly basedOn: string | null
  readonly commentsUntil: CalendarDate
  readonly groupName: string
  readonly groupMembers: readonly GroupMember[]
  readonly proposedByName: string
  readonly proposedAt: Date
  readonly state: 'open' | 'adopted' | 'withdrawn'
  readonly settledByName: string | null
  readonly settledAt: Date | null
  readonly settledBecause: string | null
  readonly inForceFrom: CalendarDate | null
}

/** What somebody said about a proposal, signed and dated. */
export interface Response {
  readonly id: string
  readonly organisationId: string
  readonly organisationName: string
  readonly kind: 'comment' | 'agrees' | 'does-not-agree'
  readonly words: string
  readonly personName: string
  readonly role: Role
  readonly saidAt: Date
}

/** What proposing a change takes. */
export const proposeChangeInput = z.object({
  kind: z.enum(['national', 'layer'], { error: 'Choose what is to change.' }),
  title: freeText('what changes, in a line', 200),
  reason: freeText('why it should change', 4000),
  /** The whole layer as YAML; empty for none. */
  layer: freeText('the layer', LARGEST_LAYER, 0).optional(),
  /** A whole version as `wardround framework show --json` writes it; empty for the installed one. */
  national: freeText('the version', LARGEST_VERSION, 0).optional(),
  commentsUntil: z.iso.date('Enter the last day for comments as day, month and year.'),
  groupName: freeText('the name of the group that adopts it', 200),
  groupMembers: z
    .union([id.transform((one) => [one]), z.array(id)], {
      error: 'Choose the organisations of the group.',
    })
    .pipe(z.array(z.string()).min(1, 'Choose the organisations of the group.').max(200)),
})

/** What commenting takes. */
export const commentInput = z.object({ proposalId: id, words: freeText('your comment', 4000) })

/** What answering for an organisation of the group takes. */
export const answerProposalInput = z.object({
  proposalId: id,
  answer: z.enum(['agrees', 'does-not-agree'], {
    error: 'Choose whether your organisation agrees.',
  }),
  words: freeText('the reason', 4000, 0).default(''),
})

/** What adopting takes. */
export const adoptProposalInput = z.object({ proposalId: id })

/** What withdrawing a proposal takes. */
export const withdrawProposalInput = z.object({
  proposalId: id,
  reason: freeText('why it is withdrawn', 4000),
})
