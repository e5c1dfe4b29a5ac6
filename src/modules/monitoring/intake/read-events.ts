import { isUtf8 } from 'node:buffer'
import { Invalid } from '#kernel/errors.js'
import { EventLines } from '#telemetry/event-lines.js'
import type { EventBatch, Scope } from '#telemetry/telemetry-store.js'
import { eventCheck, type IntakeRules } from './check-events.js'
import { NhsIds, type IdColumn } from './check-ids.js'
import { EventScanner } from './event-scanner.js'
import { MOST_EVENTS, readBatch, readLine, UNREADABLE } from './read-batch.js'
import type { Rejection } from './refused-event.js'

/** Events of a body fit to be kept, each with its place in the batch, and those refused. */
export interface ReadEvents {
  lines: EventLines
  places: number[]
  rejected: Rejection[]
}

/** What is read, whose it is, and what it is checked against. */
export interface Reading {
  kind: EventBatch['kind']
  scope: Scope
  rules: IntakeRules
}

/**
 * Reads and checks the events of a body, each kept or refused with a reason. Plain lines go straight
 * from their bytes to those of the journal; whatever else there is takes the way of `readAll`,
 * which decides the same. Throws Invalid or LimitReached for a body that cannot be read.
 */
export const readEvents = (body: Buffer, reading: Reading): ReadEvents =>
  readLines(body, reading) ?? readAll(body, reading)

/** The same by parsing the whole as JSON. */
export const readAll = (body: Buffer, { kind, scope, rules }: Reading): ReadEvents => {
  const events = readBatch(textOf(body))
  const ids = new NhsIds()
  for (const event of events) noteIds(ids, event)
  const into = { lines: new EventLines(scope, kind, body.length), places: [], rejected: [] }
  const check = eventCheck(kind, rules, ids.areRefused)
  for (const [index, event] of events.entries()) put(into, check(event, index), index)
  return into
}

const textOf = (body: Buffer): string => {
  if (!isUtf8(body)) throw new Invalid('The body is not UTF-8 text.')
  return new TextDecoder().decode(body)
}

const put = (into: ReadEvents, checked: EventBatch | Rejection, index: number): void => {
  if ('code' in checked) into.rejected.push(checked)
  else {
    into.lines.addAll(checked)
    into.places.push(index)
  }
}

const noteIds = (ids: NhsIds, event: unknown): void => {
  if (typeof event !== 'object' || event === null) return
  const fields = event as Readonly<Record<string, unknown>>
  ids.note('event_id', fields['event_id'])
  ids.note('prediction_id', fields['prediction_id'])
}

const OPEN = '{'.charCodeAt(0)
const LINE_END = '\n'.charCodeAt(0)

/** Line by line; null for a body that `readAll` must decide as a whole. */
const readLines = (body: Buffer, { kind, scope, rules }: Reading): ReadEvents | null => {
  if (body[0] !== OPEN || !isUtf8(body)) return null
  const lines = new EventLines(scope, kind, body.length)
  const into: ReadEvents = { lines, places: [], rejected: [] }
  const scanner = new EventScanner(body, kind, rules)
  const check = eventCheck(kind, rules, false)
  const ids = new NhsIds()
  let index = 0
  let unreadable = 0
  for (let from = 0; from < body.length && index <= MOST_EVENTS;) {
    const next = scanner.read(from)
    if (next >= 0 && lines.add(scanner)) {
      noteShortIds(ids, scanner)
      into.places.push(index)
      from = next
    } else {
      const end = body.indexOf(LINE_END, from)
      const line = body.toString('utf8', from, end < 0 ? body.length : end)
      from = end < 0 ? body.length : end + 1
      if (line.trim() === '') continue
      const event = readLine(line)
      if (event === UNREADABLE) unreadable += 1
      noteIds(ids, event)
      put(into, check(event, index), index)
    }
    index += 1
  }
  return index > MOST_EVENTS || unreadable === index || ids.areRefused ? null : into
}

const noteShortIds = (ids: NhsIds, event: EventScanner): void => {
  noteShortId(ids, 'event_id', event.bytes, event.eventIdFrom, event.eventIdTo)
  noteShortId(ids, 'prediction_id', event.bytes, event.predictionIdFrom, event.predictionIdTo)
}

/** Ten digits, with two spaces or dashes at most; a longer or shorter id is no NHS number. */
const noteShortId = (
  ids: NhsIds,
  column: IdColumn,
  bytes: Buffer,
  from: number,
  to: number,
): void => {
  if (to - from >= 10 && to - from <= 12) ids.note(column, bytes.toString('latin1', from, to))
}
