import { withQuery } from '#kernel/address.js'
import { fewItems } from '#kernel/declare/few-items.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { startOfLondonDay } from '#kernel/time.js'
import type { Concern } from '../model.js'
import { isOverdue } from '../rules.js'
import { whatNeedsMe, type WaitingAlert } from '../what-needs-me.js'
import { alertTitle, KIND_NAMES } from '../words.js'

/** What waits for the person: alerts to answer first, then concerns to triage, the overdue before the rest. */
export const homeItems = async ({ actor, read, now }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || actor.roles.length === 0) return []
  const needs = await read(whatNeedsMe, {})
  return [
    ...needs.toAnswer.map((one) => toAnswer(one, now)),
    ...fewItems(
      needs.notAnsweredHere.map((one) => notAnswered(one, now)),
      {
        title: `${needs.notAnsweredHere.length} serious alerts not answered here`,
        href: withQuery('/alerts', { show: 'to-answer' }),
      },
    ),
    ...needs.toTriage.map((one) => toTriage(one, now)),
    ...needs.notAnsweredByOthers.map(toChase),
    ...needs.toAcknowledge.map(toAcknowledge),
  ]
}

const toAnswer = ({ alert, dueOn }: WaitingAlert, now: Date): HomeItem => {
  const isAlert = alert.notice === 'alert'
  const late = isAlert && isOverdue(dueOn, now)
  return {
    urgency: isAlert ? 1 : 3,
    tag: isAlert
      ? { word: late ? 'Alert overdue' : 'Alert', tone: 'red' }
      : { word: 'Notice', tone: 'blue' },
    title: alertTitle(alert),
    detail: `${KIND_NAMES[alert.kind] ?? alert.kind}. Issued by ${alert.issuedByName}.`,
    ...(isAlert ? { due: startOfLondonDay(dueOn) } : {}),
    href: `/alerts/${alert.id}`,
    action: isAlert ? 'Answer' : 'Read and acknowledge',
  }
}

// For a board: others answer it, and here it is seen that they have not.
const notAnswered = (waiting: WaitingAlert, now: Date): HomeItem => ({
  ...toAnswer(waiting, now),
  detail: `Serious, and not answered here. Issued by ${waiting.alert.issuedByName}.`,
  action: 'See the alert',
})

const toTriage = (concern: Concern, now: Date): HomeItem => {
  const late = isOverdue(concern.triageBy, now)
  return {
    urgency: late || concern.harm === 'serious' ? 1 : 2,
    tag: { word: late ? 'Triage overdue' : 'Concern', tone: late ? 'red' : 'orange' },
    title: `Concern ${concern.reference}: ${concern.toolName}`,
    detail: 'Reported, not established until triaged.',
    due: startOfLondonDay(concern.triageBy),
    href: `/concerns/${concern.id}`,
    action: 'Triage',
  }
}

const toChase = ({ alert, waiting, dueOn }: WaitingAlert): HomeItem => ({
  urgency: 2,
  tag: { word: 'Not answered', tone: 'orange' },
  title: alertTitle(alert),
  detail: `${waiting} of those told ${waiting === 1 ? 'has' : 'have'} not answered it in time.`,
  due: startOfLondonDay(dueOn),
  href: `/alerts/${alert.id}?state=not-answered`,
  action: 'See who',
})

const toAcknowledge = (concern: Concern): HomeItem => ({
  urgency: 4,
  tag: { word: 'Concern', tone: 'yellow' },
  title: `Concern ${concern.reference}: ${concern.toolName}`,
  detail: 'Nobody has said yet that they have seen it.',
  due: startOfLondonDay(concern.acknowledgeBy),
  href: `/concerns/${concern.id}`,
  action: 'Acknowledge',
})
