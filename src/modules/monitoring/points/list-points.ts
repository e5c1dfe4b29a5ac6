import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { decodeCursor, LARGEST_PAGE, PAGE_SIZE, toPage } from '#kernel/paging.js'
import { query } from '#registry/query.js'
import { requireOwn } from '../deployment-facts.js'
import type { Point } from '../model.js'
import { pointState } from '../periods.js'
import { toPoint } from './point-store.js'

/** The current points of one's own deployment, newest windows first, a page at a time. */
export const listPoints = query({
  name: 'monitoring.list-points',
  allow: ['signed-in'],
  input: z.object({
    deploymentId: z.string().max(40),
    measure: z.string().max(40).optional(),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
  }),
  async run({ db, now, organisationId }, { deploymentId, measure, cursor, limit }) {
    await requireOwn(db, deploymentId, organisationId())
    let rows = db
      .selectFrom('points')
      .selectAll()
      .where('deployment_id', '=', deploymentId)
      .where('superseded_by', 'is', null)
      .where('group_by', '=', '')
    if (measure) rows = rows.where('measure', '=', measure)
    if (cursor) {
      const [from, id] = decodeCursor(cursor, 2)
      rows = rows.where(sql<boolean>`(window_from, id) < (${from}, ${id})`)
    }
    const found = await rows
      .orderBy('window_from', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = toPage(found.map(toPoint), limit, (point) => [point.windowFrom, point.id])
    return { points: page.rows.map((point) => answerOf(point, londonDate(now))), next: page.next }
  },
})

const referenceOf = ({ reference }: Point) =>
  reference && {
    kind: reference.kind,
    from: reference.from,
    to: reference.to,
    version: reference.versionName,
    periods: reference.periods,
  }

const answerOf = (point: Point, today: string) => ({
  id: point.id,
  measure: point.measure,
  threshold: point.threshold,
  window_from: point.windowFrom,
  window_to: point.windowTo,
  version: point.versionName,
  site: point.site,
  value: point.value,
  low: point.low,
  high: point.high,
  numerator: point.numerator,
  denominator: point.denominator,
  expected: point.expected,
  n: point.n,
  events: point.events,
  method: point.method,
  reason: point.reason,
  reference: referenceOf(point),
  source: point.source,
  dated_by_sender: point.datedBySender,
  state: pointState(point, today),
  computed_at: point.computedAt.toISOString(),
})
