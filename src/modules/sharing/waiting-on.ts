import { ROLE_NAMES, roleInText } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { OnItsWay } from '#modules/deployments/index.js'
import type { Framework } from '#modules/framework/index.js'

/** Whom a deployment waits on, and why: from what is shared about it, never from its evidence. */
export interface WaitingOn {
  who: string
  why: string
}

/**
 * Whom a deployment on its way waits on. The first that holds counts: a stop to confirm, a pause, a
 * version to choose, a pilot past its end, and otherwise the gate ahead. Our own rule.
 */
export const waitingOn = (
  one: Pick<OnItsWay, 'state' | 'stage' | 'hasVersion' | 'pilotEnds'>,
  framework: Pick<Framework, 'gates'>,
  today: CalendarDate,
): WaitingOn => {
  const owner = ROLE_NAMES['deployment-owner']
  if (one.state === 'stop-called') return { who: owner, why: 'A stop is not confirmed yet.' }
  if (one.state === 'paused') return { who: owner, why: 'It is paused.' }
  if (one.state === 'parked') return { who: owner, why: 'It is parked.' }
  if (!one.hasVersion) return { who: owner, why: 'The version has not been chosen yet.' }
  const gate = framework.gates.find(({ id, from }) => id !== 'cease' && from.includes(one.stage))
  const deciders = (gate?.decidedBy ?? []).map(roleInText).join(' or ')
  if (one.stage === 'pilot' && one.pilotEnds !== null && one.pilotEnds < today)
    return {
      who: `${deciders.charAt(0).toUpperCase()}${deciders.slice(1)}`,
      why: 'The pilot is past its end and nobody has decided.',
    }
  return {
    who: `${owner}, then ${deciders}`,
    why: `${gate?.name ?? 'The next gate'}: not decided yet.`,
  }
}
