import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { CommandContext } from '#registry/command.js'
import { asDate } from '#ui/words.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import type { SeriesEnd } from './series-ends.js'
import { readCauses } from './signal-causes.js'
import { insertSignal } from './signal-store.js'
import { isTold } from './silence-told.js'
import { isOfPart, silenceSentence, silencesOf, type Silence } from './silences.js'
import { NOTHING, told, waiting, type Judged, type Raised } from './tell-signal.js'

const IN_USE = ['pilot', 'implement', 'usual', 'scale']

/** What of a deployment is silent; nothing is expected of one that is not in use, or does not run. */
export const silencesIn = (
  { state, stage }: Pick<MonitoredDeployment, 'state' | 'stage'>,
  plan: MonitoringPlan,
  ends: readonly Omit<SeriesEnd, 'deploymentId'>[],
  today: CalendarDate,
): Silence[] => (state === 'running' && IN_USE.includes(stage) ? silencesOf(plan, ends, today) : [])

/**
 * Raises a signal for each cause of overdue figures (see `silencesOf`), once until figures return. It is a
 * task and never a concern.
 */
export const judgeMissing = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  ends: readonly Omit<SeriesEnd, 'deploymentId'>[],
): Promise<Judged> => {
  if (!plan.rules.includes('missing-data')) return NOTHING
  const silences = silencesIn(deployment, plan, ends, londonDate(context.now))
  if (silences.length === 0) return NOTHING
  const signals = await readCauses(context.tx, [deployment.id])
  const raised: Raised[] = []
  for (const silence of silences.filter((one) => !isTold(one, signals)))
    raised.push(await raise(context, deployment, plan, silence))
  return {
    signals: raised.map(({ signal }) => signal),
    events: raised.map(({ event }) => event),
  }
}

const raise = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  silence: Silence,
): Promise<Raised> => {
  const id = context.newId('sig')
  const sentence = sentenceOf(silence)
  const about = { measure: 'missing', threshold: silence.name }
  await insertSignal(context.tx, {
    ...waiting(context, deployment, plan),
    ...about,
    id,
    rule: 'missing-data',
    way: 'missing',
    site: silence.site,
    subject: silence.subject,
    since: silence.since,
    versionId: deployment.versionId,
    windowFrom: silence.window.from,
    windowTo: silence.window.to,
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

const sentenceOf = (silence: Silence): string => {
  const others = isOfPart(silence) ? ' Others have.' : ''
  return `${silenceSentence(silence)} They were due by ${asDate(silence.window.dueOn)}.${others} Rule: figures are missing.`
}
