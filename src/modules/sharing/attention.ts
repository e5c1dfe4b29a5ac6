import { asCountOf, asDate, asList } from '#ui/words.js'
import type { DeploymentInBrief, SameThing } from '#modules/deployments/index.js'
import type { Concern, UnansweredAlert } from '#modules/concerns/index.js'
import {
  ATTENTION_KINDS,
  type AttentionCounts,
  type AttentionKind,
  type AttentionLine,
  type OverviewFacts,
} from './model.js'

/**
 * What needs attention, most pressing kind first and within it what was due first. Worked out from dates
 * and states as they are recorded; nothing is scored or ranked beyond that order.
 */
export const attentionLines = (facts: OverviewFacts): AttentionLine[] => {
  const byId = new Map(facts.deployments.map((one) => [one.id, one]))
  const lines = [
    ...facts.alerts.map(alertLine),
    ...facts.concerns.map(concernLine),
    ...facts.deployments.flatMap((one) => ofDeployment(one, facts)),
    ...facts.counts.flatMap((counts) => ofCounts(counts, byId.get(counts.deploymentId))),
    ...facts.sameThings.map(sameLine),
  ]
  return lines.toSorted(
    (left, right) =>
      ATTENTION_KINDS.indexOf(left.kind) - ATTENTION_KINDS.indexOf(right.kind) ||
      (left.due ?? '9').localeCompare(right.due ?? '9'),
  )
}

/** How many lines there are of each kind, in order; a kind without any is counted as none. */
export const countKinds = (
  lines: readonly AttentionLine[],
): { kind: AttentionKind; count: number }[] =>
  ATTENTION_KINDS.map((kind) => ({
    kind,
    count: lines.filter((line) => line.kind === kind).length,
  }))

const nameOf = (one: DeploymentInBrief): string => `${one.productName}, ${one.organisationName}`

const about = (one: DeploymentInBrief) => ({
  organisations: [one.organisationName],
  deploymentIds: [one.id],
})

const at = (one: DeploymentInBrief, tab = ''): string => `/register/deployments/${one.id}${tab}`

const ofDeployment = (one: DeploymentInBrief, facts: OverviewFacts): AttentionLine[] => {
  const lines: AttentionLine[] = []
  // Of what has ceased, only a stop that nobody has confirmed is still read.
  const hasCeased = one.state === 'ceased'
  if (one.state === 'stop-called' || hasCeased) {
    lines.push({
      kind: 'stop',
      text: `${nameOf(one)}: stop called, not yet confirmed off${hasCeased ? '; the use has ceased' : ''}`,
      note: one.useCase,
      href: at(one),
      action: 'Ask whether it is off',
      due: null,
      ...about(one),
    })
  }
  if (hasCeased) return lines
  const due = decisionDue(one, facts.dueBy)
  if (due) lines.push(decisionLine(one, due, facts.today))
  if (one.inUseBeforeAssessment) {
    lines.push({
      kind: 'before',
      text: `${nameOf(one)}: in use before assessment`,
      note: 'Its gates read “not passed here”; it cannot scale until it has caught up',
      href: at(one, '/gates'),
      action: 'See what is to catch up',
      due: null,
      ...about(one),
    })
  }
  return lines
}

const decisionDue = (one: DeploymentInBrief, dueBy: string): string | null => {
  const due = one.stage === 'pilot' ? one.pilotEnds : one.reviewDue
  return due && due <= dueBy ? due : null
}

const decisionLine = (one: DeploymentInBrief, due: string, today: string): AttentionLine => {
  const isPilot = one.stage === 'pilot'
  const isPast = due < today
  const what = isPilot
    ? `pilot ${isPast ? 'ended' : 'ends'} ${asDate(due)}, no decision`
    : `review ${isPast ? 'was' : 'is'} due ${asDate(due)}`
  return {
    kind: isPilot && isPast ? 'pilot' : 'decision',
    text: `${nameOf(one)}: ${what}`,
    note: one.useCase,
    href: at(one, '/gates'),
    action: 'See what the gate asks',
    due,
    ...about(one),
  }
}

