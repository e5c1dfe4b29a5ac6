import type { ModuleDescription } from '#kernel/declare/module.js'

/**
 * Every arrow from an event to a handler, on one page. Modules declare their handlers; this list is
 * what we mean to happen, and Wardround does not start with an arrow that is not on it.
 */
const SUBSCRIPTIONS: Readonly<Record<string, readonly string[]>> = {
  'agreed-way.changed': ['evidence.review-changed-requirements', 'pathway.note-changed-gates'],
  'answer.signed': ['evidence.tell-of-replaced', 'notifications.on-answer-signed'],
  'answer.to-review': ['evidence.tell-of-review'],
  'answer.to-sign': ['notifications.on-answer-to-sign'],
  'alert.issued': ['notifications.on-alert'],
  'charter.breached': ['notifications.on-charter-breach'],
  'collaboration.ended': ['notifications.on-collaboration-ended'],
  'collaboration.party-invited': ['notifications.on-collaboration-invitation'],
  'concern.raised': ['notifications.on-concern'],
  'confirmation.asked': ['hazards.on-covered', 'notifications.on-confirmation-asked'],
  'deployment.ceased': ['concerns.on-cease'],
  'deployment.facts-changed': ['collaborations.on-facts-changed'],
  'deployment.registered': ['hazards.on-registered'],
  'deployment.version-changed': ['evidence.reopen-on-version-change', 'hazards.on-version-change'],
  'deputy.named': ['notifications.on-deputy-named'],
  'document.closed': ['notifications.on-document-closed'],
  'evidence.accepted': ['notifications.on-evidence-accepted'],
  'evidence.to-review': ['notifications.on-evidence-to-review'],
  'evidence.ending': ['notifications.on-ending'],
  'evidence.own-ending': ['notifications.on-own-ending'],
  'gates.changed': ['notifications.on-gates-changed'],
  'gate.signed': ['notifications.on-gate-signed'],
  'followed.changed': ['notifications.on-followed'],
  'hazard.stated': ['hazards.on-stated'],
  'hazards.to-review': ['notifications.on-hazards'],
  'links.changed': ['notifications.on-links'],
  'letters.due': ['notifications.send-letters'],
  'membership.changed': ['agreed-way.note-followed-system'],
  'person.left': [
    'people.close-account',
    'opportunities.take-over-records',
    'deployments.take-over-records',
    'monitoring.take-over-monitoring',
  ],
  'reliance.to-review': ['notifications.on-reliance'],
  'role.confirmed': ['notifications.on-role-confirmed'],
  'role.offered': ['notifications.on-role-offered'],
  'signal.handed-over': ['notifications.on-signal-handed-over'],
  'signal.raised': ['concerns.on-signal', 'notifications.on-signal'],
  'succession.confirmed': ['people.take-over-administration'],
  'stop.called': ['concerns.on-stop'],
}

/**
 * Throws, with a sentence for each, when a module declares an arrow that is not listed. What is listed
 * and not declared is allowed here: letters have no handlers where no mail is set up.
 */
export const checkSubscriptions = (modules: readonly ModuleDescription[]): void => {
  const missing = arrowsOf(modules)
    .filter((arrow) => !listedArrows().includes(arrow))
    .map((arrow) => `${arrow} is missing in src/main/subscriptions.ts.`)
  if (missing.length > 0) throw new Error(missing.join(' '))
}

/** The arrows of SUBSCRIPTIONS as `event → handler`, sorted. */
export const listedArrows = (): string[] =>
  Object.entries(SUBSCRIPTIONS)
    .flatMap(([event, names]) => names.map((name) => `${event} → ${name}`))
    .toSorted()

/** The arrows that some modules declare, sorted. */
export const arrowsOf = (modules: readonly ModuleDescription[]): string[] =>
  modules
    .flatMap((module) => (module.subscribers ?? []).map((one) => `${one.on.name} → ${one.name}`))
    .toSorted()
