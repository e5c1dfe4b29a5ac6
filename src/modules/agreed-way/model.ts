import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'

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
  id,
  reason: freeText('why it is withdrawn', 2000),
})
