import { daysBetween, londonDate, type CalendarDate } from '#kernel/time.js'
import { asCountOf, asDate } from '#ui/words.js'
import type { Signal, SignalWay } from '../model.js'
import { OPEN_STATES } from '../signals/signal-states.js'
import { ruleWords, windowWords } from '../words.js'

/** A figure that a cause touches, with each rule that found it. */
export interface Touched {
  /** The sentence of the first signal about it, which says its own rule and pass mark. */
  words: string
  rules: readonly { words: string; href: string }[]
  /** How they stand, where signals of the cause stand differently. */
  after: string
}

/** What a report says of one cause: of one signal a sentence, of several what they touch. */
export interface ToldCause {
  signal: Signal
  words: string
  touches: readonly Touched[]
}

/**
 * Signals as a report tells them, one line a cause: those that went the same way in the same period of
 * the same version are taken for one, whatever rules, measures and sites they touch. In the order in
 * which the first of each comes.
 */
export const toldCauses = (
  signals: readonly Signal[],
  hrefOf: (signal: Signal) => string,
  today: CalendarDate,
): ToldCause[] =>
  grouped(signals, ({ way, windowFrom, windowTo, versionId }) =>
    [way, windowFrom, windowTo, versionId].join('|'),
  ).map(([signal, ...others]) =>
    others.length === 0
      ? { signal, words: `${signal.sentence} ${stands(signal, today)}`, touches: [] }
      : toldTogether([signal, ...others], hrefOf, today),
  )

type Some<Item> = readonly [Item, ...Item[]]

const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Some<Item>[] => {
  const groups = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return [...groups.values()]
}

const WENT: Readonly<Record<SignalWay, string>> = {
  wrong: 'went the wrong way',
  right: 'went the right way',
  changed: 'changed, neither better nor worse by itself,',
  missing: 'did not come in',
}

const toldTogether = (
  signals: Some<Signal>,
  hrefOf: (signal: Signal) => string,
  today: CalendarDate,
): ToldCause => {
  const [first] = signals
  const figures = grouped(signals, ({ measure, threshold, site }) =>
    [measure, threshold, site].join('|'),
  )
  const alike = signals.every((signal) => stands(signal, today) === stands(first, today))
  const window = windowWords(first.windowFrom, first.windowTo)
  const head = `${asCountOf(figures.length, 'figure')} ${WENT[first.way]} in ${window}.`
  return {
    signal: first,
    words: alike ? `${head} ${stands(first, today)}` : head,
    touches: figures.map((ofFigure) => touched(ofFigure, alike, hrefOf, today)),
  }
}

const touched = (
  [first, ...others]: Some<Signal>,
  alike: boolean,
  hrefOf: (signal: Signal) => string,
  today: CalendarDate,
): Touched => ({
  words: first.sentence,
  rules: [first, ...others].map((signal) => ({
    words: ruleWords(signal.rule),
    href: hrefOf(signal),
  })),
  after: alike
    ? ''
    : [...new Set([first, ...others].map((signal) => stands(signal, today)))].join(' '),
})

/** When a signal was raised and what came of it. */
const stands = (signal: Signal, today: CalendarDate): string => {
  const raised = `Raised on ${asDate(londonDate(signal.raisedAt))}.`
  const concern = signal.becameConcernAt ? ' It became a concern.' : ''
  const answer = signal.answer ? ` ${signal.answeredByName ?? ''}: ${signal.answer}` : ''
  const waits = OPEN_STATES.some((state) => state === signal.state)
  const owner = waits ? ` ${answersBy(signal, today)}` : ''
  return `${raised}${concern}${answer}${owner}`
}

/** Whether a date has gone by without an answer is the first thing that a board asks. */
const answersBy = ({ ownerName, due }: Signal, today: CalendarDate): string => {
  const late = daysBetween(due, today)
  return late > 0
    ? `${ownerName} was to answer it by ${asDate(due)}, ${asCountOf(late, 'day')} ago.`
    : `${ownerName} answers it by ${asDate(due)}.`
}
