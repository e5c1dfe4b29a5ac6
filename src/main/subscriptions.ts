import type { ModuleDescription } from '#kernel/describe.js'

/**
 * Every arrow from an event to a handler, on one page. Modules declare their handlers; this list is
 * what we mean to happen, and Wardround does not start when the two differ.
 */
export const SUBSCRIPTIONS: Readonly<Record<string, readonly string[]>> = {
  'alert.issued': ['notifications.on-alert'],
  'concern.raised': ['notifications.on-concern'],
  'deployment.ceased': ['concerns.on-cease'],
  'deployment.version-changed': ['evidence.reopen-on-version-change'],
  'letters.due': ['notifications.send-letters'],
  'person.left': [
    'people.close-account',
    'opportunities.take-over-records',
    'deployments.take-over-records',
  ],
  'signal.raised': ['concerns.on-signal'],
  'stop.called': ['concerns.on-stop'],
}

/** Throws, with a sentence for each arrow that is declared and not listed, or listed and not declared. */
export const checkSubscriptions = (modules: readonly ModuleDescription[]): void => {
  const declared = new Set(
    modules.flatMap((module) =>
      (module.subscribers ?? []).map((one) => `${one.on.name} → ${one.name}`),
    ),
  )
  const listed = new Set(
    Object.entries(SUBSCRIPTIONS).flatMap(([event, names]) =>
      names.map((name) => `${event} → ${name}`),
    ),
  )
  const problems = [
    ...[...declared]
      .filter((arrow) => !listed.has(arrow))
      .map((arrow) => `${arrow} is missing in src/main/subscriptions.ts.`),
    ...[...listed]
      .filter((arrow) => !declared.has(arrow))
      .map((arrow) => `${arrow} stands in src/main/subscriptions.ts and no module declares it.`),
  ]
  if (problems.length > 0) throw new Error(problems.join(' '))
}
