import { isMissing, plainBinary, plainNumber } from '../../summary/parse-prediction-row.js'
import type { MeasureRequest } from '../request.js'
import { STATUS } from '../row-status.js'
import { ByteDictionary, hashBytes } from './byte-dictionary.js'
import { decodeText, type DecodingCount } from './decode-text.js'
import { type ColumnUse, labelColumns, ROLE } from './file-columns.js'
import { LabelBook } from './label-book.js'
import { NhsNumberWatch } from './nhs-number-watch.js'
import { PeriodBook } from './period-book.js'
import { BATCH_ROWS, type BatchSink, RowBatch, UNKNOWN } from './row-batch.js'
import { readTime } from './read-time.js'

const NO_LIMIT = 2 ** 30

/**
 * Turns fields of bytes into rows of numbers and codes, a batch at a time. It knows what a field
 * means; where fields begin and end is the scanner's.
 */
export class RowReader {
  readonly batch: RowBatch
  readonly labels: readonly LabelBook[]
  readonly periods: PeriodBook
  readonly watched = new Map<number, NhsNumberWatch>()
  readonly decoding: DecodingCount = { western: 0 }
  /** Rows so far, whatever became of them. */
  rows = 0
  lowest = Infinity
  highest = -Infinity
  private readonly sink: BatchSink
  private readonly probabilities: boolean
  private readonly periodColumn: number
  private readonly stratumColumn: number
  private readonly outcomes: ByteDictionary
  private readonly decisions: ByteDictionary
  private readonly times: ByteDictionary
  private readonly ids: ByteDictionary
  private readonly dictionaries: readonly ByteDictionary[]
  private freshId = false
  private forgiveId = false
  private row = 0
  private worst = 0
  private period = 0

  constructor(request: MeasureRequest, sink: BatchSink) {
    const columns = labelColumns(request)
    this.sink = sink
    this.probabilities = request.scale === 'probability'
    this.labels = columns.map((column) => new LabelBook(column))
    this.periods = new PeriodBook(request)
    this.periodColumn = columns.length
    this.stratumColumn = request.reference ? columns.length + 1 : -1
    this.batch = new RowBatch(columns.length + 2)
    const dictionary = (meaning: (text: string) => number, most?: number): ByteDictionary =>
      new ByteDictionary((bytes, from, to) => meaning(this.text(bytes, from, to)), most)
    this.dictionaries = this.labels.map((book) => dictionary((text) => book.codeOf(text)))
    this.outcomes = dictionary(outcomeMeaning)
    this.decisions = dictionary(decisionMeaning)
    this.times = dictionary((text) => this.periods.codeOf(text))
    this.ids = dictionary(() => {
      this.freshId = true
      return 0
    }, NO_LIMIT)
  }

  /** Begins a row. */
  begin(): void {
    this.worst = 0
    this.freshId = false
    this.period = -1
  }

  /** Gives up a row that was begun and will be read again from its start. */
  abandon(): void {
    this.forgiveId = this.freshId
  }

  /** Marks the row; the weightiest problem stands. */
  fault(status: number): void {
    if (status > this.worst) this.worst = status
  }

  /** Ends the row. */
  end(): void {
    const { batch, row } = this
    batch.status[row] = this.worst
    if (this.stratumColumn >= 0 && this.period >= 0) this.placeInStratum()
    this.rows += 1
    this.row = row + 1
    if (this.row === BATCH_ROWS) this.flush()
  }

  /** Hands over the rows of a last, partly filled batch. */
  flush(): void {
    this.batch.size = this.row
    this.row = 0
    if (this.batch.size > 0) this.sink(this.batch)
  }

  /** A whole field in a role; `hash` is that of its bytes. */
  take(use: ColumnUse, bytes: Uint8Array, from: number, to: number, hash: number): void {
    switch (use.role) {
      case ROLE.label:
        this.takeLabel(use.label, bytes, from, to, hash)
        break
      case ROLE.period:
        this.takePeriod(bytes, from, to, hash)
        break
      case ROLE.outcome:
        this.takeOutcome(this.outcomes.find(bytes, from, to, hash))
        break
      case ROLE.decision:
        this.takeDecision(this.decisions.find(bytes, from, to, hash))
        break
      case ROLE.score:
        this.takeScoreText(this.text(bytes, from, to))
        break
      case ROLE.id:
        this.takeId(bytes, from, to, hash)
        break
      default:
        break
    }
  }

