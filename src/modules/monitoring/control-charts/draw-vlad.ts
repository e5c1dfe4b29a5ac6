import type { VerbContext } from '#kernel/declare/verb.js'
import { vlad, VLAD_METHOD } from '#statistics/vlad.js'
import type { Table } from '../read-table/table.js'
import { NOT_SORTED } from './chart-answer.js'
import { casesWords, LEAD, leadOf, pointOf } from './draw-cases.js'
import type { Drawn } from './drawn.js'
import { countRows, excludedWords } from './excluded-rows.js'
import { asNumber } from './number-words.js'
import { textOf } from './options.js'
import { readCases } from './read-cases.js'

/** A variable life-adjusted display: expected less observed events, case by case. */
export const drawVlad = (table: Table, options: VerbContext['options']): Drawn => {
  const [outcome, risk] = [textOf(options, 'outcome') ?? '', textOf(options, 'expected') ?? '']
  const { cases, problems, wasSorted, notes } = readCases(table, {
    outcome,
    risk,
    date: textOf(options, 'date'),
    event: textOf(options, 'event'),
    scale: textOf(options, 'scale'),
  })
  const path = vlad(cases)
  const counts = countRows(cases.length + problems.length, problems)
  const last = path.at(-1) ?? 0
  const points = cases.map((one, i) => ({ ...pointOf(one, i), y: path[i] ?? null }))
  const warnings = [...(wasSorted ? [] : [NOT_SORTED]), ...notes]
  return {
    json: { method: VLAD_METHOD, final: last, points, warnings, ...counts },
    words: [
      casesWords(table.name, outcome, cases),
      last === 0
        ? 'As many events as expected.'
        : `${asNumber(Math.abs(last))} ${last > 0 ? 'fewer' : 'more'} events than expected, all cases together.`,
      ...warnings,
      'Method: VLAD, expected less observed events after each case (Lovegrove 1997); it rises while fewer events happen than expected. It has no limits: chance moves it too, so judge by a risk-adjusted CUSUM of the same cases.',
      ...excludedWords(counts),
    ],
    columns: [...LEAD, 'expected less observed'],
    rows: points.map((point, i) => [...leadOf(cases[i], i), point.y]),
    show: asNumber,
  }
}
