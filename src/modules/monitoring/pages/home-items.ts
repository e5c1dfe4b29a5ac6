import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { startOfLondonDay } from '#kernel/time.js'
import { asList } from '#ui/words.js'
import { measureName } from '../measures.js'
import { mySignals } from '../show-data.js'
import type { OwnedSignal } from '../signals/owned-signals.js'
import { windowWords } from '../words.js'
import { monitoringHref } from './addresses.js'

/** The open signals that a person owns: one line for those of one tool that run one way in one period. */
export const monitoringHomeItems = async ({
  read,
  actor,
  now,
}: PageContext): Promise<HomeItem[]> => {
  if (actor.organisationId === null || actor.roles.length === 0) return []
  return signalItems(await read(mySignals, {}), now)
}

/** Signals as lines of Home, each naming its tool; soonest due first as given. Pure. */
export const signalItems = (signals: readonly OwnedSignal[], now: Date): HomeItem[] => {
  const groups = new Map<string, [OwnedSignal, ...OwnedSignal[]]>()
  for (const signal of signals) {
    const { deploymentId, way, windowFrom, windowTo } = signal
    const key = JSON.stringify([deploymentId, way, windowFrom, windowTo])
    const group = groups.get(key)
    if (group) group.push(signal)
    else groups.set(key, [signal])
  }
  return [...groups.values()].map((group) => itemOf(group, now))
}

const itemOf = (group: readonly [OwnedSignal, ...OwnedSignal[]], now: Date): HomeItem => {
  const [first] = group
  const due = startOfLondonDay(first.due)
  const isOne = group.length === 1
  return {
    urgency: first.way === 'wrong' ? (due < now ? 15 : 20) : 40,
    tag: { word: 'Signal', tone: first.way === 'right' ? 'green' : 'yellow' },
    title: `${first.about}: ${isOne ? first.sentence : manyWords(group)}`,
    due,
    href: monitoringHref(first.deploymentId, isOne ? `/signals/${first.id}` : '/signals'),
    action: 'Explain or act',
  }
}

const manyWords = (group: readonly [OwnedSignal, ...OwnedSignal[]]): string => {
  const [{ way, windowFrom, windowTo }] = group
  const period = windowWords(windowFrom, windowTo)
  if (way === 'missing') return `${group.length} signals, figures missing for ${period}`
  const names = [...new Set(group.map((one) => measureName(one.measure, one.threshold)))]
  return `${group.length} signals, ${asList(names)} ran the ${way} way in ${period}`
}
