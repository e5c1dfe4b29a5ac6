import type { EventSpans } from '#telemetry/event-lines.js'
import type { EventBatch } from '#telemetry/telemetry-store.js'
import type { IntakeRules, TakenSpan } from './check-events.js'
import { isPersonal, LONGEST_ID } from './check-ids.js'
import { FIELD, fieldNames, NEEDED } from './event-fields.js'
import { TimeReader } from './event-time.js'
import { knownLabels, type FindLabel, type KnownLabels } from './known-labels.js'

const [SPACE, QUOTE, PLUS, COMMA, ZERO, COLON] = [0x20, 0x22, 0x2b, 0x2c, 0x30, 0x3a]
const [LIST, BACKSLASH, OPEN, CLOSE] = [0x5b, 0x5c, 0x7b, 0x7d]
const [LINE_END, RETURN, DELETE] = [0x0a, 0x0d, 0x7f]
const NULL = Buffer.from('null')
const NONE = Buffer.alloc(0)

// Kinds of bytes in a text, as bits; a text ends at the first that stops it.
const STOP = 1
const NOT_ASCII = 2
const ODD_IN_ID = 4
const KINDS = new Uint8Array(256)
KINDS.fill(STOP, 0, SPACE)
KINDS.fill(NOT_ASCII, DELETE)
for (const byte of [QUOTE, BACKSLASH]) KINDS[byte] = STOP
// An address has @, a postcode a space or is GIR0AA, which alone has none.
for (const byte of Buffer.from('@ gG')) KINDS[byte] = ODD_IN_ID

/** Bytes of a number: digits, signs, point, exponent. */
const IN_NUMBER = new Uint8Array(256)
for (const byte of Buffer.from('0123456789+-.eE')) IN_NUMBER[byte] = 1

/**
 * Reads lines of NDJSON as most programs write events: one object with each field once, and no escapes.
 * It finds where the parts stand and makes nothing of them. Any other line is for the full parser.
 */
export class EventScanner implements EventSpans {
  readonly bytes: Buffer
  eventIdFrom = 0
  eventIdTo = 0
  predictionIdFrom = 0
  predictionIdTo = 0
  timeMs = 0
  scoreFrom = 0
  scoreTo = 0
  binary: -1 | 0 | 1 = -1
  version: Uint8Array = NONE
  site: Uint8Array = NONE
  groups: Uint8Array
  readonly #fieldOf: ReturnType<typeof fieldNames>
  readonly #needed: number
  readonly #labels: KnownLabels
  readonly #times = new TimeReader()
  readonly #span: TakenSpan
  #at = 0
  #seen = 0
  /** Of the text read last. */
  #from = 0
  #to = 0
  #kinds = 0

  constructor(bytes: Buffer, kind: EventBatch['kind'], rules: IntakeRules) {
    const labels = knownLabels(rules.versions)
    this.bytes = bytes
    this.#fieldOf = fieldNames(kind)
    this.#needed = NEEDED[kind]
    this.#labels = labels
    this.#span = rules
    this.groups = labels.noGroups
  }

