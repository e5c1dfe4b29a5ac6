import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import { addDays, daysBetween, londonDate, startOfLondonDay } from '#kernel/time.js'
import { readOpenOpportunities } from '#modules/opportunities/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { asCountOf } from '#ui/words.js'
import { assessGate } from './assess-gate.js'
import type { CatchUpItem } from './catch-up.js'
import { readConditionsOf, readOverdueOfOthers } from './condition-store.js'
import { readExceptionsEndingBy } from './exception-store.js'
import { gatherFacts, requireOwnDeployment } from './gather-facts.js'
import { mayDecide } from './may-decide.js'
import { changedGateItems } from './look-at-gate.js'
import { maySign } from './may-sign.js'
import { showGates } from './show-gates.js'
import { readSigningUnderWay } from './sign-off-store.js'
import { readBeforeUsual, readToCatchUp, type BeforeUsual, type Waiting } from './waiting-store.js'
import { longDate } from './wording.js'

const SOON_DAYS = 90

/** What of the pathway waits for the asker: decisions, exceptions that end, conditions, catching up. */
export const findWaitingPathway = query({
  name: 'pathway.find-waiting',
  allow: ['signed-in'],
  input: z.object({}),
  async run({ db, actor, now, organisationId, read }) {
    const own = organisationId()
    const decides = actor.roles.includes('executive-sponsor')
    const decisions: { deployment: Waiting; gate: string; name: string }[] = []
    const toDecide = decides ? await readBeforeUsual(db, own) : NONE
    for (const deployment of toDecide.some) {
      const facts = await gatherFacts(db, await requireOwnDeployment(db, actor, deployment.id), now)
      const gate = facts.framework.gates.find(
        (one) => one.id !== 'cease' && one.from.includes(facts.stage),
      )
      const assessment = gate ? assessGate(gate.id, facts) : null
      if (gate && assessment?.canPass && mayDecide(actor, assessment).may)
        decisions.push({ deployment, gate: gate.id, name: gate.name })
    }
    const signatures: { deployment: Waiting; gate: string; step: string; name: string }[] = []
    const toSign = await whereSigned(db, actor, own)
    for (const deployment of toSign.some) {
      const facts = await gatherFacts(db, await requireOwnDeployment(db, actor, deployment.id), now)
      for (const gate of facts.framework.gates.filter((one) => one.from.includes(facts.stage))) {
        const assessment = assessGate(gate.id, facts)
        for (const { id, name } of gate.signOff)
          if (maySign(actor, gate, id, assessment).role !== null)
            signatures.push({ deployment, gate: gate.id, step: id, name })
      }
    }
    const catchUp: { deployment: Waiting; items: readonly CatchUpItem[] }[] = []
    for (const deployment of await readToCatchUp(db, own, actor.id)) {
      const { catchUp: items } = await read(showGates, { deploymentId: deployment.id })
      if (items.length > 0) catchUp.push({ deployment, items })
    }
    const owns = actor.roles.includes('deployment-owner')
    const today = londonDate(now)
    const soon = addDays(today, SOON_DAYS)
    const overdueOf = {
      today,
      actorId: actor.id,
      ...(decides ? {} : { deploymentOwner: actor.id }),
    }
    return {
      opportunities: decides ? await readOpenOpportunities(db, own) : [],
      decisions,
      signatures,
      catchUp,
      exceptions: decides || owns ? await readExceptionsEndingBy(db, own, soon) : [],
      conditions: await readConditionsOf(db, actor.id),
      overdue: decides || owns ? await readOverdueOfOthers(db, own, overdueOf) : [],
      /** How many deployments besides were not looked at for decisions and signatures. */
      others: Math.max(toDecide.others, toSign.others),
    }
  },
})

const NONE: BeforeUsual = { some: [], others: 0 }

// The first step is the owner's; the others wait until somebody has signed.
const whereSigned = async (db: ReadDb, actor: Actor, own: string): Promise<BeforeUsual> => {
  const underWay = await readSigningUnderWay(db, own)
  if (!actor.roles.includes('deployment-owner')) return { some: underWay, others: 0 }
  const stoodInFor = actor.deputyFor?.['deployment-owner']?.personId
  const owners = [actor.id, ...(stoodInFor === undefined ? [] : [stoodInFor])]
  const { some, others } = await readBeforeUsual(db, own, owners)
  const known = new Set(underWay.map(({ id }) => id))
  return { some: [...underWay, ...some.filter(({ id }) => !known.has(id))], others }
}

