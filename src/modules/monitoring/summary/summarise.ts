import { type CellRules, finishCell } from './finish-cell.js'
import { histogramEdges } from './histogram.js'
import { LabelBook } from './labels.js'
import { addToStratum, exclusionOf, newStratum, type Stratum } from './stratum.js'
import {
  FEWEST_ROWS,
  type RowExclusion,
  type Summary,
  SUMMARY_FORMAT,
  SUMMARY_VERSION,
  type SummaryCell,
} from './summary-format.js'
import { SummaryRefused } from './summary-refused.js'
import type { SummaryOptions, SummaryRow, SummaryWindow } from './summary-row.js'
import { type Windows, windowsOf } from './windows.js'

interface OpenCell {
  readonly window: SummaryWindow
  readonly version: string | null
  readonly site: string | null
  readonly all: Stratum
  readonly groups: Map<string, Map<string, Stratum>>
}

const blank = (label: string | null | undefined): string | null => {
  const text = label?.trim() ?? ''
  return text === '' ? null : text
}

const isSound = ({ score, value, predicted, observed, outcome, decision }: SummaryRow): boolean =>
  [score, value, predicted, observed].every(
    (n) => n === null || n === undefined || Number.isFinite(n),
  ) && [outcome, decision].every((n) => n === null || n === undefined || n === 0 || n === 1)

const isName = (name: string): boolean => name !== '' && name.length <= 120

function rulesOf(options: SummaryOptions): CellRules {
  const { thresholds, measure = 'prediction', scale = 'probability' } = options
  const names = new Set(thresholds.map(({ name }) => name))
  if (thresholds.length > 10 || names.size < thresholds.length) {
    throw new SummaryRefused('bad_options', 'Give up to 10 thresholds, each with its own name.')
  }
  if (thresholds.some(({ name, value }) => !isName(name) || !Number.isFinite(value))) {
    throw new SummaryRefused(
      'bad_options',
      'A threshold needs a name of up to 120 characters and a number.',
    )
  }
  const ordered = thresholds
    .map(({ name, value }) => ({ name, value }))
    .sort((a, b) => a.value - b.value || (a.name < b.name ? -1 : 1))
  const values = ordered.map(({ value }) => value)
  return { measure, scale, thresholds: ordered, edges: histogramEdges(scale, values) }
}

/** Text that sorts and tells apart tuples of labels, an absent one first. */
const keyOf = (...parts: readonly (string | null | undefined)[]): string =>
  parts.map((part) => (part === null || part === undefined ? '' : `\u0001${part}`)).join('\u0000')

const cellKey = ({ window, version, site, group }: SummaryCell): string =>
  keyOf(window.from, window.to, version, site, group?.by, group?.value)

