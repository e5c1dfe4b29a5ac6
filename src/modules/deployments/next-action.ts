import type { NextAction } from '#kernel/declare/subject.js'
import type { CalendarDate } from '#kernel/time.js'
import type { Deployment } from './model.js'

/** After what presses: an alert, a signal past its date. */
const ORDINARY = 50

/** What a person of its organisation should do next by its stage and state, most urgent first. */
export const nextAction = (...asked: Parameters<typeof nextStep>): NextAction | null => {
  const step = nextStep(...asked)
  return step && { ...step, urgency: asked[1].hasOpenStop ? 0 : ORDINARY }
}

const nextStep = (
  deployment: Pick<Deployment, 'id' | 'stage' | 'state' | 'version' | 'pilotEnds' | 'reviewDue'>,
  given: { hasOpenStop: boolean; openTasks: number; today: CalendarDate },
): Omit<NextAction, 'urgency'> | null => {
  const here = `/register/deployments/${deployment.id}`
  if (given.hasOpenStop) return { words: 'Enter when it went off', href: `${here}/stop` }
  if (deployment.state === 'ceased') {
    return given.openTasks > 0
      ? { words: 'Settle what is left to do', href: `${here}/cease` }
      : null
  }
  if (deployment.state === 'paused' || deployment.state === 'parked')
    return { words: 'Let it go on', href: `${here}/resume` }
  if (deployment.version === null) return { words: 'Choose the version', href: `${here}/version` }
  if (deployment.stage === 'pilot' && deployment.pilotEnds && deployment.pilotEnds < given.today)
    return { words: 'The pilot is past its end: decide at the gate', href: `${here}/gates` }
  if (deployment.reviewDue && deployment.reviewDue <= given.today)
    return { words: 'Its review is due: decide at the gate', href: `${here}/gates` }
  if (deployment.stage !== 'usual' && deployment.stage !== 'scale')
    return { words: 'See what the next gate asks', href: `${here}/gates` }
  // Once it is business as usual what is asked is to watch it and to review it on a day; to scale is a choice.
  if (deployment.reviewDue === null)
    return { words: 'Say when its next review is due', href: `${here}/edit/dates` }
  return { words: 'See how it is doing', href: `${here}/monitoring` }
}
