import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { readBasis } from '../drift/drift-basis.js'
import type { Point, Source } from '../model.js'

/** What all points of one row of the answer have in common; more to group by takes longer than it saves. */
interface Common {
  deployment_id: string
  source: string
  measure: string
  threshold: string
  version_id: string | null
  version_name: string
  site: string
}

/** What differs from point to point, each as one text with commas between. */
const EACH = [
  'id',
  'window_from',
  'window_to',
  'value',
  'low',
  'high',
  'se',
  'numerator',
  'denominator',
  'expected',
  'n',
  'events',
  'non_events',
  'matures_on',
  'final_on',
] as const

type Row = Common &
  Record<(typeof EACH)[number] | 'dated' | 'computed_ms', string> & {
    methods: readonly string[]
    reasons: readonly (string | null)[]
    references: readonly unknown[] | null
  }

/** The current points of some measures, at one site or at all, oldest first: one query. */
export const readSeries = async (
  db: ReadDb,
  deploymentId: string,
  measures: readonly { measure: string; threshold: string }[],
  site?: string,
): Promise<Point[]> => readSeriesOf(db, [deploymentId], measures, site)

/**
 * The same of several deployments together. Points that have most in common come as one row, since
 * reading years of weeks value by value took longer than everything else about a page.
 */
export const readSeriesOf = async (
  db: ReadDb,
  deploymentIds: readonly string[],
  measures: readonly { measure: string; threshold: string }[],
  site?: string,
): Promise<Point[]> => {
  if (measures.length === 0) return []
  const wanted = measures.map(
    ({ measure, threshold }) => sql`(measure = ${measure} and threshold = ${threshold})`,
  )
  const texts = EACH.map(
    (name) => sql`array_to_string(array_agg(${sql.ref(name)}), ',', '') as ${sql.ref(name)}`,
  )
  const { rows } = await sql<Row>`select ${planOnce} deployment_id, source, measure, threshold,
      version_id, version_name, site, ${sql.join(texts)},
      array_to_string(array_agg(extract(epoch from computed_at) * 1000), ',') as computed_ms,
      array_to_string(array_agg(dated_by_sender::integer), ',') as dated,
      json_agg(method) as methods,
      json_agg(reason) as reasons,
      json_agg(reference) filter (where measure = 'score_psi') as "references"
    from points
    where deployment_id in (${sql.join(deploymentIds)}) and superseded_by is null and group_by = ''
      and (${sql.join(wanted, sql` or `)}) ${site === undefined ? sql`` : sql`and site = ${site}`}
    group by deployment_id, measure, threshold, site, version_id, version_name, source`.execute(db)
  return rows.flatMap(toPoints).toSorted(byWindow)
}

const byWindow = (left: Point, right: Point): number =>
  left.windowFrom < right.windowFrom
    ? -1
    : left.windowFrom > right.windowFrom
      ? 1
      : left.computedAt.getTime() - right.computedAt.getTime()

const numbers = (text: string): (number | null)[] =>
  text.split(',').map((one) => (one === '' ? null : Number(one)))

const toPoints = (row: Row): Point[] => {
  const [windowFrom, windowTo] = [row.window_from.split(','), row.window_to.split(',')]
  const [maturesOn, finalOn] = [row.matures_on.split(','), row.final_on.split(',')]
  const [value, low, high] = [numbers(row.value), numbers(row.low), numbers(row.high)]
  const [se, n] = [numbers(row.se), numbers(row.n)]
  const [numerator, denominator] = [numbers(row.numerator), numbers(row.denominator)]
  const expected = numbers(row.expected)
  const [events, nonEvents] = [numbers(row.events), numbers(row.non_events)]
  const computed = numbers(row.computed_ms)
  const dated = row.dated.split(',')
  return row.id.split(',').map((id, at) => ({
    id,
    deploymentId: row.deployment_id,
    source: row.source as Source,
    measure: row.measure,
    threshold: row.threshold,
    windowFrom: windowFrom[at] ?? '',
    windowTo: windowTo[at] ?? '',
    versionId: row.version_id,
    versionName: row.version_name,
    site: row.site,
    groupBy: '',
    groupValue: '',
    value: value[at] ?? null,
    low: low[at] ?? null,
    high: high[at] ?? null,
    se: se[at] ?? null,
    numerator: numerator[at] ?? null,
    denominator: denominator[at] ?? null,
    expected: expected[at] ?? null,
    n: n[at] ?? 0,
    events: events[at] ?? null,
    nonEvents: nonEvents[at] ?? null,
    method: row.methods[at] ?? '',
    reason: row.reasons[at] ?? null,
    reference: readBasis(row.references?.[at] ?? null),
    datedBySender: dated[at] === '1',
    maturesOn: maturesOn[at] ?? '',
    finalOn: finalOn[at] ?? '',
    computedAt: new Date(computed[at] ?? 0),
  }))
}
