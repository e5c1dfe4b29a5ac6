import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import { STAGE_IDS } from '#modules/framework/index.js'
import type { GateItem } from './gate-assessment.js'

/** One requirement that a tool in use before its assessment still has to catch up. */
export interface CatchUpItem {
  item: GateItem
  /** Why it stands where it does in the list. */
  seriousness: 'nobody may except it' | 'asked before the pilot' | 'asked later'
  ownerId: string
  ownerName: string
  due: CalendarDate
  /** Whether somebody chose owner and date, or they are the ones it starts with. */
  isPlanned: boolean
}

/** Who catches up a requirement and by when, as somebody chose it. */
export interface CatchUpPlan {
  requirementId: string
  ownerId: string
  ownerName: string
  due: CalendarDate
}

/** Days to catch up from registration, by seriousness. Our own proposal, shown as such. */
const CATCH_UP_DAYS = {
  'nobody may except it': 30,
  'asked before the pilot': 60,
  'asked later': 90,
} as const

/**
 * The list of what is to be caught up, most serious first: what nobody may make an exception to, then
 * what a pilot already needs, then the rest; each by the day it is due.
 */
export const catchUpList = (
  outstanding: readonly GateItem[],
  plans: readonly CatchUpPlan[],
  deployment: { ownerId: string; ownerName: string | null; registeredAt: Date },
): CatchUpItem[] => {
  const registered = londonDate(deployment.registeredAt)
  const items = outstanding.map((item): CatchUpItem => {
    const seriousness = seriousnessOf(item)
    const plan = plans.find((one) => one.requirementId === item.requirementId)
    return {
      item,
      seriousness,
      ownerId: plan?.ownerId ?? deployment.ownerId,
      ownerName: plan?.ownerName ?? deployment.ownerName ?? 'the deployment owner',
      due: plan?.due ?? addDays(registered, CATCH_UP_DAYS[seriousness]),
      isPlanned: plan !== undefined,
    }
  })
  return items.toSorted(
    (left, right) =>
      CATCH_UP_DAYS[left.seriousness] - CATCH_UP_DAYS[right.seriousness] ||
      left.due.localeCompare(right.due) ||
      left.item.requirementId.localeCompare(right.item.requirementId),
  )
}

const seriousnessOf = (item: GateItem): CatchUpItem['seriousness'] => {
  if (item.mayExcept === 'nobody') return 'nobody may except it'
  const place = STAGE_IDS.findIndex((stage) => stage === item.askedAt)
  return place <= STAGE_IDS.indexOf('pilot') ? 'asked before the pilot' : 'asked later'
}
