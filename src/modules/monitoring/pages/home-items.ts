import { fewItems } from '#kernel/declare/few-items.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { startOfLondonDay } from '#kernel/time.js'
import { asCountOf, asList } from '#ui/words.js'
import { measureName } from '../measures.js'
import { mySignals, overdueSignals } from '../show-data.js'
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
  const mine = signalItems(await read(mySignals, {}), now)
  if (!actor.roles.includes('executive-sponsor')) return mine
  const overdue = await read(overdueSignals, {})
  return [...mine, ...overdueItems(overdue.filter(({ ownerId }) => ownerId !== actor.id))]
}

/** For a board: the tools whose signals others have left unanswered past their date, soonest due first. Pure. */
export const overdueItems = (signals: readonly OwnedSignal[]): HomeItem[] => {
  const tools = new Map<string, [OwnedSignal, ...OwnedSignal[]]>()
  for (const signal of signals) {
    const group = tools.get(signal.deploymentId)
    if (group) group.push(signal)
    else tools.set(signal.deploymentId, [signal])
  }
  const items = [...tools.values()].map((group): HomeItem => {
    const [first] = group
    return {
      urgency: 15,
      tag: { word: 'Signal', tone: 'yellow' },
      title: `${first.about}: ${asCountOf(group.length, 'signal')} not answered in time`,
      detail: `With ${asList([...new Set(group.map(({ ownerName }) => ownerName))])}.`,
      due: startOfLondonDay(first.due),
      href: monitoringHref(first.deploymentId, '/signals?state=open'),
      action: 'See the signals',
    }
  })
  return fewItems(items, {
    title: `${items.length} tools with signals not answered in time`,
    href: '/overviews/signals',
  })
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
