import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { CommandContext } from '#registry/command.js'
import { asDate } from '#ui/words.js'
import type { MonitoredDeployment } from './deployment-facts.js'
import { missingCause, missingWindow } from './missing-data.js'
import { isGap, measureName } from './measures.js'
import type { MonitoringPlan } from './model.js'
import type { SeriesEnd } from './series-ends.js'
import { insertSignal, readCauses } from './signal-store.js'
import { subjectOf } from './store-entered-figure.js'
import { NOTHING, told, waiting, type Judged, type Raised } from './tell-signal.js'
import { windowWords } from './words.js'

const IN_USE = ['pilot', 'implement', 'usual', 'scale']

/** Whether figures of a deployment are expected at all. */
const isExpected = (
  { state, stage }: Pick<MonitoredDeployment, 'state' | 'stage'>,
  plan: MonitoringPlan,
): boolean => plan.rules.includes('missing-data') && state === 'running' && IN_USE.includes(stage)

/**
 * Raises a signal when the figures of a window are overdue, once for each window: of the deployment, or,
 * where others still come, of each site or figure that came since the plan holds and stopped. Gaps
 * between rare events are never overdue: no event is no figure.
 */
export const judgeMissing = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  ends: readonly Omit<SeriesEnd, 'deploymentId'>[],
): Promise<Judged> => {
  if (!isExpected(deployment, plan)) return NOTHING
  const overdue = overdueOf(plan, ends, londonDate(context.now))
  if (overdue.length === 0) return NOTHING
  const known = new Set((await readCauses(context.tx, [deployment.id])).map(({ cause }) => cause))
  const raised: Raised[] = []
  for (const one of overdue.filter(({ cause }) => !known.has(cause)))
    raised.push(await raiseMissing(context, deployment, plan, one))
  return {
    signals: raised.map(({ signal }) => signal),
    events: raised.map(({ event }) => event),
  }
}

interface Overdue {
  cause: string
  site: string
  /** "of Uptime at North ward", empty for the deployment as a whole. */
  of: string
  window: NonNullable<ReturnType<typeof missingWindow>>
}

const overdueOf = (
  plan: MonitoringPlan,
  ends: readonly Omit<SeriesEnd, 'deploymentId'>[],
  today: CalendarDate,
): Overdue[] => {
  const newest = ends.reduce<CalendarDate | null>(
    (last, { to }) => (last === null || to > last ? to : last),
    null,
  )
  const all = missingWindow(plan, newest, today)
  if (all) return [{ cause: missingCause(all), site: '', of: '', window: all }]
  return ends.flatMap(({ site, subject, to }) => {
    const name = subject === '' ? 'the log' : nameOfSubject(plan, subject)
    const window = to > plan.startsOn ? missingWindow(plan, to, today) : null
    if (name === null || window === null) return []
    const of = ` of ${name}${site === '' ? '' : ` at ${site}`}`
    return [{ cause: `${missingCause(window)}|${site}|${subject}`, site, of, window }]
  })
}

/** The figure that a subject is of; null where the plan no longer watches it, or it is of events or of a group. */
const nameOfSubject = ({ measures }: MonitoringPlan, subject: string): string | null => {
  const found = measures.find((one) => subjectOf(one, null) === subject)
  if (!found || isGap(found.measure)) return null
  return measureName(found.measure, found.threshold)
}

const raiseMissing = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  { cause, site, of, window }: Overdue,
): Promise<Raised> => {
  const id = context.newId('sig')
  const others = of === '' ? '' : ' Others have.'
  const sentence = `No figures${of} have come in for ${windowWords(window.from, window.to)}. They were due by ${asDate(window.dueOn)}.${others} Rule: figures are missing.`
  const about = { measure: 'missing', threshold: '' }
  await insertSignal(context.tx, {
    ...waiting(context, deployment, plan),
    ...about,
    id,
    cause,
    rule: 'missing-data',
    way: 'missing',
    site,
    versionId: deployment.versionId,
    windowFrom: window.from,
    windowTo: window.to,
    pointIds: [],
    sentence,
    becameConcernAt: null,
  })
  return told(deployment, plan, about, deployment, {
    id,
    way: 'missing',
    sentence,
    becomesConcern: false,
  })
}
