import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { readVersions, requireProduct } from '#modules/products/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { TOO_FEW } from '#ui/words.js'
import { compareSites, type ComparedSite } from './compare-sites.js'
import { matureSeries } from '../signals/judge-points.js'
import { isGap, type Direction } from '../measures.js'
import { readPlan } from '../plan/plan-store.js'
import { readSeries } from '../points/point-series.js'
import { readShared, type SharedPoint } from './read-shared.js'
import { isEnough } from '../charts/series.js'

/** A measure that sites can be compared by. */
export interface WatchedSomewhere {
  measure: string
  threshold: string
  direction: Direction
  deployments: number
}

const word = z.string().max(120).default('')

/**
 * One measure of one version of a product at every site that may be seen: one's own newest complete
 * figures, and what partners share after suppression. Throws NotFound.
 */
export const showSites = query({
  name: 'monitoring.show-sites',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(40), version: word, measure: word, threshold: word }),
  async run({ db, now, actor }, input) {
    const product = await requireProduct(db, input.productId)
    const versions = await readVersions(db, product.id)
    const running = await readRunning(db, product.id)
    const version =
      versions.find(({ name }) => name === input.version) ??
      versions.find(({ id }) => id === mostRun(running)) ??
      versions.at(0)
    const nothing = { product, versions, version: version ?? null, measures: [], chosen: null }
    if (!version) return { ...nothing, sites: [], heldBack: 0, together: compareSites([]) }
    const measures = await readWatched(db, version.id)
    const chosen =
      measures.find(
        ({ measure, threshold }) => measure === input.measure && threshold === input.threshold,
      ) ?? measures[0]
    const here = running.filter(({ versionId }) => versionId === version.id)
    const sites = chosen
      ? await readSitesOf(db, here, chosen, version.id, actor.organisationId, londonDate(now))
      : []
    const { rows } = await sql<{
      n: number
    }>`select held_back_counts(${version.id})::int as n`.execute(db)
    return {
      ...nothing,
      measures,
      chosen: chosen ?? null,
      sites,
      heldBack: rows[0]?.n ?? 0,
      // One gap a site says nothing about whether sites differ.
      together: compareSites(chosen && isGap(chosen.measure) ? [] : sites),
    }
  },
})

interface Running {
  id: string
  organisationId: string
  organisationName: string
  versionId: string | null
}

const MOST_SITES = 200

const readRunning = (db: ReadDb, productId: string): Promise<Running[]> =>
  db
    .selectFrom('deployments')
    .innerJoin('organisations', 'organisations.id', 'deployments.organisation_id')
    .select([
      'deployments.id',
      'deployments.organisation_id as organisationId',
      'organisations.name as organisationName',
      'deployments.version_id as versionId',
    ])
    .where('deployments.product_id', '=', productId)
    .where('deployments.state', '<>', 'ceased')
    .orderBy('organisations.name')
    .orderBy('deployments.id')
    .limit(MOST_SITES)
    .execute()

const mostRun = (running: readonly Running[]): string | undefined => {
  const counts = new Map<string, number>()
  for (const { versionId } of running) {
    if (versionId) counts.set(versionId, (counts.get(versionId) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}

const readWatched = async (db: ReadDb, versionId: string): Promise<WatchedSomewhere[]> => {
  const { rows } = await sql<
    WatchedSomewhere & { direction: Direction }
  >`select * from watched_on_version(${versionId})`.execute(db)
  return rows
}

const readSitesOf = async (
  db: ReadDb,
  running: readonly Running[],
  chosen: WatchedSomewhere,
  versionId: string,
  organisationId: string | null,
  today: string,
): Promise<ComparedSite[]> => {
  const shared = await readShared(
    db,
    sql`shared_on_version(${versionId}, ${chosen.measure}, ${chosen.threshold}, null)`,
  )
  const sites: ComparedSite[] = []
  for (const deployment of running) {
    if (deployment.organisationId === organisationId) {
      sites.push(...(await readOwn(db, deployment, chosen, versionId, today)))
      continue
    }
    const found = shared.filter(({ deploymentId }) => deploymentId === deployment.id)
    sites.push(...(found.length > 0 ? found.map(sharedSite) : [without(deployment)]))
  }
  return sites
}

const without = ({ organisationName }: Running, own = false): ComparedSite => ({
  label: organisationName,
  own,
  value: null,
  low: null,
  high: null,
  numerator: null,
  denominator: null,
  n: null,
  windowFrom: null,
  windowTo: null,
  missing: own ? 'no complete figures' : 'no figures shared',
})

const readOwn = async (
  db: ReadDb,
  deployment: Running,
  chosen: WatchedSomewhere,
  versionId: string,
  today: string,
): Promise<ComparedSite[]> => {
  const plan = await readPlan(db, deployment.id)
  const points = await readSeries(db, deployment.id, [chosen])
  const newest = matureSeries(points, chosen, today).flatMap((series) => {
    const last = series.findLast((point) => point.versionId === versionId)
    return last ? [last] : []
  })
  if (newest.length === 0) return [without(deployment, true)]
  return newest.map((point) => {
    const enough = isEnough(point, plan ?? { minimumEvents: 8 })
    const figure = enough ? point : { value: null, low: null, high: null }
    return {
      label: named(deployment.organisationName, point.site),
      own: true,
      value: figure.value,
      low: figure.low,
      high: figure.high,
      numerator: enough ? point.numerator : null,
      denominator: enough ? point.denominator : null,
      n: point.n,
      windowFrom: point.windowFrom,
      windowTo: point.windowTo,
      missing: enough ? null : TOO_FEW,
    }
  })
}

const named = (organisation: string, site: string): string =>
  site ? `${organisation}, ${site}` : organisation

const sharedSite = ({ organisationName, site, shared, windowFrom, windowTo }: SharedPoint) => ({
  label: named(organisationName, site),
  own: false,
  value: shared.value,
  low: shared.low,
  high: shared.high,
  numerator: shared.suppressed ? null : numberOf(shared.numerator),
  denominator: shared.suppressed ? null : numberOf(shared.denominator),
  n: numberOf(shared.n),
  windowFrom,
  windowTo,
  missing: shared.suppressed ? TOO_FEW : null,
})

const numberOf = (count: number | '*' | null): number | null =>
  typeof count === 'number' ? count : null
