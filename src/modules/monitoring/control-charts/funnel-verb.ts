import { verb, type VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { funnel, type FunnelChart } from '#statistics/funnel.js'
import type { FunnelKind } from '#statistics/funnel-limits.js'
import { readNumber } from '../read-table/read-number.js'
import { excludedWords } from './excluded-rows.js'
import { funnelWords } from './funnel-words.js'
import { listOf, textOf } from './options.js'
import { type GroupColumns, type Groups, readGroups } from './read-groups.js'
import { rowsWhere } from './where.js'

const columnsOf = (options: VerbContext['options']): GroupColumns => {
  const [total, expected] = [textOf(options, 'total'), textOf(options, 'expected')]
  if ((total === undefined) === (expected === undefined)) {
    throw new Invalid(
      'Give --total for a share of a total, or --expected for a ratio, one of them.',
    )
  }
  const kind: FunnelKind = total === undefined ? 'ratio' : 'proportion'
  return {
    events: textOf(options, 'events') ?? '',
    group: textOf(options, 'group') ?? '',
    denominator: total ?? expected ?? '',
    kind,
  }
}

/** A higher one is a percent without its sign. */
const HIGHEST_RATIO = 10

const targetOf = (given: string | undefined, kind: FunnelKind): number | null => {
  if (given === undefined) return null
  const read = readNumber(given)
  const value = 'value' in read ? read.value : NaN
  if (kind === 'proportion' && !(value > 0 && value < 1)) {
    throw new Invalid('--target is a share above 0 and below 1, such as 0.1 or 10%.')
  }
  if (!(value > 0 && value <= HIGHEST_RATIO)) {
    throw new Invalid(
      `--target is a ratio above 0, 1 where events are as expected, not “${given}”. A percent has its sign, such as 100%.`,
    )
  }
  return value
}

/** One group around its own share lies on the line whatever it is. @throws Invalid */
const requireSomethingToCompare = (
  { groups, ...counts }: Groups,
  { kind, group: column }: GroupColumns,
  target: number | null,
): void => {
  const [only, second] = groups
  if (second || !only || kind === 'ratio' || target !== null) return
  // It may stand alone because the rows of the others could not be used.
  const unused = excludedWords(counts).map((line) => `\n${line}`)
  throw new Invalid(
    `There is one group only in “${column}”, “${only.group}”, and a funnel around its own share says nothing of it. Give rows of two groups or more (five or more say how far groups differ), or the share to hold it against with --target. To follow one group over time, use spc.${unused.join('')}`,
  )
}

const withReasons = (chart: FunnelChart): FunnelChart => ({
  ...chart,
  groups: chart.groups.map((group) => {
    const reason = group.reason ?? chart.reason
    return reason ? { ...group, reason } : group
  }),
})

const run = async ({
  options,
  progress,
}: VerbContext): Promise<{ json: unknown; text: string }> => {
  const columns = columnsOf(options)
  const target = targetOf(textOf(options, 'target'), columns.kind)
  const path = textOf(options, 'file') ?? ''
  const { readTable } = await import('../read-table/read-table.js')
  const wanted = [columns.events, columns.denominator, columns.group]
  const table = rowsWhere(await readTable(path, wanted), listOf(options, 'where'))
  for (const note of table.notes) progress(note)
  const read = readGroups(table, columns)
  requireSomethingToCompare(read, columns, target)
  const { groups, ...counts } = read
  const answer = { ...withReasons(funnel(groups, { kind: columns.kind, target })), ...counts }
  return { json: { ...answer, notes: table.notes }, text: funnelWords(answer, table.name) }
}

/** `wardround funnel`: groups around their target, without a server or an account. */
export const funnelVerb = verb({
  noun: 'funnel',
  summary: 'Compare groups by funnel limits, over-dispersion included; nothing leaves this machine',
  needs: 'nothing',
  arguments: [{ name: 'file', description: 'a CSV, NDJSON, XLSX or Parquet file' }],
  options: [
    { flags: '--events <column>', description: 'column of numbers of events', required: true },
    { flags: '--total <column>', description: 'column of totals, for shares' },
    { flags: '--expected <column>', description: 'column of expected events, for ratios' },
    {
      flags: '--group <column>',
      description: 'column of groups, such as sites; rows of a group are added up',
      required: true,
    },
    { flags: '--target <number>', description: 'centre line; the pooled share, or 1, unless said' },
    {
      flags: '--where <column=value>',
      description: 'use only rows with this value; repeats',
      many: true,
    },
  ],
  run,
})
