import { chooseWindows } from './choose-windows.js'
import { measureOf, nameOf, SINGLE_COLUMNS, type PredictionColumns } from './prediction-columns.js'
import type { CellMeanings } from '../as-written/read-cells.js'
import { SummaryRefused } from './summary-refused.js'
import type { Every, SummaryOptions, Threshold } from './summary-row.js'

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/**
 * Thresholds from text such as `0.5` or `alert=0.5, watch=0.2`; without a name the number names it.
 * @throws SummaryRefused when one is no number.
 */
export function thresholdsOf(text: string): readonly Threshold[] {
  return listOf(text).map((item) => {
    const [name = '', number = name] = item.split('=').map((part) => part.trim())
    const value = number === '' ? Number.NaN : Number(number)
    if (!Number.isFinite(value)) {
      throw new SummaryRefused(
        'bad_options',
        'Write thresholds as numbers, such as 0.5 or alert=0.5.',
      )
    }
    return { name, value }
  })
}

const isEvery = (text: string): text is Every => ['day', 'week', 'month'].includes(text)

/** What a form (or its like) says about a file: which columns, and how to summarise them. */
export interface FormSettings {
  readonly columns: PredictionColumns
  readonly options: SummaryOptions
  readonly meanings: CellMeanings
}

/**
 * Reads settings by field name: columns by their roles, named, by and drop (column names, commas
 * between), thresholds, scale (probability, percent, score or not said), event, first, every; `today` is the date in London.
 * @throws SummaryRefused when they cannot be used.
 */
export function formSettings(
  field: (name: string) => string,
  version: string,
  today: string,
): FormSettings {
  const text = (name: string): string => field(name).trim()
  const named = SINGLE_COLUMNS.flatMap((name) =>
    text(name) === '' ? [] : [[name, text(name)] as const],
  )
  const columns: PredictionColumns = {
    ...Object.fromEntries(named),
    by: listOf(field('by')),
    drop: listOf(field('drop')),
  }
  const every = text('every')
  const first = text('first')
  const windows = chooseWindows({
    columns,
    today,
    ...(first === '' ? {} : { first }),
    ...(isEvery(every) ? { every } : {}),
  })
  const measure = measureOf(columns)
  const name = text('named') || nameOf(columns)
  const event = text('event')
  return {
    columns,
    options: {
      windows,
      ...(measure === 'prediction' ? {} : { measure, ...(name ? { named: name } : {}) }),
      thresholds: thresholdsOf(field('thresholds')),
      scale: text('scale') === 'score' ? 'score' : 'probability',
      generator: { name: 'wardround', version },
    },
    meanings: {
      percent: text('scale') === 'percent',
      onlyProbabilities: ['probability', 'percent'].includes(text('scale')),
      ...(event === '' ? {} : { event }),
    },
  }
}
