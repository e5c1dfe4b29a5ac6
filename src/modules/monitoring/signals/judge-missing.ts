import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { CommandContext } from '#registry/command.js'
import { asDate } from '#ui/words.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import { missingCause, missingWindow } from './missing-data.js'
import type { MonitoringPlan } from '../model.js'
import { readCauses } from './signal-causes.js'
import { insertSignal } from './signal-store.js'
import { NOTHING, told, waiting, type Judged } from './tell-signal.js'
import { windowWords } from '../words.js'

const IN_USE = ['pilot', 'implement', 'usual', 'scale']

/** Whether figures of a deployment are expected at all. */
const isExpected = (
  { state, stage }: Pick<MonitoredDeployment, 'state' | 'stage'>,
  plan: MonitoringPlan,
): boolean => plan.rules.includes('missing-data') && state === 'running' && IN_USE.includes(stage)

/** Raises a signal when the figures of a window are overdue; once for each window. */
export const judgeMissing = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  lastEnd: CalendarDate | null,
): Promise<Judged> => {
  if (!isExpected(deployment, plan)) return NOTHING
  const missing = missingWindow(plan, lastEnd, londonDate(context.now))
  if (!missing) return NOTHING
  const cause = missingCause(missing)
  const causes = await readCauses(context.tx, [deployment.id])
  if (causes.some((one) => one.cause === cause)) return NOTHING
  const sentence = `No figures have come in for ${windowWords(missing.from, missing.to)}. They were due by ${asDate(missing.dueOn)}. Rule: figures are missing.`
  const id = context.newId('sig')
  const about = { measure: 'missing', threshold: '' }
  await insertSignal(context.tx, {
    ...waiting(context, deployment, plan),
    ...about,
    id,
    cause,
    rule: 'missing-data',
    way: 'missing',
    site: '',
    versionId: deployment.versionId,
    windowFrom: missing.from,
    windowTo: missing.to,
    pointIds: [],
    sentence,
    becameConcernAt: null,
  })
  const { signal, event } = told(deployment, plan, about, deployment, {
    id,
    way: 'missing',
    sentence,
    becomesConcern: false,
  })
  return { signals: [signal], events: [event] }
}
