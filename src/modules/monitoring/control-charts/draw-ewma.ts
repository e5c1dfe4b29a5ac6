import type { VerbContext } from '#kernel/declare/verb.js'
import { ewma, EWMA_METHOD } from '#statistics/ewma.js'
import type { Table } from '../read-table/table.js'
import { countRead, NOT_SORTED } from './chart-answer.js'
import { DIRECTION_WORDS, headWords } from './chart-words.js'
import type { Drawn } from './drawn.js'
import { excludedWords } from './excluded-rows.js'
import { asked, directionOf } from './number-options.js'
import { asNumber } from './number-words.js'
import { wayWords } from './read-baseline.js'
import { readBased } from './read-based.js'

/** An EWMA chart: a moving average that finds small lasting changes. */
export const drawEwma = (table: Table, options: VerbContext['options']): Drawn => {
  const direction = directionOf(options)
  const [weight, limit] = [asked(options, 'weight') ?? 0.2, asked(options, 'limit') ?? 3]
  const { read, values, centre, sd, baseline, value, words, show } = readBased(table, options)
  const drawn = ewma(values, { centre, sd, lambda: weight, sigmas: limit })
  const counts = countRead(read)
  const points = read.points.map(({ label, reason }, i) => ({
    date: label,
    value: values[i] ?? null,
    y: drawn[i]?.y ?? null,
    lcl: drawn[i]?.lcl ?? null,
    ucl: drawn[i]?.ucl ?? null,
    signal: drawn[i]?.signal ?? false,
    ...(reason ? { reason } : {}),
  }))
  const warnings = read.wasSorted ? [] : [NOT_SORTED]
  const outside = points.filter(({ signal }) => signal)
  const [first, last] = [outside[0], points.at(-1)]
  const sideOf = (one: { y: number | null }): string =>
    `${(one.y ?? centre) > centre ? 'above' : 'below'}, a change ${wayWords((one.y ?? centre) > centre, direction)}`
  const labels = points.map((point) => point.date)
  const parameters = { weight, limit, baseline }
  return {
    json: {
      method: EWMA_METHOD,
      ...parameters,
      points,
      signals: outside.length,
      warnings,
      ...counts,
    },
    words: [
      `${headWords({ name: table.name, value }, counts.used, labels)} ${words}`,
      first
        ? `Signal: the moving average is outside its limits at ${outside.length} of ${points.length} points, first ${first.date} (${sideOf(first)}). Look for what changed.`
        : 'No signal: the moving average stays within its limits.',
      ...(first && last
        ? [
            last.signal
              ? `At the latest point (${last.date}) it is outside: ${sideOf(last)}.`
              : `At the latest point (${last.date}) it is within.`,
          ]
        : []),
      ...warnings,
      `Method: EWMA; each point weighs the newest value ${weight} and what came before ${asNumber(1 - weight)}; limits are ${limit} standard deviations of the average (Roberts 1959). ${DIRECTION_WORDS[direction]}`,
      ...excludedWords(counts),
    ],
    columns: ['date', 'value', 'average', 'lower limit', 'upper limit', 'notable'],
    rows: points.map((point) => [
      point.date,
      point.value,
      point.y,
      point.lcl,
      point.ucl,
      point.signal ? 'outside' : '',
    ]),
    show,
  }
}
