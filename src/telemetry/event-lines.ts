import { checkEvents, checkScope } from './check-events.js'
import { eventRows, type EventRow } from './event-content.js'
import { fingerprint, fingerprintOfBytes } from './fingerprints.js'
import { partsOfLine, rowOfLine, SEPARATOR } from './journal-lines.js'
import { INTEGER_ROOM, LineWriter } from './line-writer.js'
import type { EventTable } from './sql-engine.js'
import type { EventBatch, Scope } from './telemetry-store.js'

/** Where the parts of one event stand among bytes; one is made, and filled anew for each event. */
export interface EventSpans {
  bytes: Uint8Array
  eventIdFrom: number
  eventIdTo: number
  predictionIdFrom: number
  predictionIdTo: number
  /** When it was predicted, or known: milliseconds since 1970. */
  timeMs: number
  /** A score as sent, in plain digits; predictions only. */
  scoreFrom: number
  scoreTo: number
  /** The decision of a prediction (-1: none), or the outcome of an outcome. */
  binary: -1 | 0 | 1
  /** Texts of a prediction in UTF-8; empty where it has none. */
  version: Uint8Array
  site: Uint8Array
  /** As `groupsText` writes them. */
  groups: Uint8Array
}

const FIELD_END = SEPARATOR.charCodeAt(0)
const LINE_END = '\n'.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)
/** Arrivals are microseconds since 1970, of 16 digits until the year 2286. */
const ARRIVAL_DIGITS = 16
const NO_ARRIVAL = '0'.repeat(ARRIVAL_DIGITS)
/** Ten separators, the time, the arrival, a binary and the end of the line. */
const ROOM_BESIDE_TEXTS = 12 + INTEGER_ROOM + ARRIVAL_DIGITS

/**
 * Checked events of one deployment as lines of the journal, written from the very bytes they came in,
 * so that no object is made of an event. The arrival of each is put in when it is stored.
 */
export class EventLines {
  readonly scope: Scope
  readonly table: EventTable
  readonly #whose: Buffer
  readonly #lines: LineWriter
  readonly #starts: number[] = []
  readonly #arrivals: number[] = []
  readonly #prints: number[] = []

  /** `room`: bytes that are likely to be needed. Throws Invalid for a scope that names nobody. */
  constructor(scope: Scope, table: EventTable, room = 1024) {
    checkScope(scope)
    this.scope = scope
    this.table = table
    this.#whose = Buffer.from(scope.organisationId + SEPARATOR + scope.deploymentId)
    this.#lines = new LineWriter(room)
  }

  get count(): number {
    return this.#starts.length
  }

  /** Fingerprints of the event ids, in order. */
  get prints(): readonly number[] {
    return this.#prints
  }

  /** The lines as the journal has them, once they are stamped. */
  get bytes(): Buffer {
    return this.#lines.written
  }

  /** Adds an event from its bytes; false, adding nothing, where a part cannot be kept as it stands. */
  add(event: EventSpans): boolean {
    const lines = this.#lines
    const start = lines.length
    lines.makeRoom(this.#roomFor(event))
    const isHead = this.#writeHead(event)
    const arrival = lines.length
    for (let digit = 0; digit < ARRIVAL_DIGITS; digit += 1) lines.byte(ZERO)
    if (!this.#writeTail(event) || !isHead) {
      lines.cutTo(start)
      return false
    }
    const print = fingerprintOfBytes(event.bytes, event.eventIdFrom, event.eventIdTo)
    this.#note(start, arrival, print)
    return true
  }

  /** Adds events that were read as objects. Throws Invalid, adding nothing, as the store does. */
  addAll(batch: EventBatch): void {
    checkEvents(batch)
    for (const row of eventRows(this.scope, batch)) {
      const start = this.#lines.length
      const [head, tail] = partsOfLine(this.table, row)
      this.#lines.text(head)
      const arrival = this.#lines.length
      this.#lines.text(NO_ARRIVAL + tail)
      this.#note(start, arrival, fingerprint(String(row['event_id'])))
    }
  }

  /** Puts arrivals in, one after the other from the first; gives the last. */
  stamp(first: number): number {
    for (const [place, at] of this.#arrivals.entries()) {
      this.#lines.overwrite(at, first + place, ARRIVAL_DIGITS)
    }
    return first + this.count - 1
  }

  /** The events as rows that have no arrival yet. */
  rows(): EventRow[] {
    return this.#starts.map((_, place) => this.#row(place))
  }

  eventId(place: number): string {
    return String(this.#row(place)['event_id'])
  }

  #row(place: number): EventRow {
    const line = this.bytes.toString('utf8', this.#starts[place], this.#starts[place + 1])
    return rowOfLine(this.table, line)
  }

  #note(start: number, arrival: number, print: number): void {
    this.#starts.push(start)
    this.#arrivals.push(arrival)
    this.#prints.push(print)
  }

  #roomFor(event: EventSpans): number {
    return (
      this.#whose.length +
      (event.eventIdTo - event.eventIdFrom) +
      (event.predictionIdTo - event.predictionIdFrom) +
      (event.scoreTo - event.scoreFrom) +
      event.version.length +
      event.site.length +
      event.groups.length +
      ROOM_BESIDE_TEXTS
    )
  }

  #writeHead(event: EventSpans): boolean {
    const lines = this.#lines
    lines.copy(this.#whose, 0, this.#whose.length)
    lines.byte(FIELD_END)
    const isEventId = lines.copy(event.bytes, event.eventIdFrom, event.eventIdTo)
    lines.byte(FIELD_END)
    const isPredictionId = lines.copy(event.bytes, event.predictionIdFrom, event.predictionIdTo)
    lines.byte(FIELD_END)
    lines.integer(event.timeMs)
    lines.byte(FIELD_END)
    return isEventId && isPredictionId
  }

  #writeTail(event: EventSpans): boolean {
    const lines = this.#lines
    lines.byte(FIELD_END)
    if (this.table === 'outcomes') {
      lines.byte(ZERO + event.binary)
      lines.byte(LINE_END)
      return event.binary >= 0
    }
    const isScore = lines.copyNumber(event.bytes, event.scoreFrom, event.scoreTo)
    lines.byte(FIELD_END)
    if (event.binary >= 0) lines.byte(ZERO + event.binary)
    let isText = isScore
    for (const text of [event.version, event.site, event.groups]) {
      lines.byte(FIELD_END)
      isText = lines.copy(text, 0, text.length) && isText
    }
    lines.byte(LINE_END)
    return isText
  }
}
