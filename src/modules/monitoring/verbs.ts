import { readFile } from 'node:fs/promises'
import { verb, type VerbContext, type VerbDescription } from '#kernel/describe.js'
import {
  Conflict,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  Unavailable,
  type Problem,
} from '#kernel/errors.js'
import { controlChartVerbs } from './control-charts/verbs.js'
import { measureVerb } from './measure/verb.js'
import { packageVersion } from './package-version.js'
import { sampleSizeVerb } from './sample-size/sample-size-verb.js'
import { SINGLE_COLUMNS, type PredictionColumns } from './summary/prediction-columns.js'
import { SummaryRefused } from './summary/summary-refused.js'
import type { Every } from './summary/summary-row.js'

type Options = VerbContext['options']

const text = (options: Options, name: string): string | undefined => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

const list = (options: Options, name: string): string[] =>
  [options[name]].flat().flatMap((value) => (typeof value === 'string' ? value.split(',') : []))

const columnsOf = (options: Options): PredictionColumns => {
  const given = SINGLE_COLUMNS.flatMap((name) => {
    // commander keeps --version for itself, so the column of versions is --version-column
    const value = text(options, name === 'version' ? 'versionColumn' : name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(given), by: list(options, 'by'), drop: list(options, 'drop') }
}

const names = (value: unknown): string[] =>
  [value].flat().filter((name): name is string => typeof name === 'string')

const scaleOf = (options: Options): 'probability' | 'score' => {
  const scale = text(options, 'scale') ?? 'probability'
  if (scale === 'probability' || scale === 'score') return scale
  throw new Invalid('--scale is probability or score.')
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

const everyOf = (options: Options): Every => {
  const every = text(options, 'every') ?? 'week'
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
    { flags: '--outcome <column>', description: 'column of outcomes, 0 or 1' },
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
    { flags: '--drop <column>', description: 'a column to pass over unread; repeats', many: true },
    {
      flags: '--threshold <name=value>',
      description: 'a named threshold such as alert=0.5; repeats',
      many: true,
    },
    { flags: '--first <date>', description: 'date of the first period, or of the one window' },
    { flags: '--every <period>', description: 'day, week or month; week unless said' },
    { flags: '--scale <scale>', description: 'probability (unless said) or score' },
  ],
  run: async ({ options, progress, now }) => {
    const { summariseFiles } = await import('./summary/summarise-command.js')
    const { thresholdsOf } = await import('./summary/form-settings.js')
    const { londonDate } = await import('./summary/london-date.js')
    const out = text(options, 'output') ?? ''
    const first = text(options, 'first')
    const named = text(options, 'named')
    const { summary, rejected, rejectedCount, western } = await refusalsAsInvalid(async () =>
      summariseFiles({
        files: names(options['files']),
        today: londonDate(now) ?? '',
        columns: columnsOf(options),
        thresholds: thresholdsOf(list(options, 'threshold').join(',')),
        every: everyOf(options),
        scale: scaleOf(options),
        generator: { name: 'wardround', version: await packageVersion() },
        out,
        ...(first === undefined ? {} : { first }),
        ...(named === undefined ? {} : { named }),
      }),
    )
    if (western > 0) progress(`${western} lines are not UTF-8 and were read as Windows-1252.`)
    if (rejectedCount > 0) progress(describeRejected(rejectedCount, rejected))
    return {
      json: {
        out,
        rows: summary.rows,
        used: summary.used,
        cells: summary.cells.length,
        excluded: summary.excluded,
        rejected,
        digest: summary.digest,
      },
      text: `${summary.rows} rows read, ${summary.used} used. ${out} has ${summary.cells.length} parts and no rows. ${summary.dated.note}`,
    }
  },
})

const sendVerb = verb({
  noun: 'send',
  summary: 'Send a summary to a Wardround with an API key',
  needs: 'nothing',
  arguments: [{ name: 'file', description: 'a summary made by wardround summarise' }],
  options: [
    { flags: '--to <url>', description: 'address of the Wardround', required: true },
    { flags: '--deployment <id>', description: 'id of the deployment', required: true },
    {
      flags: '--key-file <file>',
      description: 'file with the API key; otherwise WARDROUND_API_KEY',
    },
  ],
  run: async ({ options }) => {
    const body = await summaryText(text(options, 'file') ?? '')
    const key = await apiKey(text(options, 'keyFile'))
    const address = `${(text(options, 'to') ?? '').replace(/\/+$/, '')}/api/v1/deployments/${encodeURIComponent(text(options, 'deployment') ?? '')}/summaries`
    const answer = await post(address, key, body)
    const { added, superseded, unchanged } = answer
    return {
      json: answer,
      text: `Taken in: ${added} added, ${superseded} replaced, ${unchanged} unchanged.${answer.signals.map(({ sentence }) => `\nSignal: ${sentence}`).join('')}`,
    }
  },
})

/** What the server answers to a summary. */
interface Answer {
  added: number
  superseded: number
  unchanged: number
  signals: { id: string; sentence: string }[]
}

const summaryText = async (file: string): Promise<string> => {
  const body = await readFile(file, 'utf8').catch(() => {
    throw new Invalid(`The file ${file} cannot be read.`)
  })
  const { parseSummary } = await import('./summary/summary-schema.js')
  const parsed = parseSummary(asJson(body))
  if ('summary' in parsed) return JSON.stringify(parsed.summary)
  throw new Invalid(parsed.problems.map((message): Problem => ({ message })))
}

const asJson = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw new Invalid(
      'This file is not a summary: it is not JSON. Make it with wardround summarise.',
    )
  }
}

const apiKey = async (file: string | undefined): Promise<string> => {
  const key = file ? await readFile(file, 'utf8').catch(() => '') : process.env['WARDROUND_API_KEY']
  if (key?.trim()) return key.trim()
  throw new NotSignedIn('Give an API key: set WARDROUND_API_KEY, or name a file with --key-file.')
}

const post = async (address: string, key: string, body: string): Promise<Answer> => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  }).catch(() => {
    throw new Unavailable(`${address} does not answer. Check the address, or try later.`)
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  throw refusal(response.status, answer)
}

const refusal = (status: number, answer: unknown): Error => {
  const detail =
    typeof answer === 'object' && answer !== null && 'detail' in answer
      ? String(answer.detail)
      : `The server answered ${status}.`
  if (status === 401) return new NotSignedIn(detail)
  if (status === 403) return new NotAllowed(detail)
  if (status === 404) return new NotFound(detail)
  if (status === 409) return new Conflict(detail)
  return status === 422 ? new Invalid(detail) : new Unavailable(detail)
}

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
