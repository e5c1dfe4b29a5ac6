import { isAllowed } from '#kernel/actor.js'
import type { NextActionSource } from '#kernel/declare/subject.js'
import { asCountOf } from '#ui/words.js'
import { ANSWERERS } from '../signals/answer-signal.js'
import { overdueSignalsOfDeployment } from '../show-data.js'
import { monitoringHref } from './addresses.js'

/** Signals past their date come before what the stage asks, and after an alert. */
export const signalNext: NextActionSource = {
  of: 'deployment',
  next: async ({ read, actor }, deploymentId) => {
    const overdue = await read(overdueSignalsOfDeployment, { deploymentId })
    const [first] = overdue
    if (!first) return null
    const verb = isAllowed(actor, ANSWERERS) ? 'Answer' : 'See'
    return overdue.length === 1
      ? {
          urgency: 15,
          words: `${verb} the overdue signal`,
          href: monitoringHref(deploymentId, `/signals/${first}`),
        }
      : {
          urgency: 15,
          words: `${verb} ${asCountOf(overdue.length, 'overdue signal')}`,
          href: monitoringHref(deploymentId, '/signals?state=open'),
        }
  },
}
