import type { RouteContext } from '#kernel/declare/route.js'
import { Invalid, NotFound } from '#kernel/errors.js'
import { takeMetrics } from '../received/take-metrics.js'
import { dataPointsOf, type DataPoint } from './data-points.js'
import type { Rejected } from './map-points.js'
import { exportRequest, MOST_POINTS } from './otlp-schema.js'
import { ATTRIBUTE, said } from './point-place.js'

/** What the address says of an export. */
interface Address {
  deployment?: string | undefined
  groups?: string | undefined
  ignore?: string | undefined
}

/** The answer of the protocol: empty when everything was taken. */
export type ExportAnswer = {
  partialSuccess?: { rejectedDataPoints: string; errorMessage: string }
}

/**
 * Takes an export of metrics and answers as OTLP asks: 200, and in `partialSuccess` how many points
 * were not taken and why. Throws Invalid for what is no export or has too many points.
 */
export const takeExport = async (
  context: RouteContext,
  body: unknown,
  address: Address,
): Promise<ExportAnswer> => {
  const parsed = exportRequest.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Invalid(`This is no export of metrics by OTLP: ${issue?.path.join('.') ?? ''}.`)
  }
  const points = dataPointsOf(parsed.data)
  if (points.length > MOST_POINTS)
    throw new Invalid(
      `Send up to ${MOST_POINTS} data points at a time. There are ${points.length}.`,
    )
  const rejected: Rejected[] = []
  for (const [deploymentId, own] of byDeployment(points, address.deployment)) {
    rejected.push(...(await takeOwn(context, deploymentId, own, address)))
  }
  return answerOf(rejected)
}

const byDeployment = (points: readonly DataPoint[], named = ''): Map<string, DataPoint[]> => {
  const gathered = new Map<string, DataPoint[]>()
  for (const point of points) {
    const id = String(said(point, ATTRIBUTE.deployment) ?? named)
    gathered.set(id, [...(gathered.get(id) ?? []), point])
  }
  return gathered
}

const takeOwn = async (
  context: RouteContext,
  deploymentId: string,
  points: DataPoint[],
  { groups, ignore }: Address,
): Promise<readonly Rejected[]> => {
  const all = (reason: string) => points.map(({ metric }) => ({ metric, reason }))
  if (deploymentId === '')
    return all(`no deployment is named: say it in the address or in ${ATTRIBUTE.deployment}`)
  if (deploymentId.length > 40) return all('there is no such deployment')
  try {
    const lists = { groups: listOf(groups), ignore: listOf(ignore) }
    return (await context.run(takeMetrics, { deploymentId, points, ...lists })).rejected
  } catch (thrown) {
    if (thrown instanceof NotFound) return all('your organisation has no such deployment')
    throw thrown
  }
}

const listOf = (text = ''): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

const MOST_REASONS = 10

const answerOf = (rejected: readonly Rejected[]): ExportAnswer => {
  if (rejected.length === 0) return {}
  const reasons = [
    ...new Set(rejected.map(({ metric, reason }) => `${metric.slice(0, 60)}: ${reason}`)),
  ]
  const more = reasons.length - MOST_REASONS
  const told = reasons.slice(0, MOST_REASONS).join('; ')
  const errorMessage = more > 0 ? `${told}; and ${more} more reasons` : told
  return { partialSuccess: { rejectedDataPoints: String(rejected.length), errorMessage } }
}
