import { hasTenDigits, passesNhsNumberCheck } from '../as-written/identifying-text.js'
import { isMissing, parsePredictionRow } from './parse-prediction-row.js'
import {
  checkColumns,
  type ColumnPlan,
  planColumns,
  type PredictionColumns,
} from './prediction-columns.js'
import {
  type CellMeanings,
  CellReader,
  otherwiseNotes,
  percentHint,
} from '../as-written/read-cells.js'
import { SeenIds } from './seen-ids.js'
import { Summariser } from './summarise.js'
import type { Summary } from './summary-format.js'
import { SummaryRefused } from './summary-refused.js'
import type { SummaryOptions, SummaryRow } from './summary-row.js'

/** A row that was not read, for the person who has the file; it is not part of the summary. */
export interface RejectedRow {
  readonly file: string
  readonly row: number
  readonly reason: string
}

const MOST_LISTED = 1000
const FEWEST_JUDGED = 3
const FIRST_LOOK = 1000

interface TenDigits {
  seen: number
  passing: number
}

const REPEATED = 'The id stands in an earlier row too.'
const OUTSIDE = 'The score lies outside 0 to 1.'

/** Turns the records of one or more files into a summary, refusing columns of identifiers. */
export class PredictionReader {
  readonly rejected: RejectedRow[] = []
  rejectedCount = 0
  rows = 0
  /** Lines that were not UTF-8 and were read as Windows-1252. */
  western = 0
  private readonly columns: PredictionColumns
  private readonly meanings: CellMeanings
  private readonly cells: CellReader
  private readonly isProbability: boolean
  private readonly titles: string[] = []
  private outside = 0
  private lowest = Infinity
  private highest = -Infinity
  private readonly summariser: Summariser
  private file = ''
  private fileRows = 0
  private row = 0
  private plan: ColumnPlan | null = null
  private readonly ids = new SeenIds()
  private tenDigits = new Map<string, TenDigits>()

  /** @throws SummaryRefused for unusable options or columns. */
  constructor(columns: PredictionColumns, options: SummaryOptions, meanings: CellMeanings = {}) {
    checkColumns(columns, options.measure ?? 'prediction')
    this.columns = columns
    this.meanings = meanings
    this.cells = new CellReader(meanings)
    this.isProbability = options.scale !== 'score'
    this.summariser = new Summariser(options)
  }

  /** Begins a file with its header. @throws SummaryRefused when the header cannot be used. */
  begin(file: string, header: readonly string[], headerRow: number): void {
    this.plan = planColumns(header, this.columns)
    this.file = file
    this.fileRows = 0
    this.row = headerRow
    this.tenDigits = new Map()
  }

  /** Widens the header of a file whose records name their fields. */
  widen(header: readonly string[]): void {
    this.plan = planColumns(header, this.columns)
  }

  /** Takes one record. @throws SummaryRefused when labels or a column look like identifiers. */
  take(cells: readonly string[]): void {
    const { plan } = this
    if (!plan) throw new SummaryRefused('empty_file', 'The file has no header.')
    this.countRow()
    this.scan(cells, plan)
    const parsed = parsePredictionRow(cells, plan, this.cells)
    if (this.isRepeat(cells, plan)) this.refuse(REPEATED)
    else if ('problem' in parsed) this.refuse(parsed.problem)
    else this.add(parsed.row)
    if (this.row === FIRST_LOOK) this.checkIdentifiers()
  }

  /** Rejects a record that could not be taken apart. */
  takeBroken(reason: string): void {
    this.countRow()
    this.refuse(reason)
  }

  /** Ends a file. @throws SummaryRefused when it had no rows or a column holds NHS numbers. */
  end(): void {
    if (!this.plan) throw new SummaryRefused('empty_file', 'The file has no header.')
    if (this.fileRows === 0) {
      throw new SummaryRefused('empty_file', `The file ${this.file} has a header and no rows.`)
    }
    this.checkIdentifiers()
  }

  finish(): Summary {
    return this.summariser.finish()
  }

  /** Says something of a file that is not in its rows. */
  tell(notes: readonly string[]): void {
    this.titles.push(...notes)
  }

  /** How the files were read where that was not as they stand, in sentences. */
  get notes(): readonly string[] {
    const hint = this.isProbability ? percentHint(this.lowest, this.highest) : null
    const otherwise = otherwiseNotes([this.cells.otherwise], this.meanings)
    return [...this.titles, ...otherwise, ...this.outsideNote, ...(hint === null ? [] : [hint])]
  }

  private get outsideNote(): readonly string[] {
    if (!this.isProbability || this.outside === 0) return []
    const scores = this.outside === 1 ? '1 score lies' : `${this.outside} scores lie`
    if (this.meanings.onlyProbabilities) {
      return [`${scores} outside 0 to 1 and cannot be probabilities: those rows are left out.`]
    }
    return [
      `${scores} outside 0 to 1, so calibration is not given where they are among the rows. If they are probabilities, say --scale probability, or so under “Scores are” on the page: those rows are then left out and counted.`,
    ]
  }

  private isRepeat(cells: readonly string[], { at, width }: ColumnPlan): boolean {
    if (at.id === null || cells.length !== width) return false
    const id = (cells[at.id] ?? '').trim()
    return !isMissing(id) && this.ids.repeats(id)
  }

  private add(row: SummaryRow): void {
    const { score } = row
    if (typeof score === 'number') {
      this.lowest = Math.min(this.lowest, score)
      this.highest = Math.max(this.highest, score)
      if (score < 0 || score > 1) {
        this.outside += 1
        if (this.meanings.onlyProbabilities) return this.refuse(OUTSIDE)
      }
    }
    this.listUndated(this.summariser.add(row))
  }

  private countRow(): void {
    this.row += 1
    this.rows += 1
    this.fileRows += 1
  }

  private refuse(reason: string): void {
    this.summariser.reject()
    this.list(reason)
  }

  private listUndated(taken: ReturnType<Summariser['add']>): void {
    if (taken === 'missing_time') this.list('The row has no usable date or period.')
    if (taken === 'outside_windows') this.list('The date is in the future or outside the windows.')
  }

  private list(reason: string): void {
    this.rejectedCount += 1
    if (this.rejected.length < MOST_LISTED) {
      this.rejected.push({ file: this.file, row: this.row, reason })
    }
  }

  private scan(cells: readonly string[], plan: ColumnPlan): void {
    for (const { name, index } of plan.scanned) {
      const text = cells[index]?.trim() ?? ''
      if (text.length < 10 || text.length > 12 || !hasTenDigits(text)) continue
      const counts = this.tenDigits.get(name) ?? { seen: 0, passing: 0 }
      counts.seen += 1
      if (passesNhsNumberCheck(text)) counts.passing += 1
      this.tenDigits.set(name, counts)
    }
  }

  private checkIdentifiers(): void {
    for (const [name, { seen, passing }] of this.tenDigits) {
      if (seen < FEWEST_JUDGED || passing <= seen * 0.9) continue
      throw new SummaryRefused(
        'identifying_column',
        `The column “${name}” looks like NHS numbers. Take it out or name it as a column to drop. If you need it to match rows, replace it with a keyed hash first.`,
      )
    }
  }
}