const gates = (deploymentId: string): string => `/register/deployments/${deploymentId}/gates`

/** What of the pathway waits for this person, for Home. */
export const pathwayHomeItems = async (context: PageContext): Promise<HomeItem[]> => {
  const { read, actor, now } = context
  if (!actor.organisationId || !actor.roles.some((role) => MEMBER_ROLES.includes(role))) return []
  const waiting = await read(findWaitingPathway, {})
  const today = londonDate(now)
  return [
    ...waiting.opportunities.map((one): HomeItem => ({
      urgency: 45,
      tag: { word: 'To decide', tone: 'blue' },
      title: `Start assessing: ${one.title}`,
      detail: `Put forward ${longDate(londonDate(one.putForwardAt))}.`,
      href: `/register/opportunities/${one.id}/gate`,
      action: 'Decide',
    })),
    ...waiting.decisions.map((one): HomeItem => ({
      urgency: 35,
      tag: { word: 'To decide', tone: 'blue' },
      title: `${one.name}: ${one.deployment.product}`,
      detail: 'Nothing blocks this gate.',
      href: `${gates(one.deployment.id)}/${one.gate}`,
      action: 'Decide',
    })),
    ...waiting.signatures.map((one): HomeItem => ({
      urgency: 35,
      tag: { word: 'To sign', tone: 'blue' },
      title: `${one.name}: ${one.deployment.product}`,
      detail: 'Nothing else is in the way of this signature.',
      href: `${gates(one.deployment.id)}/${one.gate}/sign/${one.step}`,
      action: 'Sign',
    })),
    ...waiting.catchUp.map(({ deployment, items }): HomeItem => {
      const due = items.map((one) => one.due).toSorted()[0] ?? today
      return {
        urgency: urgencyOf(daysBetween(today, due)),
        tag: { word: 'To catch up', tone: 'orange' },
        title: `${deployment.product}: ${items.length} to catch up`,
        detail: 'It was in use before it was assessed here.',
        due: startOfLondonDay(due),
        href: `${gates(deployment.id)}#catch-up`,
        action: 'See the list',
      }
    }),
    ...waiting.exceptions.map((one): HomeItem => {
      const days = daysBetween(today, one.until)
      return {
        urgency: urgencyOf(days),
        tag:
          days < 0
            ? { word: 'Exception ended', tone: 'red' }
            : { word: 'Exception ends', tone: 'yellow' },
        title: `${one.targetName}, until ${longDate(one.until)}`,
        detail: one.reason,
        due: startOfLondonDay(one.until),
        href: gates(one.deploymentId),
        action: 'See the gate',
      }
    }),
    ...waiting.conditions.map((one): HomeItem => ({
      urgency: urgencyOf(daysBetween(today, one.due)),
      tag: { word: 'Condition', tone: one.due < today ? 'red' : 'yellow' },
      title: one.condition,
      due: startOfLondonDay(one.due),
      href: `${gates(one.deploymentId)}/conditions/${one.id}`,
      action: 'Close it',
    })),
    ...waiting.overdue.map((one): HomeItem => ({
      urgency: urgencyOf(daysBetween(today, one.due)),
      tag: { word: 'Condition overdue', tone: 'red' },
      title: `${one.product}: ${one.condition}`,
      detail: `${one.ownerName} was to see to it.`,
      due: startOfLondonDay(one.due),
      href: `${gates(one.deploymentId)}#conditions`,
      action: 'See the conditions',
    })),
    ...(await changedGateItems(context)),
    ...(waiting.others > 0 ? [othersItem(waiting.others)] : []),
  ]
}

// To look at every gate of a large trust would take seconds: it is said, and where they are.
const othersItem = (others: number): HomeItem => ({
  urgency: 80,
  tag: { word: 'Not looked at', tone: 'neutral' },
  title: `${asCountOf(others, 'more use')} before business as usual`,
  detail: 'Those changed last were looked at here for what to decide or sign.',
  href: '/register',
  action: 'See the register',
})

/** Urgency by days left: overdue, within 7, 30 or 90 days. */
const urgencyOf = (days: number): number => {
  if (days < 0) return 15
  if (days <= 7) return 30
  return days <= 30 ? 50 : 70
}
