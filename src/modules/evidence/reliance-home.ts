import { z } from 'zod'
import { isAllowed } from '#kernel/actor.js'
import { withQuery } from '#kernel/address.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { addDays, londonDate, startOfLondonDay } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { MAY_REGISTER } from '#modules/deployments/index.js'
import { query } from '#registry/query.js'
import { asList } from '#ui/words.js'
import { answerAddress, fileAddress } from './addresses.js'
import { readEndingElsewhere } from './follow-store.js'
import { MAY_ANSWER } from './model.js'
import { endStep, type EndStep } from './note-ends.js'
import { readReviews } from './read-reviews.js'
import { readInUse, type InUse } from './running-store.js'
import { findAskedRequirement } from './subject.js'

/** Something of another organisation that waits: what is relied upon and under review, or about to end. */
export interface RelianceWaiting extends InUse {
  name: string
  sourceName: string
  since: string | null
  until: string | null
  step: EndStep | null
  /** Where it is in a file of a deployment. */
  asked: { requirementId: string; part: string }
}

/** What of other organisations' evidence waits for the asker's: under review, or ending within 90 days. */
export const findRelianceWaiting = query({
  name: 'evidence.find-reliance-waiting',
  allow: ['signed-in', 'system'],
  input: z.object({}),
  async run({ db, now, organisationId }): Promise<RelianceWaiting[]> {
    const framework = await agreedWayFor(db, organisationId())
    const today = londonDate(now)
    const own = { organisationId: organisationId(), framework, today }
    const reviewed = (await readReviews(db, own)).filter(
      ({ kind, word }) => kind === 'accepted' && word === 'Under review',
    )
    const ending = await readEndingElsewhere(db, organisationId(), addDays(today, 90))
    const inUse = await readInUse(db, organisationId(), [...reviewed, ...ending])
    return [
      ...reviewed.map((one) => ({
        ...inUse(one),
        name: one.name,
        sourceName: one.sourceName ?? '',
        since: one.because,
        until: null,
        step: null,
        asked: one,
      })),
      ...ending.map((one) => ({
        ...inUse(one),
        name: findAskedRequirement(framework, one)?.name ?? one.requirementId,
        sourceName: one.organisationName,
        since: null,
        until: one.inDateUntil,
        step: one.inDateUntil === null ? null : endStep(one.inDateUntil, today),
        asked: one,
      })),
    ]
  },
})

const URGENCY: Readonly<Record<EndStep, number>> = { over: 15, '7': 30, '30': 50, '90': 70 }

/** What of others' evidence waits, for who answers here. */
export const relianceHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !isAllowed(actor, MAY_ANSWER)) return []
  return relianceItems(await read(findRelianceWaiting, {}), isAllowed(actor, MAY_REGISTER))
}

/**
 * One line for all of one organisation that is under review or ends in the same step and is in use in the
 * same deployments; it leads there. Where none here runs it, whoever may is led to registering one and the
 * rest to the product. Pure.
 */
export const relianceItems = (
  waiting: readonly RelianceWaiting[],
  mayRegister: boolean,
): HomeItem[] => {
  const groups = new Map<string, [RelianceWaiting, ...RelianceWaiting[]]>()
  for (const one of waiting) {
    const used = one.deployments.map(({ id }) => id)
    const key = JSON.stringify([
      one.sourceName,
      one.step,
      one.since,
      used,
      one.product?.id,
      used.length === 0 ? one.version : null,
    ])
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()].map((group) => itemOf(group, mayRegister))
}

const itemOf = (
  group: readonly [RelianceWaiting, ...RelianceWaiting[]],
  mayRegister: boolean,
): HomeItem => {
  const [{ name, sourceName, since, step }] = group
  const isOne = group.length === 1
  const title = isOne
    ? `${name}, of ${sourceName}`
    : `${group.length} pieces of evidence of ${sourceName}`
  const names = isOne ? '' : ` ${asList([...new Set(group.map((one) => one.name))])}.`
  const { usedIn, ...where } = whereUsed(group, mayRegister)
  if (since !== null)
    return {
      urgency: 20,
      tag: { word: 'Under review', tone: 'orange' },
      title,
      detail: `You rely on ${isOne ? 'it' : 'them'}. Since: ${since}.${names} ${usedIn}`,
      ...where,
    }
  const first = group.flatMap(({ until }) => until ?? []).toSorted()[0]
  return {
    urgency: URGENCY[step ?? '90'],
    tag:
      step === 'over' ? { word: 'Expired', tone: 'red' } : { word: 'Expires soon', tone: 'yellow' },
    title,
    detail: `You rely on ${isOne ? 'it or follow it' : 'them or follow them'}.${names} ${usedIn}`,
    ...(first ? { due: startOfLondonDay(first) } : {}),
    ...where,
  }
}

const MOST_NAMED = 3

// To the one deployment, to the list of several, or to where its use is registered.
const whereUsed = (
  group: readonly [RelianceWaiting, ...RelianceWaiting[]],
  mayRegister: boolean,
): { usedIn: string; href: string; action: string } => {
  const [{ deployments, product, version, runsOther, asked }] = group
  const [only, ...others] = deployments
  if (!only && product && version && runsOther)
    return {
      usedIn: `${version} no longer runs here; another version does.`,
      href: `/register/products/${product.id}/evidence`,
      action: 'See the file of each version',
    }
  if (!only) return { usedIn: 'No deployment of yours runs it.', ...notUsed(product, mayRegister) }
  if (others.length === 0) {
    const subject = { scope: 'deployment', subjectId: only.id } as const
    return {
      usedIn: `In use in ${only.name}.`,
      href: group.length === 1 ? answerAddress({ ...asked, ...subject }) : fileAddress(subject),
      action: 'Look at it',
    }
  }
  const named = deployments.slice(0, MOST_NAMED).map(({ name }) => name)
  const rest = deployments.length - named.length
  return {
    usedIn: `In use in ${asList(rest > 0 ? [...named, `${rest} more`] : named)}.`,
    href: withQuery('/register', { ...(product ? { product: product.id } : {}), whose: 'ours' }),
    action: `See your ${deployments.length} deployments`,
  }
}

const notUsed = (
  product: RelianceWaiting['product'],
  mayRegister: boolean,
): { href: string; action: string } => {
  if (mayRegister)
    return {
      href: withQuery('/register/new', product ? { productId: product.id } : {}),
      action: product ? `Register your use of ${product.name}` : 'Register your use',
    }
  return product
    ? { href: `/register/products/${product.id}`, action: `Look at ${product.name}` }
    : { href: '/register/products', action: 'Look at products' }
}