const ofCounts = (counts: AttentionCounts, one: DeploymentInBrief | undefined): AttentionLine[] => {
  if (!one) return []
  const line = (kind: AttentionKind, text: string, tab: string, action: string): AttentionLine => ({
    kind,
    text: `${nameOf(one)}: ${text}`,
    note: one.useCase,
    href: at(one, tab),
    action,
    due: null,
    ...about(one),
  })
  const ending = [
    ...(counts.exceptions > 0 ? [asCountOf(counts.exceptions, 'exception')] : []),
    ...(counts.evidenceExpiring > 0
      ? [asCountOf(counts.evidenceExpiring, 'piece of evidence', 'pieces of evidence')]
      : []),
  ]
  return [
    ...(counts.signals > 0
      ? [
          line(
            'signal',
            `${asCountOf(counts.signals, 'signal')} not explained`,
            '/monitoring',
            'See the chart',
          ),
        ]
      : []),
    ...(counts.evidenceExpired > 0
      ? [
          line(
            'expired',
            `${asCountOf(counts.evidenceExpired, 'piece of evidence has', 'pieces of evidence have')} expired`,
            '',
            'Ask for it to be renewed',
          ),
        ]
      : []),
    ...(ending.length > 0
      ? [
          line(
            'expiring',
            `${asList(ending)} ${isOne(counts) ? 'ends' : 'end'} within 30 days`,
            '',
            'Ask for it to be renewed',
          ),
        ]
      : []),
  ]
}

const isOne = (counts: AttentionCounts): boolean =>
  counts.exceptions + counts.evidenceExpiring === 1

const alertLine = ({ alert, asked, missing, dueOn }: UnansweredAlert): AttentionLine => ({
  kind: 'alert',
  text: `${alert.product.name} ${alert.version.name}: not answered by ${asList(missing)}`,
  note: `issued by ${alert.issuedByName}, ${asDate(alert.issuedAt)}; ${asCountOf(asked, 'deployment was', 'deployments were')} told; not a National Patient Safety Alert or a field safety notice`,
  href: `/alerts/${alert.id}`,
  action: 'See answers',
  organisations: missing,
  deploymentIds: [],
  due: dueOn || null,
})

// Never the words of a concern, nor who raised it.
const concernLine = (concern: Concern): AttentionLine => {
  const isLate = concern.state === 'reported'
  return {
    kind: 'concern',
    text: `${concern.reference}, ${concern.toolName}: ${
      isLate ? `not triaged by ${asDate(concern.triageBy)}` : 'serious, and not closed'
    }`,
    note: isLate
      ? 'Reported, not established until triaged'
      : `Triaged ${concern.triagedAt ? asDate(concern.triagedAt) : ''}`,
    href: `/concerns/${concern.id}`,
    action: 'See the concern',
    organisations: [],
    deploymentIds: concern.deploymentId ? [concern.deploymentId] : [],
    due: isLate ? concern.triageBy : null,
  }
}

const sameLine = ({ why, what, deployments }: SameThing): AttentionLine => {
  const organisations = [...new Set(deployments.map((one) => one.organisationName))]
  const products = [...new Set(deployments.map((one) => one.productName))]
  const ids = deployments.map((one) => one.id)
  return {
    kind: 'duplicated',
    text:
      why === 'product'
        ? `${asList(organisations)} are each assessing or trying out ${what}`
        : `${asList(organisations)} are each assessing or trying out something for a use that reads alike`,
    note:
      why === 'product'
        ? asList([...new Set(deployments.map((one) => one.useCase))])
        : `${asList(products)}: ${what}`,
    href: `/overviews/introduce?${ids
      .slice(0, 10)
      .map((id) => `deployment=${id}`)
      .join('&')}`,
    action: 'Introduce them',
    organisations,
    deploymentIds: ids,
    due: null,
  }
}
