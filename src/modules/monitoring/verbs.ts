import { verb, type VerbContext, type VerbDescription } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { textOf } from './control-charts/options.js'
import { controlChartVerbs } from './control-charts/verbs.js'
import { measureVerb } from './measure/verb.js'
import { packageVersion } from './package-version.js'
import { sampleSizeVerb } from './sample-size/sample-size-verb.js'
import { sendVerb } from './received/send-verb.js'
import { SINGLE_COLUMNS, type PredictionColumns } from './summary/prediction-columns.js'
import { SummaryRefused } from './summary/summary-refused.js'
import type { Every } from './summary/summary-row.js'

type Options = VerbContext['options']

const list = (options: Options, name: string): string[] =>
  [options[name]].flat().flatMap((value) => (typeof value === 'string' ? value.split(',') : []))

const columnsOf = (options: Options): PredictionColumns => {
  const given = SINGLE_COLUMNS.flatMap((name) => {
    // commander keeps --version for itself, so the column of versions is --version-column
    const value = textOf(options, name === 'version' ? 'versionColumn' : name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(given), by: list(options, 'by'), drop: list(options, 'drop') }
}

const names = (value: unknown): string[] =>
  [value].flat().filter((name): name is string => typeof name === 'string')

/** What the scores are; percent are probabilities once they are read, and what is said holds. */
const scaleOf = (
  options: Options,
): { scale: 'probability' | 'score'; percent: boolean; onlyProbabilities: boolean } => {
  const scale = textOf(options, 'scale')
  const percent = scale === 'percent'
  if (scale === 'score') return { scale, percent, onlyProbabilities: false }
  if (scale === undefined || scale === 'probability' || percent) {
    return { scale: 'probability', percent, onlyProbabilities: scale !== undefined }
  }
  throw new Invalid('--scale is probability, percent or score.')
}

const SHOWN = 5

/** How many rows were left out, and why the first of them were. */
const describeRejected = (
  count: number,
  rejected: readonly { file: string; row: number; reason: string }[],
): string => {
  const lines = rejected
    .slice(0, SHOWN)
    .map(({ file, row, reason }) => `  ${file}, row ${row}: ${reason}`)
  const more = count > SHOWN ? ['  --json lists the first thousand.'] : []
  return [`${count} rows could not be read or dated.`, ...lines, ...more].join('\n')
}

/** Every row that is not used, by its reason, so that the counts add up. */
const leftOutWords = (excluded: Readonly<Partial<Record<string, number>>>): string =>
  Object.entries(excluded)
    .map(
      ([reason, count]) =>
        `; ${count} left out: ${LEFT_OUT[reason] ?? reason.replaceAll('_', ' ')}`,
    )
    .join('')

const LEFT_OUT: Readonly<Record<string, string>> = {
  rejected: 'could not be read, with the reason of each above',
}

const everyOf = (options: Options): Every => {
  const every = textOf(options, 'every') ?? 'week'
  if (every === 'day' || every === 'week' || every === 'month') return every
  throw new Invalid('--every is day, week or month.')
}

const refusalsAsInvalid = async <Result>(act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act()
  } catch (thrown) {
    if (thrown instanceof SummaryRefused) throw new Invalid(thrown.message)
    throw thrown
  }
}

const summariseVerb = verb({
  noun: 'summarise',
  summary:
    'Make counts and figures of a log of predictions, forecasts, values or categories; nothing leaves this machine',
  needs: 'nothing',
  arguments: [{ name: 'files', description: 'CSV, NDJSON, Parquet or XLSX files', many: true }],
  options: [
    { flags: '-o, --output <file>', description: 'where to write the summary', required: true },
    { flags: '--score <column>', description: 'column of scores, for predictions' },
    { flags: '--outcome <column>', description: 'column of outcomes, 0 or 1 or yes or no' },
    { flags: '--event <value>', description: 'the outcome that is the event; any other is none' },
    { flags: '--predicted <column>', description: 'column of predicted numbers, for forecasts' },
    { flags: '--observed <column>', description: 'column of the numbers that came' },
    { flags: '--value <column>', description: 'column of values, such as minutes saved' },
    {
      flags: '--category <column>',
      description: 'column of categories, such as accepted or edited',
    },
    {
      flags: '--named <name>',
      description: 'what values or categories are; unless said, as their column',
    },
    { flags: '--prediction <column>', description: 'column of decisions as logged, 0 or 1' },
    { flags: '--time <column>', description: 'column of prediction times' },
    { flags: '--period <column>', description: 'column of whole-number periods; needs --first' },
    { flags: '--site <column>', description: 'column of sites' },
    { flags: '--version-column <column>', description: 'column of versions' },
    {
      flags: '--by <column>',
      description: 'a column to break figures down by; repeats',
      many: true,
    },
    { flags: '--id <column>', description: 'count a row with an id seen before as a repeat' },
    { flags: '--drop <column>', description: 'a column to pass over unread; repeats', many: true },
    {
      flags: '--threshold <name=value>',
      description: 'a named threshold such as alert=0.5; repeats',
      many: true,
    },
    { flags: '--first <date>', description: 'date of the first period, or of the one window' },
    { flags: '--every <period>', description: 'day, week or month; week unless said' },
    {
      flags: '--scale <scale>',
      description:
        'probability (scores outside 0 to 1 are then left out and counted), percent (0 to 100) or score; not said: probabilities, and no calibration where any lies outside',
    },
  ],
  run: async ({ options, progress, now }) => {
    const { summariseFiles } = await import('./summary/summarise-command.js')
    const { tenths } = await import('./summary/tell-tenths.js')
    const { thresholdsOf } = await import('./summary/form-settings.js')
    const { londonDate } = await import('./summary/london-date.js')
    const out = textOf(options, 'output') ?? ''
    const first = textOf(options, 'first')
    const named = textOf(options, 'named')
    const event = textOf(options, 'event')
    const { scale, ...scores } = scaleOf(options)
    const { summary, rejected, rejectedCount, western, notes } = await refusalsAsInvalid(async () =>
      summariseFiles({
        files: names(options['files']),
        today: londonDate(now) ?? '',
        columns: columnsOf(options),
        thresholds: thresholdsOf(list(options, 'threshold').join(',')),
        every: everyOf(options),
        scale,
        meanings: { ...scores, ...(event === undefined ? {} : { event }) },
        generator: { name: 'wardround', version: await packageVersion() },
        out,
        ...(first === undefined ? {} : { first }),
        ...(named === undefined ? {} : { named }),
        ...(process.stderr.isTTY ? { onProgress: tenths(progress) } : {}),
      }),
    )
    if (western > 0)
      progress(
        `${western === 1 ? '1 line is' : `${western} lines are`} not UTF-8 and ${western === 1 ? 'was' : 'were'} read as Windows-1252.`,
      )
    for (const note of notes) progress(note)
    if (rejectedCount > 0) progress(describeRejected(rejectedCount, rejected))
    return {
      json: {
        out,
        rows: summary.rows,
        used: summary.used,
        cells: summary.cells.length,
        excluded: summary.excluded,
        rejected,
        notes,
        digest: summary.digest,
      },
      text: `${summary.rows} rows read, ${summary.used} used${leftOutWords(summary.excluded)}. ${out} has ${summary.cells.length} parts and no rows. ${summary.dated.note}`,
    }
  },
})

/**
 * The command-line verbs of monitoring. All run without a server or an account, and main loads them
 * without the rest of Wardround: nothing here may import more than the edge needs, and what one verb
 * alone needs it loads when it runs.
 */
export const monitoringVerbs: readonly VerbDescription[] = [
  measureVerb,
  summariseVerb,
  sendVerb,
  ...controlChartVerbs,
  sampleSizeVerb,
]
