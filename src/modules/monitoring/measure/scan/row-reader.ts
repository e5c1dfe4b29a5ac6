import { isMissing } from '../../summary/parse-prediction-row.js'
import { CellReader } from '../../as-written/read-cells.js'
import type { MeasureRequest } from '../request.js'
import { STATUS } from '../row-status.js'
import { ByteDictionary } from './byte-dictionary.js'
import type { ColumnReader } from './columns/column-reader.js'
import { EventColumn } from './columns/event-column.js'
import { IdColumn } from './columns/id-column.js'
import { LabelColumn } from './columns/label-column.js'
import { OutcomeColumn } from './columns/outcome-column.js'
import { PeriodColumn } from './columns/period-column.js'
import { ScoreColumn } from './columns/score-column.js'
import { WatchedColumn } from './columns/watched-column.js'
import { decodeText, type DecodingCount } from './decode-text.js'
import type { FieldIndex } from './field-index.js'
import { type ColumnUse, labelColumns, ROLE } from './file-columns.js'
import { LabelBook } from './label-book.js'
import { NhsNumberWatch } from './nhs-number-watch.js'
import { PeriodBook } from './period-book.js'
import { BATCH_ROWS, type BatchSink, RowBatch, UNKNOWN } from './row-batch.js'

/**
 * Turns fields of bytes into rows of numbers and codes, a batch at a time. It knows what a column
 * means; where fields begin and end is the index's.
 */
export class RowReader {
  readonly labels: readonly LabelBook[]
  readonly periods: PeriodBook
  readonly watched = new Map<number, NhsNumberWatch>()
  readonly decoding: DecodingCount = { western: 0 }
  readonly scores: ScoreColumn
  readonly cells: CellReader
  /** The rows read last; they are handed over when it is full. */
  readonly batch: RowBatch
  /** Rows so far, whatever became of them. */
  rows = 0
  private readonly sink: BatchSink
  private readonly stratumColumn: number
  private readonly byRole: ReadonlyMap<number, ColumnReader>
  private readonly byLabel: readonly ColumnReader[]

  constructor(request: MeasureRequest, sink: BatchSink) {
    const columns = labelColumns(request)
    this.sink = sink
    this.labels = columns.map((column) => new LabelBook(column))
    this.periods = new PeriodBook(request)
    this.stratumColumn = request.reference ? columns.length + 1 : -1
    this.batch = new RowBatch(columns.length + 2)
    const dictionary = (meaning: (text: string) => number): ByteDictionary =>
      new ByteDictionary((bytes, from, to) => meaning(decodeText(bytes, from, to, this.decoding)))
    this.byLabel = this.labels.map(
      (book, place) =>
        new LabelColumn(
          dictionary((text) => book.codeOf(text)),
          place,
        ),
    )
    const cells = new CellReader(request)
    this.cells = cells
    const { scale, percent = false } = request
    this.scores = new ScoreColumn(
      { probabilities: scale === 'probability', percent },
      cells,
      this.decoding,
    )
    const times = dictionary((text) => this.periods.codeOf(text))
    this.byRole = new Map<number, ColumnReader>([
      [ROLE.score, this.scores],
      [
        ROLE.outcome,
        request.event === undefined
          ? new OutcomeColumn(dictionary(outcomeMeaning(cells)), 'outcomes', OUTCOME_STATUS)
          : new EventColumn(cells, this.decoding),
      ],
      [
        ROLE.decision,
        new OutcomeColumn(dictionary(decisionMeaning(cells)), 'decisions', DECISION_STATUS),
      ],
      [ROLE.period, new PeriodColumn(times, columns.length)],
      [ROLE.id, new IdColumn(this.decoding)],
    ])
  }

  /** What reads a column of these uses. */
  readersOf(uses: readonly ColumnUse[], column: number): readonly ColumnReader[] {
    return uses.flatMap(({ role, label }) => {
      const own = role === ROLE.label ? this.byLabel[label] : this.byRole.get(role)
      const watched = role === ROLE.watch || role === ROLE.id ? [this.watcherOf(column)] : []
      return [...(own ? [own] : []), ...watched]
    })
  }

  private watcherOf(column: number): ColumnReader {
    const watch = this.watched.get(column) ?? new NhsNumberWatch()
    this.watched.set(column, watch)
    return new WatchedColumn(watch, this.decoding)
  }

  /** How many rows the batch has place for; never 0. */
  get room(): number {
    return BATCH_ROWS - this.batch.size
  }

  /** Takes the rows of an index; `columns` are the readers of each column. */
  take(fields: FieldIndex, bytes: Uint8Array, columns: readonly (readonly ColumnReader[])[]): void {
    const { batch } = this
    const { starts, ends, width } = fields
    batch.status.fill(STATUS.used, batch.size, batch.size + fields.size)
    for (let i = 0; i < fields.size; i += 1) {
      const row = batch.size + i
      if (fields.broken[i] === 1) batch.fault(row, STATUS.wrong_number_of_fields)
      columns.forEach((readers, column) => {
        const place = i * width + column
        for (const reader of readers)
          reader.read(bytes, starts[place] as number, ends[place] as number, batch, row)
      })
    }
    batch.size += fields.size
    this.took(batch.size - fields.size)
  }

  /** Takes a row that is no record at all. */
  takeBroken(status: number): void {
    const { batch } = this
    const row = batch.size
    batch.status[row] = STATUS.used
    batch.fault(row, status)
    batch.size += 1
    this.took(row)
  }

  /** Takes account of the rows of the batch from one on; says whether it was full and handed over. */
  took(from: number): boolean {
    if (this.stratumColumn >= 0) this.placeInStrata(from)
    this.rows += this.batch.size - from
    if (this.batch.size < BATCH_ROWS) return false
    this.flush()
    return true
  }

  /** Hands over the rows of a last, partly filled batch. */
  flush(): void {
    const { batch } = this
    const sizes = [...this.labels.map(({ labels }) => labels.length), this.periods.labels.length]
    batch.highest.set([...sizes.map((size) => Math.max(0, size - 1)), HIGHEST_STRATUM])
    if (batch.size > 0) this.sink(batch)
    batch.clear()
  }

  private placeInStrata(from: number): void {
    const { batch, stratumColumn } = this
    const strata = batch.codes[stratumColumn] as Int32Array
    const periods = batch.codes[stratumColumn - 1] as Int32Array
    const ofPeriod = this.periods.strata
    for (let row = from; row < batch.size; row += 1) {
      const pending = batch.outcomes[row] === UNKNOWN ? 1 : 0
      strata[row] = (ofPeriod[periods[row] as number] ?? 0) + pending
    }
  }
}

/** In or out of the reference, with an outcome or without. */
const HIGHEST_STRATUM = 3

const OUTCOME_STATUS = [
  STATUS.missing_outcome,
  STATUS.outcome_not_known,
  STATUS.outcome_not_0_or_1,
] as const

/** A missing decision is no fault. */
const DECISION_STATUS = [STATUS.used, STATUS.prediction_not_0_or_1] as const

/** 0 or 1, or the place of its status past UNKNOWN. */
const outcomeMeaning =
  (cells: CellReader) =>
  (text: string): number => {
    if (isMissing(text)) return UNKNOWN
    if (text.toLowerCase() === 'pending') return UNKNOWN + 1
    return cells.outcome(text) ?? UNKNOWN + 2
  }

const decisionMeaning =
  (cells: CellReader) =>
  (text: string): number =>
    isMissing(text) ? UNKNOWN : (cells.decision(text) ?? UNKNOWN + 1)
