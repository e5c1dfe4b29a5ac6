import { z } from 'zod'
import { isAllowed } from '#kernel/actor.js'
import type { HomeItem, PageContext } from '#kernel/describe.js'
import { addDays, londonDate, startOfLondonDay } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { query } from '#registry/query.js'
import { asList } from '#ui/words.js'
import { acceptanceState } from './acceptance-rules.js'
import { readAllAcceptances } from './acceptance-store.js'
import { readEndingElsewhere } from './follow-store.js'
import { MAY_ANSWER } from './model.js'
import { endStep, type EndStep } from './note-ends.js'
import { readSources } from './offered-store.js'
import { findAskedRequirement } from './subject.js'

/** Something of another organisation that waits: what is relied upon and under review, or about to end. */
export interface RelianceWaiting {
  name: string
  sourceName: string
  since: string | null
  until: string | null
  step: EndStep | null
}

/** What of other organisations' evidence waits for the asker's: under review, or ending within 90 days. */
export const findRelianceWaiting = query({
  name: 'evidence.find-reliance-waiting',
  allow: ['signed-in', 'system'],
  input: z.object({}),
  async run({ db, now, organisationId }): Promise<RelianceWaiting[]> {
    const framework = await agreedWayFor(db, organisationId())
    const today = londonDate(now)
    const current = await readAllAcceptances(db, organisationId())
    const sources = await readSources(
      db,
      current.map((one) => one.answerId),
    )
    const reviewed = current.flatMap((acceptance): RelianceWaiting[] => {
      const requirement = findAskedRequirement(framework, acceptance)
      if (!requirement) return []
      const source = sources.get(acceptance.answerId)
      const state = source && acceptanceState(acceptance, source, requirement, today)
      if (state?.state !== 'under-review') return []
      const { name } = requirement
      return [
        { name, sourceName: acceptance.sourceName, since: state.since, until: null, step: null },
      ]
    })
    const ending = (await readEndingElsewhere(db, organisationId(), addDays(today, 90))).map(
      (one): RelianceWaiting => ({
        name: findAskedRequirement(framework, one)?.name ?? one.requirementId,
        sourceName: one.organisationName,
        since: null,
        until: one.inDateUntil,
        step: one.inDateUntil === null ? null : endStep(one.inDateUntil, today),
      }),
    )
    return [...reviewed, ...ending]
  },
})

const URGENCY: Readonly<Record<EndStep, number>> = { over: 15, '7': 30, '30': 50, '90': 70 }

/** What of others' evidence waits, for who answers here. */
export const relianceHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !isAllowed(actor, MAY_ANSWER)) return []
  return relianceItems(await read(findRelianceWaiting, {}))
}

/** One line for all of one organisation that is under review or ends in the same step. Pure. */
export const relianceItems = (waiting: readonly RelianceWaiting[]): HomeItem[] => {
  const groups = new Map<string, [RelianceWaiting, ...RelianceWaiting[]]>()
  for (const one of waiting) {
    const key = JSON.stringify([one.sourceName, one.step, one.since])
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].map(itemOf)
}

const itemOf = (group: readonly [RelianceWaiting, ...RelianceWaiting[]]): HomeItem => {
  const [{ name, sourceName, since, step }] = group
  const isOne = group.length === 1
  const title = isOne ? `${name}, of ${sourceName}` : `${group.length} papers of ${sourceName}`
  const names = isOne ? '' : ` ${asList([...new Set(group.map((one) => one.name))])}.`
  const where = { title, href: '/register', action: 'Find your deployment' }
  if (since !== null)
    return {
      urgency: 20,
      tag: { word: 'Under review', tone: 'orange' },
      detail: `You rely on ${isOne ? 'it' : 'them'}. Since: ${since}.${names}`,
      ...where,
    }
  const first = group.flatMap(({ until }) => until ?? []).toSorted()[0]
  return {
    urgency: URGENCY[step ?? '90'],
    tag:
      step === 'over' ? { word: 'Expired', tone: 'red' } : { word: 'Expires soon', tone: 'yellow' },
    detail: `You rely on ${isOne ? 'it or follow it' : 'them or follow them'}.${names}`,
    ...(first ? { due: startOfLondonDay(first) } : {}),
    ...where,
  }
}