  /** Reads the line that begins at a place; where the next begins, or -1 when this is not a plain one. */
  read(from: number): number {
    this.#at = from
    this.#seen = 0
    this.scoreTo = this.scoreFrom = 0
    this.binary = -1
    this.version = this.site = NONE
    this.groups = this.#labels.noGroups
    if (!this.#take(OPEN)) return -1
    do {
      if (!this.#readMember()) return -1
    } while (this.#take(COMMA))
    if (!this.#take(CLOSE) || (this.#seen & this.#needed) !== this.#needed) return -1
    return this.#nextLine()
  }

  #nextLine(): number {
    if (this.bytes[this.#at] === RETURN) this.#at += 1
    if (this.#at === this.bytes.length) return this.#at
    return this.bytes[this.#at] === LINE_END ? this.#at + 1 : -1
  }

  #take(byte: number): boolean {
    while (this.bytes[this.#at] === SPACE) this.#at += 1
    if (this.bytes[this.#at] !== byte) return false
    this.#at += 1
    return true
  }

  #readMember(): boolean {
    if (!this.#take(QUOTE) || !this.#readText()) return false
    const field = this.#fieldOf(this.bytes, this.#from, this.#to)
    if (field === 0 || (this.#seen & field) !== 0 || !this.#take(COLON)) return false
    this.#seen |= field
    while (this.bytes[this.#at] === SPACE) this.#at += 1
    return this.#readValue(field)
  }

  #readValue(field: number): boolean {
    switch (field) {
      case FIELD.eventId:
        if (!this.#readId()) return false
        this.eventIdFrom = this.#from
        this.eventIdTo = this.#to
        return true
      case FIELD.predictionId:
        if (!this.#readId()) return false
        this.predictionIdFrom = this.#from
        this.predictionIdTo = this.#to
        return true
      case FIELD.time:
        return this.#readTime()
      case FIELD.score:
        return this.#readScore()
      case FIELD.binary:
        return this.#readNull() || this.#readBinary()
      case FIELD.version:
        return this.#readNull() || this.#readVersion()
      case FIELD.site:
        return this.#readNull() || this.#readSite()
      default:
        return this.#readNull() || this.#readGroups()
    }
  }

  /** The text after its opening quote; false where it holds an escape or has no end. */
  #readText(): boolean {
    const { bytes } = this
    let at = this.#at
    let kinds = 0
    let kind = KINDS[bytes[at] as number] as number
    while (kind !== STOP && at < bytes.length) {
      kinds |= kind
      at += 1
      kind = KINDS[bytes[at] as number] as number
    }
    this.#from = this.#at
    this.#to = at
    this.#kinds = kinds
    this.#at = at + 1
    return bytes[at] === QUOTE
  }

  #readId(): boolean {
    if (!this.#take(QUOTE) || !this.#readText()) return false
    const length = this.#to - this.#from
    if (length < 1 || length > LONGEST_ID || (this.#kinds & NOT_ASCII) !== 0) return false
    const first = this.bytes[this.#from]
    const isOdd = (this.#kinds & ODD_IN_ID) !== 0 || first === PLUS || first === ZERO
    return !isOdd || !isPersonal(this.bytes.toString('latin1', this.#from, this.#to))
  }

  #readTime(): boolean {
    if (!this.#take(QUOTE) || !this.#readText()) return false
    this.timeMs = this.#times.read(this.bytes, this.#from, this.#to)
    return this.timeMs >= this.#span.first && this.timeMs <= this.#span.last
  }

  #readScore(): boolean {
    this.scoreFrom = this.#at
    while (IN_NUMBER[this.bytes[this.#at] as number] === 1) this.#at += 1
    this.scoreTo = this.#at
    return this.scoreTo > this.scoreFrom
  }

  #readBinary(): boolean {
    const digit = (this.bytes[this.#at] as number) - ZERO
    if (digit !== 0 && digit !== 1) return false
    this.binary = digit
    this.#at += 1
    return true
  }

  #readNull(): boolean {
    for (let place = 0; place < NULL.length; place += 1) {
      if (this.bytes[this.#at + place] !== NULL[place]) return false
    }
    this.#at += NULL.length
    return true
  }

  #readVersion(): boolean {
    const version = this.#findLabel(this.#labels.version)
    this.version = version ?? NONE
    return version !== null
  }

  #readSite(): boolean {
    const site = this.#findLabel(this.#labels.site)
    this.site = site ?? NONE
    return site !== null
  }

  #findLabel(find: FindLabel): Uint8Array | null {
    if (!this.#take(QUOTE) || !this.#readText()) return null
    return find(this.bytes, this.#from, this.#to)
  }

  /** An object without lists, objects or escapes in it. */
  #readGroups(): boolean {
    const from = this.#at
    if (!this.#take(OPEN)) return false
    for (;;) {
      const byte = this.bytes[this.#at]
      if (byte === CLOSE) break
      this.#at += 1
      if (byte === QUOTE && !this.#readText()) return false
      if (byte === undefined || byte === OPEN || byte === LIST || byte === LINE_END) return false
    }
    this.#at += 1
    const groups = this.#labels.groups(this.bytes, from, this.#at)
    this.groups = groups ?? this.#labels.noGroups
    return groups !== null
  }
}