function finishCells(
  cells: readonly OpenCell[],
  rules: CellRules,
): Pick<Summary, 'dropped_groups' | 'cells'> {
  const whole = cells.map((cell) => finishCell({ ...keyFor(cell), group: null }, cell.all, rules))
  const groups = cells.flatMap((cell) =>
    [...cell.groups].flatMap(([by, values]) =>
      [...values].map(([value, stratum]) => ({ ...keyFor(cell), group: { by, value }, stratum })),
    ),
  )
  const dropped = groups.filter(({ stratum }) => stratum.used < FEWEST_ROWS)
  const kept = groups
    .filter(({ stratum }) => stratum.used >= FEWEST_ROWS)
    .map(({ stratum, ...key }) => finishCell(key, stratum, rules))
  const ordered = [...whole, ...kept]
    .map((cell) => ({ cell, key: cellKey(cell) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell)
  const rows = dropped.reduce((sum, { stratum }) => sum + stratum.rows, 0)
  return { dropped_groups: { groups: dropped.length, rows }, cells: ordered }
}

const keyFor = ({
  window,
  version,
  site,
}: OpenCell): Pick<OpenCell, 'window' | 'version' | 'site'> => ({
  window,
  version,
  site,
})

/**
 * Takes rows one by one and ends in a summary: nothing but counts, finished figures and merged
 * histograms leaves it, and the order of the rows does not matter. Source: design.md section 6.
 */
export class Summariser {
  private readonly options: SummaryOptions
  private readonly rules: CellRules
  private readonly windows: Windows
  private readonly labels = new LabelBook()
  private readonly cells = new Map<string, OpenCell>()
  private readonly excluded = new Map<RowExclusion, number>()
  private rows = 0
  private used = 0

  /** @throws SummaryRefused for unusable options. */
  constructor(options: SummaryOptions) {
    if (options.named !== undefined) this.labels.check('category', 'name', options.named)
    this.options = options
    this.rules = rulesOf(options)
    this.windows = windowsOf(options.windows)
  }

  /**
   * Counts a row in; gives why it is not used, or null.
   * @throws SummaryRefused when a label looks like an identifier or a column has too many.
   */
  add(row: SummaryRow): RowExclusion | null {
    this.rows += 1
    if (!isSound(row)) return this.exclude('rejected')
    const window = this.windows.place(row)
    if (typeof window === 'string') return this.exclude(window)
    const { measure } = this.rules
    const category = measure === 'prediction' ? null : blank(row.category)
    if (category !== null) this.labels.check('category', 'category', category)
    const clean = { ...row, category }
    const reason = exclusionOf(clean, measure)
    for (const stratum of this.strataOf(window, clean)) {
      addToStratum(stratum, clean, measure, reason)
    }
    if (reason !== null) return this.exclude(reason)
    this.used += 1
    return null
  }

  /** Counts a row that could not be read. */
  reject(): void {
    this.rows += 1
    this.exclude('rejected')
  }

  /** The summary of the rows so far. */
  finish(): Summary {
    const { measure, scale, thresholds } = this.rules
    const { named } = this.options
    const excluded = [...this.excluded].sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      format: SUMMARY_FORMAT,
      version: SUMMARY_VERSION,
      generator: this.options.generator,
      profile: this.options.profile ?? 'own',
      measure,
      ...(named === undefined || measure === 'prediction' ? {} : { named }),
      scale,
      thresholds,
      dated: this.windows.dated,
      rows: this.rows,
      used: this.used,
      excluded: Object.fromEntries(excluded),
      ...finishCells([...this.cells.values()], this.rules),
    }
  }

  private exclude(reason: RowExclusion): RowExclusion {
    this.excluded.set(reason, (this.excluded.get(reason) ?? 0) + 1)
    return reason
  }

  private strataOf(window: SummaryWindow, row: SummaryRow): readonly Stratum[] {
    const cell = this.cellOf(window, row)
    const strata = [cell.all]
    for (const [by, text] of Object.entries(row.groups ?? {})) {
      const value = blank(text)
      if (value !== null) strata.push(this.groupOf(cell, by, value))
    }
    return strata
  }

  private cellOf(window: SummaryWindow, row: SummaryRow): OpenCell {
    const version = blank(row.version)
    const site = blank(row.site)
    const key = keyOf(window.from, version, site)
    const known = this.cells.get(key)
    if (known) return known
    if (version !== null) this.labels.check('version', 'version', version)
    if (site !== null) this.labels.check('site', 'site', site)
    const cell = { window, version, site, all: newStratum(), groups: new Map() }
    this.cells.set(key, cell)
    return cell
  }

  private groupOf(cell: OpenCell, by: string, value: string): Stratum {
    const column = cell.groups.get(by) ?? new Map<string, Stratum>()
    const known = column.get(value)
    if (known) return known
    this.labels.check('group', by, value)
    const stratum = newStratum()
    cell.groups.set(by, column.set(value, stratum))
    return stratum
  }
}

/** Summarises rows that are all at hand. */
export function summarise(rows: Iterable<SummaryRow>, options: SummaryOptions): Summary {
  const summariser = new Summariser(options)
  for (const row of rows) summariser.add(row)
  return summariser.finish()
}
