/** A prediction id is one only within its deployment, and a query may be about several. */
const OF_DEPLOYMENT = 'organisation_id, deployment_id'
const KEY = `${OF_DEPLOYMENT}, prediction_id`

/** Equality of a prediction's key on both sides of a join. */
const sameKey = (left: string, right: string): string =>
  KEY.split(', ')
    .map((column) => `${left}.${column} = ${right}.${column}`)
    .join(' and ')

/** Counting predictions of a span: of the events with one prediction id, the last to arrive. */
const LATEST = `
    select * from (
      select *, row_number() over (
        partition by ${KEY} order by arrival desc, event_id desc) as place
      from [predictions] as every_prediction
      where (${KEY}) in (
        select ${KEY} from [predictions] as of_span
        where occurred_ms >= {from:Int64} and occurred_ms < {to:Int64})) as candidates
    where place = 1 and occurred_ms >= {from:Int64} and occurred_ms < {to:Int64}`

/** Counting predictions with their counting outcome: the last known, then the last to arrive. */
const JOINED = `
  latest as (${LATEST}),
  ranked as (
    select ${KEY}, outcome, known_ms, row_number() over (
      partition by ${KEY} order by known_ms desc, arrival desc, event_id desc) as place
    from [outcomes] as every_outcome
    where (${KEY}) in (select ${KEY} from latest)
  ),
  joined as (
    select latest.organisation_id as organisation_id, latest.deployment_id as deployment_id,
      latest.event_id as event_id, latest.prediction_id as prediction_id,
      latest.occurred_ms as occurred_ms, latest.score as score, latest.decision as decision,
      latest.version as version, latest.site as site, latest.group_values as group_values,
      known.outcome as outcome, known.known_ms as known_ms
    from latest
    left join (select ${KEY}, outcome, known_ms from ranked where place = 1) as known
      on ${sameKey('latest', 'known')}
  )`

/** Rows of a span, deployment by deployment, in the order in which they are summarised. */
export const JOINED_ROWS = `with ${JOINED}
  select * from joined order by ${OF_DEPLOYMENT}, occurred_ms, prediction_id`

const confusion = (positive: string, negative: string, suffix: string): string =>
  [
    `count(*) filter (where ${positive} and outcome = 1) as tp_${suffix}`,
    `count(*) filter (where ${positive} and outcome = 0) as fp_${suffix}`,
    `count(*) filter (where ${negative} and outcome = 0) as tn_${suffix}`,
    `count(*) filter (where ${negative} and outcome = 1) as fn_${suffix}`,
  ].join(', ')

/** Counts of a span by version and site, at so many thresholds `{threshold_0:Float64}`…. */
export const tallyText = (thresholds: number): string => {
  const places = Array.from({ length: thresholds }, (_, place) => `{threshold_${place}:Float64}`)
  const counts = [
    'count(*) as n',
    'count(*) filter (where outcome = 1) as events',
    'count(*) filter (where outcome = 0) as non_events',
    'count(*) filter (where outcome is null) as pending',
    confusion('decision = 1', 'decision = 0', 'decision'),
    ...places.map((at, place) => confusion(`score >= ${at}`, `score < ${at}`, String(place))),
  ]
  return `with ${JOINED}
    select version, site, ${counts.join(', ')} from joined
    group by version, site order by version nulls first, site nulls first`
}

/**
 * By deployment, hours (since 1970) of every prediction that an event arrived for after `since`, with
 * the last such arrival.
 */
export const HOURS_TOUCHED = `with newer as (
    select ${KEY}, max(arrival) as last_arrival from (
      select ${KEY}, arrival from [predictions] as p where arrival > {since:Int64}
      union all
      select ${KEY}, arrival from [outcomes] as o where arrival > {since:Int64}) as newer_events
    group by ${KEY}
  ),
  touched as (
    select every_prediction.organisation_id as organisation_id,
      every_prediction.deployment_id as deployment_id,
      floor(every_prediction.occurred_ms / 3600000) as hour, newer.last_arrival as last_arrival
    from [predictions] as every_prediction
    join newer on ${sameKey('every_prediction', 'newer')}
  )
  select ${OF_DEPLOYMENT}, hour, max(last_arrival) as arrival from touched
  group by ${OF_DEPLOYMENT}, hour order by ${OF_DEPLOYMENT}, hour`

/** The last arrival of each deployment that has events. */
export const LAST_ARRIVALS = `
  select ${OF_DEPLOYMENT}, max(arrival) as last_arrival from (
    select ${OF_DEPLOYMENT}, arrival from [predictions] as p
    union all select ${OF_DEPLOYMENT}, arrival from [outcomes] as o) as arrivals
  group by ${OF_DEPLOYMENT}`

/** Events stored. */
export const COUNTS = `
  select (select count(*) from [predictions] as p) as predictions,
    (select count(*) from [outcomes] as o) as outcomes`

/**
 * Condition: events of the prediction ids whose counting prediction is in the span. Without a
 * `with`: ClickHouse takes the names in one for tables when it deletes.
 */
export const OF_SPAN = `(${KEY}) in (select ${KEY} from (${LATEST}) as latest)`

/** Condition: outcomes known before an instant that no prediction goes with. */
export const UNMATCHED = `known_ms < {before:Int64}
  and (${KEY}) not in (select ${KEY} from [predictions] as p)`

/** Stored events with these ids, to tell a duplicate from a conflict. */
export const STORED_PREDICTIONS = `
  select * from [predictions] as p where event_id in {ids:Array(String)}`
export const STORED_OUTCOMES = `
  select * from [outcomes] as o where event_id in {ids:Array(String)}`

/** Event ids of a deployment, to remember which are taken. */
export const PREDICTION_EVENT_IDS = 'select event_id from [predictions] as p'
export const OUTCOME_EVENT_IDS = 'select event_id from [outcomes] as o'
