import { londonDate, type CalendarDate } from '#kernel/time.js'
import { asList } from '#ui/words.js'
import { subjectOf } from '../entered/subject.js'
import { isEntered, isGap, measureName } from '../measures.js'
import type { MonitoringPlan, PlanMeasure } from '../model.js'
import { windowWords } from '../words.js'
import { missingWindow, silentSince, type MissingWindow } from './missing-data.js'
import type { SeriesEnd } from './series-ends.js'

/** What stopped coming: the whole (both empty), one site, one figure everywhere, or one figure at one site. */
export interface Silence {
  site: string
  /** Tells the figure from others; the words for it stand in `name`. */
  subject: string
  name: string
  since: CalendarDate
  window: MissingWindow
}

/** Whether it is one site or one figure, while others come. */
export const isOfPart = ({ site, subject }: Silence): boolean => site !== '' || subject !== ''

/** A silence in a sentence: of what, from where, and the first period that is overdue. */
export const silenceSentence = ({ site, name, window }: Silence): string =>
  `No figures${name && ` of ${name}`}${site && ` from ${site}`} have come in for ${windowWords(window.from, window.to)}.`

type End = Omit<SeriesEnd, 'deploymentId'>

/** A figure of the plan, or the log that holds several, with how far it reaches at each site. */
interface Stream {
  subject: string
  name: string
  ends: readonly End[]
}

const LOG = '(log)'

/** The silence of a deployment of which nothing comes any more; null while something does. */
export const wholeSilence = (
  plan: MonitoringPlan,
  newest: CalendarDate | null,
  today: CalendarDate,
): Silence | null => silenceOf(plan, { site: '', subject: '', name: '' }, newest, today)

/**
 * What of a plan is overdue, each cause once: the deployment, or else each site of which nothing comes,
 * each figure that comes from none of the others, and each that comes elsewhere and not from one site.
 * All are due by the follow-up of the plan, so that what stops together is one cause. A figure that never
 * came is expected since the plan that holds was fixed; gaps between rare events are never overdue.
 */
export const silencesOf = (
  plan: MonitoringPlan,
  ends: readonly End[],
  today: CalendarDate,
): Silence[] => {
  const whole = wholeSilence(plan, newestOf(ends), today)
  if (whole) return [whole]
  const streams = streamsOf(plan, ends)
  const bySite = silentSites(plan, streams, today)
  const silent = new Set(bySite.map(({ site }) => site))
  return [...bySite, ...streams.flatMap((stream) => silentStream(plan, stream, silent, today))]
}

const silentSites = (
  plan: MonitoringPlan,
  streams: readonly Stream[],
  today: CalendarDate,
): Silence[] => {
  const ends = streams.flatMap((stream) => stream.ends).filter(({ site }) => site !== '')
  const sites = [...new Set(ends.map(({ site }) => site))].toSorted()
  return sites.flatMap((site) => {
    const newest = newestOf(ends.filter((end) => end.site === site))
    return overdueSince(plan, { site, subject: '', name: '' }, newest, today)
  })
}

const silentStream = (
  plan: MonitoringPlan,
  { subject, name, ends }: Stream,
  silent: ReadonlySet<string>,
  today: CalendarDate,
): Silence[] => {
  const newest = newestOf(ends)
  const elsewhere = ends.filter(({ site }) => !silent.has(site))
  if (newest === null || newest <= plan.startsOn) {
    const fixedOn = londonDate(plan.fixedAt)
    const asked = fixedOn > plan.startsOn ? { ...plan, startsOn: fixedOn } : plan
    const found = silenceOf(asked, { site: '', subject, name }, null, today)
    return found ? [{ ...found, since: silentSince(plan, newest) }] : []
  }
  if (elsewhere.length === 0) return []
  const everywhere = silenceOf(plan, { site: '', subject, name }, newest, today)
  if (everywhere) return [everywhere]
  return elsewhere
    .filter(({ site }) => site !== '')
    .flatMap(({ site, to }) => overdueSince(plan, { site, subject, name }, to, today))
}

/** As `silenceOf`, of what came since the plan holds only: nobody promised figures of an earlier site. */
const overdueSince = (
  plan: MonitoringPlan,
  what: Pick<Silence, 'site' | 'subject' | 'name'>,
  end: CalendarDate | null,
  today: CalendarDate,
): Silence[] => {
  if (end === null || end <= plan.startsOn) return []
  const found = silenceOf(plan, what, end, today)
  return found ? [found] : []
}

const silenceOf = (
  plan: MonitoringPlan,
  what: Pick<Silence, 'site' | 'subject' | 'name'>,
  end: CalendarDate | null,
  today: CalendarDate,
): Silence | null => {
  const window = missingWindow(plan, end, today)
  return window && { ...what, since: silentSince(plan, end), window }
}

const streamsOf = ({ measures }: MonitoringPlan, ends: readonly End[]): Stream[] => {
  const entered = measures.filter(({ measure }) => isEntered(measure) && !isGap(measure))
  const computed = measures.filter(({ measure }) => !isEntered(measure))
  return [
    ...entered.map((one) => ownStream(one, ends)),
    ...(computed.length > 0 ? computedStreams(computed, ends) : []),
  ]
}

const ownStream = (measure: PlanMeasure, ends: readonly End[]): Stream => {
  const subject = subjectOf(measure, null)
  return {
    subject,
    name: measureName(measure.measure, measure.threshold),
    ends: ends.filter((end) => end.subject === subject),
  }
}

/**
 * The log holds all that is computed from it, and what is also given by itself counts to it. Without a log
 * each is a stream of its own, and those that never came are one: the log that was to bring them.
 */
const computedStreams = (measures: readonly PlanMeasure[], ends: readonly End[]): Stream[] => {
  const own = measures.map((one) => ownStream(one, ends))
  const log = ends.filter(({ subject }) => subject === '')
  if (log.length > 0) {
    const all = new Map<string, End>()
    for (const end of [...log, ...own.flatMap((one) => one.ends)]) {
      const known = all.get(end.site)
      if (!known || known.to < end.to) all.set(end.site, end)
    }
    return [{ subject: LOG, name: 'the log', ends: [...all.values()] }]
  }
  const never = own.filter((one) => one.ends.length === 0)
  const asked = { subject: LOG, name: asList(never.map(({ name }) => name)), ends: [] }
  return [...own.filter((one) => one.ends.length > 0), ...(never.length > 0 ? [asked] : [])]
}

const newestOf = (ends: readonly End[]): CalendarDate | null =>
  ends.reduce<CalendarDate | null>((last, { to }) => (last && last > to ? last : to), null)
