import { londonDate } from '#kernel/time.js'
import type { CommandContext } from '#registry/command.js'
import { asDate } from '#ui/words.js'
import type { MonitoredDeployment } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import type { SeriesEnd } from './series-ends.js'
import { readCauses } from './signal-causes.js'
import { insertSignal } from './signal-store.js'
import { isTold } from './silence-told.js'
import { silencesOf, type Silence } from './silences.js'
import { NOTHING, told, waiting, type Judged, type Raised } from './tell-signal.js'
import { windowWords } from '../words.js'

const IN_USE = ['pilot', 'implement', 'usual', 'scale']

/** Whether figures of a deployment are expected at all. */
const isExpected = (
  { state, stage }: Pick<MonitoredDeployment, 'state' | 'stage'>,
  plan: MonitoringPlan,
): boolean => plan.rules.includes('missing-data') && state === 'running' && IN_USE.includes(stage)

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
  if (!isExpected(deployment, plan)) return NOTHING
  const silences = silencesOf(plan, ends, londonDate(context.now))
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

const sentenceOf = ({ site, name, window }: Silence): string => {
  const of = `${name && ` of ${name}`}${site && ` from ${site}`}`
  const others = of ? ' Others have.' : ''
  return `No figures${of} have come in for ${windowWords(window.from, window.to)}. They were due by ${asDate(window.dueOn)}.${others} Rule: figures are missing.`
}
