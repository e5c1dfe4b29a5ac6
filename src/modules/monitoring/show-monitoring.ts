import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { query } from '#registry/query.js'
import { requireMonitored, type MonitoredDeployment } from './deployment-facts.js'
import { readIntakeSwitch } from './intake/intake-store.js'
import { readChartedPlan } from './charts/chart-history.js'
import { readLastWindowEnd } from './points/figures-store.js'
import { readMeasureSites, siteAmong, type MeasureSites } from './points/measure-sites.js'
import { readSeries } from './points/point-series.js'
import type { MonitoringPlan, PlanMeasure, Point } from './model.js'
import { readSubgroups } from './points/point-store.js'
import { firstSharing } from './compare/first-sharing.js'
import { readNewestGroupWindow } from './points/read-slice.js'
import { readShared } from './compare/read-shared.js'
import { silencesIn } from './signals/judge-missing.js'
import { readCauses } from './signals/signal-causes.js'
import { readSignals } from './signals/signal-store.js'
import { isTold } from './signals/silence-told.js'
import { isOfPart, type Silence } from './signals/silences.js'

/** Everything the monitoring page of a deployment shows, in one query. Throws NotFound. */
export const showMonitoring = query({
  name: 'monitoring.show-monitoring',
  allow: ['signed-in'],
  input: z.object({
    deploymentId: z.string().max(40),
    measure: z.string().max(40).optional(),
    threshold: z.string().max(120).optional(),
    site: z.string().max(120).optional(),
    /** First day of the period whose groups are wanted; the newest with groups where it has none or is no day. */
    window: z.iso.date().optional().catch(undefined),
    /** True gives the points of every site, for a file. */
    everySite: z.boolean().default(false),
  }),
  async run({ db, actor, now }, input) {
    const deployment = await requireMonitored(db, input.deploymentId)
    const own = deployment.organisationId === actor.organisationId
    if (!own) {
      return {
        own: false as const,
        deployment,
        shared: await readShared(db, sql`shared_by_deployment(${deployment.id})`),
      }
    }
    const plan = await readChartedPlan(db, deployment.id)
    const measures = plan?.measures ?? []
    const chosen =
      measures.find(
        ({ measure, threshold }) =>
          measure === input.measure && threshold === (input.threshold ?? ''),
      ) ?? measures[0]
    const sitesOf = await readMeasureSites(db, deployment.id)
    const sites = chosen ? sitesOf.of(chosen) : []
    const site = siteAmong(sites, input.site)
    const rows = measures.map((measure) => ({
      measure,
      site: siteAmong(sitesOf.of(measure), site),
    }))
    const untold = plan ? await readUntold(db, deployment, plan, sitesOf.ends, londonDate(now)) : []
    // Asked together: one connection answers in turn, while what has come is taken in
    const [points, groups, lastWindowEnd, signals, intake, others] = await Promise.all([
      input.everySite ? readSeries(db, deployment.id, measures) : readRows(db, deployment.id, rows),
      chosen ? readGroups(db, deployment.id, { ...chosen, site }, input.window) : NO_GROUPS,
      readLastWindowEnd(db, deployment.id),
      readSignals(db, deployment.id),
      readIntakeSwitch(db, deployment.id),
      readOthers(db, deployment, chosen),
    ])
    return {
      own: true as const,
      deployment,
      plan,
      chosen,
      site,
      sites,
      rows,
      untold,
      points,
      ...groups,
      lastWindowEnd,
      signals,
      intake,
      others,
    }
  },
})

/** What stopped coming while others come and no signal says yet: those are raised once a day. */
const readUntold = async (
  db: ReadDb,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  ends: MeasureSites['ends'],
  today: CalendarDate,
): Promise<Silence[]> => {
  const silent = silencesIn(deployment, plan, ends, today).filter(isOfPart)
  if (silent.length === 0) return []
  const told = await readCauses(db, [deployment.id])
  return silent.filter((silence) => !isTold(silence, told))
}

/** The points of each measure at the site that its row is about. */
const readRows = async (
  db: ReadDb,
  deploymentId: string,
  rows: readonly { measure: PlanMeasure; site: string }[],
): Promise<Point[]> => {
  const sites = [...new Set(rows.map(({ site }) => site))]
  const ofSites = sites.map((site) => {
    const measures = rows.filter((row) => row.site === site).map(({ measure }) => measure)
    return readSeries(db, deploymentId, measures, site)
  })
  return (await Promise.all(ofSites)).flat()
}

const NO_GROUPS = { groupWindow: null, subgroups: [] }

/** The figures of groups of one window: the wanted one, or the newest where that has none. */
const readGroups = async (
  db: ReadDb,
  deploymentId: string,
  series: { measure: string; threshold: string; site: string },
  wanted: string | undefined,
): Promise<{ groupWindow: string | null; subgroups: readonly Point[] }> => {
  const of = async (window: string | null | undefined) => ({
    groupWindow: window ?? null,
    subgroups: window ? await readSubgroups(db, deploymentId, { ...series, from: window }) : [],
  })
  const asked = await of(wanted)
  if (asked.subgroups.length > 0) return asked
  return of(await readNewestGroupWindow(db, deploymentId, series))
}

/** Most other deployments whose figures stand beside one's own; another page compares all. */
const MOST_SHOWN = 8

/** Other deployments of the same version: who they are, what some share of one measure, and how many hold back. */
const readOthers = async (
  db: ReadDb,
  { id: deploymentId, versionId }: MonitoredDeployment,
  chosen: { measure: string; threshold: string } | undefined,
) => {
  if (versionId === null) return { running: [], shown: [], shared: [], heldBack: 0 }
  const running = await db
    .selectFrom('deployments')
    .modifyFront(planOnce)
    .innerJoin('organisations', 'organisations.id', 'deployments.organisation_id')
    .select(['deployments.id', 'organisations.name', 'deployments.stage'])
    .where('deployments.version_id', '=', versionId)
    .where('deployments.id', '<>', deploymentId)
    .where('deployments.state', '<>', 'ceased')
    .orderBy('organisations.name')
    .limit(100)
    .execute()
  const { rows } = await sql<{
    n: number
  }>`select ${planOnce} held_back_counts(${versionId})::int as n`.execute(db)
  const shared = chosen
    ? await readShared(
        db,
        sql`shared_on_version(${versionId}, ${chosen.measure}, ${chosen.threshold}, ${MOST_SHOWN})`,
      )
    : []
  return {
    running,
    shown: firstSharing(running, shared, MOST_SHOWN),
    shared,
    heldBack: rows[0]?.n ?? 0,
  }
}
