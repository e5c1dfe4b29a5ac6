import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { DomainEvent } from '#kernel/events/event.js'
import { hazardsToReview } from '#kernel/events/hazards.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { command, type AuditEntry, type CommandContext } from '#registry/command.js'
import { newHazard } from './add-hazard.js'
import { emptyContent, followSource, statesOtherwise } from './content.js'
import { readCriteria } from './criteria-store.js'
import { lockLog, readLog, takeNumbers } from './log-store.js'
import type { Criteria, Hazard, HazardLog } from './model.js'
import { counts, riskOf } from './rules.js'
import { readToReceive, updateSource, type Received } from './statement-store.js'
import { insertHazards, readHazards, updateHazard } from './store.js'
import { openLog } from './subject.js'

/**
 * Brings what the supplier and the group state into the logs of deployments of one organisation, linked:
 * new hazards are added to be scored here, changed and withdrawn ones go to review. With `because`, every
 * hazard that counts goes to review, such as after a change of version. A second run changes nothing.
 */
export const receiveHazards = command({
  name: 'hazards.receive',
  allow: ['system'],
  input: z.object({
    deploymentIds: z.array(z.string().max(60)).min(1).max(1000),
    because: z.string().max(200).optional(),
  }),
  async run(context, { deploymentIds, because }) {
    const audit: AuditEntry[] = []
    const events: DomainEvent[] = []
    for (const deploymentId of deploymentIds) {
      const touched = await receiveInto(context, deploymentId, because)
      if (touched.length === 0) continue
      audit.push({
        subject: { kind: 'deployment', id: deploymentId },
        after: { hazardsToReview: touched.map((one) => one.reference) },
        reason: touched[0]?.because ?? '',
      })
      events.push(
        hazardsToReview({
          deploymentId,
          organisationId: context.organisationId(),
          hazards: touched.length,
          because: touched[0]?.because ?? '',
        }),
      )
    }
    const [first, ...others] = audit
    return {
      result: { touched: audit.length },
      audit: first ? [first, ...others] : 'nothing-changed',
      events,
    }
  },
})

interface Touched {
  reference: string
  because: string
}

const receiveInto = async (
  context: CommandContext,
  deploymentId: string,
  because: string | undefined,
): Promise<Touched[]> => {
  const { tx, organisationId } = context
  const deployment = await requireDeployment(tx, deploymentId)
  if (deployment.state === 'ceased') return []
  const received = await readToReceive(tx, deploymentId)
  const known = await readLog(tx, organisationId(), { deploymentId })
  if (!known && received.every((one) => one.statement.withdrawn)) return []
  const log = known ?? (await openLog(context, organisationId(), { deploymentId }))
  await lockLog(tx, log.id)
  const here = await readHazards(tx, log.id)
  const criteria = await readCriteria(tx, organisationId())
  const added = await addNew(context, log, here, received, criteria)
  const followed = await followChanged(context, here, received, criteria, because)
  return [...followed, ...added]
}

// Twice the same lineage, from supplier and group: the group's stands, it is nearer to the site.
const nearest = (received: readonly Received[]): Received[] => [
  ...new Map(
    received
      .toSorted((left, right) => Number(left.origin === 'group') - Number(right.origin === 'group'))
      .map((one) => [one.lineage, one]),
  ).values(),
]

const addNew = async (
  { tx, actor, now, newId }: CommandContext,
  log: HazardLog,
  here: readonly Hazard[],
  received: readonly Received[],
  { matrix }: Criteria,
): Promise<Touched[]> => {
  const known = new Set(here.map((one) => one.lineage))
  const fresh = nearest(received).filter(
    (one) => !known.has(one.lineage) && !one.statement.withdrawn,
  )
  if (fresh.length === 0) return []
  const first = await takeNumbers(tx, log.id, fresh.length)
  const because = `it was stated by ${fresh[0]?.statement.organisationName ?? ''}`.slice(0, 200)
  const hazards = fresh.map((one, place) => {
    const content = { ...emptyContent(one.statement.name), ...ownFrom(one) }
    const told = { at: now, by: actor.name }
    const hazard = newHazard(newId('haz'), log, first + place, content, told)
    return {
      ...hazard,
      origin: one.origin,
      lineage: one.lineage,
      source: one.statement,
      reviewSince: because,
      initialRisk: riskOf(content.initial, matrix),
      residualRisk: riskOf(content.residual, matrix),
    }
  })
  await insertHazards(tx, hazards, { what: 'Arrived', note: because, at: now, by: actor })
  return hazards.map(({ reference }) => ({ reference, because }))
}

/** What a site begins with: the words; the scores too where its own group has set them. */
export const ownFrom = ({ origin, statement }: Received) => {
  const { name, kind, description, causes, effect, hazard, harm, existingControls } = statement
  const { controls, initial, residual } = statement
  const words = {
    name,
    kind,
    description,
    causes,
    effect,
    hazard,
    harm,
    existingControls,
    controls,
  }
  return origin === 'group' ? { ...words, initial, residual } : words
}

const followChanged = async (
  { tx, actor, now }: CommandContext,
  here: readonly Hazard[],
  received: readonly Received[],
  { matrix }: Criteria,
  because: string | undefined,
): Promise<Touched[]> => {
  const stated = new Map(nearest(received).map((one) => [one.lineage, one.statement]))
  const touched: Touched[] = []
  for (const hazard of here) {
    const then = stated.get(hazard.lineage)
    const other =
      then !== undefined && hazard.origin !== 'own' && statesOtherwise(hazard.source, then)
    const all = because !== undefined && counts(hazard)
    if (then && hazard.source && !other && !all) await updateSource(tx, hazard.id, then)
    if (!other && !all) continue
    const why = other ? whyReviewed(then) : (because ?? '')
    const moved = other ? followScores(hazard, followSource(hazard, then)) : hazard
    const after: Hazard = {
      ...moved,
      state: hazard.state === 'transferred' || counts(hazard) ? hazard.state : 'open',
      reviewSince: why,
      initialRisk: riskOf(moved.initial, matrix),
      residualRisk: riskOf(moved.residual, matrix),
    }
    const told = { what: 'To review', note: `Since ${why}.`, at: now, by: actor }
    await updateHazard(tx, hazard.revision, after, told)
    touched.push({ reference: hazard.reference, because: why })
  }
  return touched
}

// In a practice the group's score follows while it is the group's; a score set here stays.
const followScores = (before: Hazard, after: Hazard): Hazard => {
  if (before.origin !== 'group' || !after.source) return after
  const isTheirs = (side: 'initial' | 'residual') =>
    isDeepStrictEqual(before[side], before.source?.[side] ?? null)
  return {
    ...after,
    initial: isTheirs('initial') ? after.source.initial : after.initial,
    residual: isTheirs('residual') ? after.source.residual : after.residual,
  }
}

const whyReviewed = (then: Received['statement']): string =>
  `${then.organisationName} ${then.withdrawn ? 'withdrew it' : 'changed it'}`.slice(0, 200)
