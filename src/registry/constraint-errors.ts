import { sql, type Kysely } from 'kysely'
import { Conflict, DomainError, Invalid } from '#kernel/errors.js'
import { cursorRefused } from '#kernel/paging.js'
import type { Rows } from './handles.js'

/** What the comment on a constraint or unique index says to people, by its name. */
export type ConstraintMessages = ReadonlyMap<string, string>

/**
 * Reads the comments on constraints and indexes. A comment is `conflict: sentence` or
 * `invalid(field): sentence`; the sentence reaches the person whose change broke the constraint.
 */
export const readConstraintMessages = async (db: Kysely<Rows>): Promise<ConstraintMessages> => {
  const { rows } = await sql<{ name: string; message: string }>`
    select c.conname as name, d.description as message from pg_constraint c
      join pg_description d on d.objoid = c.oid and d.classoid = 'pg_constraint'::regclass
    union all
    select c.relname, d.description from pg_class c
      join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
    where c.relkind = 'i'`.execute(db)
  return new Map(rows.map((row) => [row.name, row.message]))
}

/**
 * Turns a broken constraint into Conflict or Invalid by its comment, and a text that cannot be kept
 * into Invalid; anything else stays as it was.
 */
export const translateConstraint = (fault: unknown, messages: ConstraintMessages): unknown => {
  if (fault instanceof DomainError || !isDatabaseFault(fault)) return fault
  const [, kind, field, sentence] =
    /^(conflict|invalid)(?:\((\w+)\))?: (.+)$/s.exec(messages.get(fault.constraint ?? '') ?? '') ??
    []
  if (kind === 'conflict' && sentence) return new Conflict(sentence)
  if (kind === 'invalid' && sentence)
    return new Invalid([{ ...(field ? { field } : {}), message: sentence }])
  return translateText(fault)
}

/** Turns the refusal of text that the database cannot hold into Invalid; anything else stays as it was. */
export const translateText = (fault: unknown): unknown => {
  if (!isDatabaseFault(fault) || !isAboutText(fault)) return fault
  return new Invalid(
    'Some of this text holds a character that cannot be kept, such as an invisible one that was pasted with it. Type that part again.',
  )
}

// A NUL in text and in JSON, and half of a pair of UTF-16 in JSON (PostgreSQL 18, appendix A).
const isAboutText = ({ code, detail }: DatabaseFault): boolean =>
  code === '22021' || code === '22P05' || (code === '22P02' && /surrogate/i.test(detail ?? ''))

/** Turns the refusal of a value in a cursor, which somebody changed, into Invalid; anything else stays. */
export const translateCursor = (fault: unknown): unknown => {
  if (!isDatabaseFault(fault) || !fault.code.startsWith(DATA_EXCEPTION)) return fault
  return cursorRefused({ cause: fault })
}

// The class of values of another kind or beyond their range (PostgreSQL 18, appendix A).
const DATA_EXCEPTION = '22'

/** Whether trying the same transaction again may succeed: serialisation failure or deadlock. */
export const isWorthRetrying = (fault: unknown): boolean =>
  isDatabaseFault(fault) && (fault.code === '40001' || fault.code === '40P01')

interface DatabaseFault {
  code: string
  constraint?: string
  detail?: string
}

const isDatabaseFault = (fault: unknown): fault is DatabaseFault =>
  fault instanceof Error && typeof (fault as { code?: unknown }).code === 'string'
