import { asList } from '#ui/words.js'
import type { Point, Signal } from '../../model.js'
import { capital, signalName, windowWords } from '../../words.js'

/** Open signals that one cause explains: the same way, the same site, the same version, begun together. */
export interface SignalGroup {
  signals: readonly [Signal, ...Signal[]]
  /** When it began, in words: "since version 2.3 was installed", "in the week of 5 October 2026". */
  when: string
}

const WAYS = ['wrong', 'missing', 'right']
const isConcern = ({ becameConcernAt }: Signal): number => (becameConcernAt === null ? 0 : 1)

/** Signals that wait for somebody, by cause; concerns first, then by the way they run. */
export const groupSignals = (
  signals: readonly Signal[],
  points: readonly Point[],
): readonly SignalGroup[] => {
  const open = signals
    .filter(({ state }) => state === 'new' || state === 'acknowledged')
    .toSorted(
      (a, b) =>
        isConcern(b) - isConcern(a) ||
        WAYS.indexOf(a.way) - WAYS.indexOf(b.way) ||
        // Ids grow as signals are raised, measure after measure of the plan.
        (a.id < b.id ? -1 : 1),
    )
  const groups = new Map<string, [Signal, ...Signal[]]>()
  const words = new Map<string, string>()
  for (const signal of open) {
    const when = whenOf(signal, points)
    const key = JSON.stringify([signal.way, signal.site, signal.versionId, when])
    words.set(key, when)
    const group = groups.get(key)
    if (group) group.push(signal)
    else groups.set(key, [signal])
  }
  return [...groups].map(([key, group]) => ({ signals: group, when: words.get(key) ?? '' }))
}

/** The measures of a group, each once, with the signal that tells most of it. */
const measuresOf = ({ signals }: SignalGroup): { name: string; signal: Signal }[] => {
  const first = new Map<string, Signal>()
  for (const signal of signals) {
    const name = signalName(signal)
    if (!first.has(name)) first.set(name, signal)
  }
  return [...first].map(([name, signal]) => ({ name, signal }))
}

/** What a group says in one sentence; the full sentence of each signal is on its own page. */
export const groupSentence = (group: SignalGroup): string => {
  const names = measuresOf(group).map(({ name }) => name)
  const [{ site }] = group.signals
  const at = site ? ` at ${site}` : ''
  return `${capital(asList(names))}${at} ${runsOf(group, names.length > 1)} ${group.when}.`
}

const runsOf = ({ signals, when }: SignalGroup, many: boolean): string => {
  const [{ way }] = signals
  if (way === 'missing') return 'are missing'
  const lasts = when.startsWith('since')
  if (signals.every(({ rule }) => rule === 'interval-beyond-pass-mark')) {
    const verb = lasts ? (many ? 'have been' : 'has been') : many ? 'were' : 'was'
    return `${verb} past ${many ? 'their pass marks' : 'its pass mark'}`
  }
  return `${lasts ? (many ? 'have run' : 'has run') : 'ran'} the ${way} way`
}

const whenOf = (signal: Signal, points: readonly Point[]): string => {
  const own = points.filter((point) => signal.pointIds.includes(point.id))
  const first = own.reduce<Point | undefined>(
    (least, point) => (least && least.windowFrom <= point.windowFrom ? least : point),
    undefined,
  )
  if (!first) return `in ${windowWords(signal.windowFrom, signal.windowTo)}`
  if (isInstalledThen(first, points)) return `since version ${first.versionName} was installed`
  return own.length > 1
    ? `since ${windowWords(first.windowFrom, first.windowTo)}`
    : `in ${windowWords(first.windowFrom, first.windowTo)}`
}

/** Whether a point is the first of its version at its site, and another version ran there before. */
const isInstalledThen = (point: Point, points: readonly Point[]): boolean => {
  const before = points.filter(
    (one) => one.site === point.site && one.windowFrom < point.windowFrom,
  )
  return before.length > 0 && before.every((one) => one.versionName !== point.versionName)
}