  /** The field of a label column. */
  takeLabel(label: number, bytes: Uint8Array, from: number, to: number, hash: number): void {
    const codes = this.batch.codes[label] as Int32Array
    codes[this.row] = (this.dictionaries[label] as ByteDictionary).find(bytes, from, to, hash)
  }

  /** The score of the row as a number. */
  takeScore(score: number): void {
    // Adding 0 turns -0 into 0, with which it ties.
    this.batch.scores[this.row] = score + 0
    if (score < this.lowest) this.lowest = score
    if (score > this.highest) this.highest = score
    if (this.probabilities && !(score >= 0 && score <= 1)) this.fault(STATUS.score_out_of_range)
  }

  /** Looks at a field of a column that nothing was asked about. */
  watch(column: number, bytes: Uint8Array, from: number, to: number): void {
    let watch = this.watched.get(column)
    if (!watch) this.watched.set(column, (watch = new NhsNumberWatch()))
    watch.look(this.text(bytes, from, to))
  }

  private text(bytes: Uint8Array, from: number, to: number): string {
    return decodeText(bytes, from, to, this.decoding)
  }

  private takeScoreText(text: string): void {
    if (isMissing(text)) {
      this.fault(STATUS.missing_score)
      return
    }
    const score = plainNumber(text)
    if (Number.isNaN(score)) this.fault(STATUS.score_not_a_number)
    else this.takeScore(score)
  }

  private takeOutcome(meaning: number): void {
    this.batch.outcomes[this.row] = Math.min(meaning, UNKNOWN)
    if (meaning >= UNKNOWN) this.fault(OUTCOME_STATUS[meaning - UNKNOWN] as number)
  }

  private takeDecision(meaning: number): void {
    this.batch.decisions[this.row] = Math.min(meaning, UNKNOWN)
    if (meaning > UNKNOWN) this.fault(STATUS.prediction_not_0_or_1)
  }

  private takePeriod(bytes: Uint8Array, from: number, to: number, hash: number): void {
    const code = readTime(this.times, bytes, from, to, hash)
    if (code < 0) {
      this.fault(-code)
      return
    }
    this.period = code
    const codes = this.batch.codes[this.periodColumn] as Int32Array
    codes[this.row] = code
  }

  private takeId(bytes: Uint8Array, from: number, to: number, hash: number): void {
    if (isMissing(this.text(bytes, from, to))) return
    this.ids.find(bytes, from, to, hash)
    if (!this.freshId && !this.forgiveId) this.fault(STATUS.duplicate_id)
    this.forgiveId = false
  }

  private placeInStratum(): void {
    const pending = this.batch.outcomes[this.row] === UNKNOWN ? 1 : 0
    const strata = this.batch.codes[this.stratumColumn] as Int32Array
    strata[this.row] = (this.periods.strata[this.period] ?? 0) + pending
  }
}

const OUTCOME_STATUS = [
  STATUS.missing_outcome,
  STATUS.outcome_not_known,
  STATUS.outcome_not_0_or_1,
] as const

/** 0 or 1, or the place of its status past UNKNOWN. */
function outcomeMeaning(text: string): number {
  if (isMissing(text)) return UNKNOWN
  if (text.toLowerCase() === 'pending') return UNKNOWN + 1
  return plainBinary(text) ?? UNKNOWN + 2
}

const decisionMeaning = (text: string): number =>
  isMissing(text) ? UNKNOWN : (plainBinary(text) ?? UNKNOWN + 1)

/** A whole field with its hash worked out here, for fields that are not scanned byte by byte. */
export function takeField(
  reader: RowReader,
  use: ColumnUse,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  reader.take(use, bytes, from, to, hashBytes(bytes, from, to))
}
