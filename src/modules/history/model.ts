import { z } from 'zod'
import { LARGEST_PAGE, PAGE_SIZE } from '#kernel/paging.js'

/** One line of the audit trail. */
export interface HistoryLine {
  id: string
  at: Date
  actorId: string
  actorName: string
  actorKind: 'person' | 'key' | 'system' | 'public'
  actorRoles: readonly string[]
  command: string
  subjectKind: string
  subjectId: string
  reason: string | null
  before: unknown
  after: unknown
}

/** What a record is called now, and its page where it has one. */
export interface Named {
  name: string
  href: string | null
}

/** Names by identifier; what the asker may not see is absent. */
export type Names = ReadonlyMap<string, Named>

/** Records that have a history page. */
export const RECORD_KINDS = ['deployment', 'product', 'opportunity', 'organisation'] as const

/** A kind of record that has a history page. */
export type RecordKind = (typeof RECORD_KINDS)[number]

const paging = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
}

/** What asking for the history of a record takes. */
export const historyInput = z.object({
  kind: z.enum(RECORD_KINDS),
  id: z.string().max(60),
  ...paging,
})

const day = (what: string) =>
  z
    .union([z.iso.date(`Enter ${what} like 2026-11-02, or leave it empty.`), z.literal('')])
    .optional()

/** What the audit trail can be narrowed by. */
export const auditInput = z.object({
  who: z.string().trim().max(200).optional(),
  what: z.string().trim().max(200).optional(),
  from: day('the first day'),
  until: day('the last day'),
  ...paging,
})
