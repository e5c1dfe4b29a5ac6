import { z } from 'zod'
import { Invalid, NotFound } from '#kernel/errors.js'
import { readVersion } from '#modules/products/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { query } from '#registry/query.js'
import { newHazard } from './add-hazard.js'
import { contentOf, emptyContent } from './content.js'
import { lockLog, readLog, takeNumbers } from './log-store.js'
import { logOf } from './inputs.js'
import { MAY_READ, MAY_WRITE, type Hazard, type HazardLog } from './model.js'
import { ownFrom } from './receive-hazards.js'
import { readOfferedHazards, readOfferedLogs } from './statement-store.js'
import { insertHazards, readHazards } from './store.js'
import { openLog, requireOpenSubject, requireSubject } from './subject.js'

/**
 * Starts a log from another: words and controls are copied and marked with where they came from; scores
 * and acceptances are not, and every hazard is looked at and signed here. For a deployment from a log of
 * the same product that is one's own or that a partner offers; for a version from one's own log of
 * another version, its scores under review. What is in the log already is left alone. Throws NotFound.
 */
export const copyHazards = command({
  name: 'hazards.copy-hazards',
  allow: MAY_WRITE,
  input: z.object({
    log: logOf,
    from: z.string({ error: 'Choose a log.' }).min(1, 'Choose a log.').max(60),
  }),
  async run(context, { log: of, from }) {
    const { organisationId } = await requireOpenSubject(context.tx, context.actor, of)
    const log = await openLog(context, organisationId, of)
    await lockLog(context.tx, log.id)
    const here = await readHazards(context.tx, log.id)
    const known = new Set(here.map((one) => one.lineage))
    const all =
      of.deploymentId === undefined
        ? await fromVersion(context, of.versionId, from)
        : await fromOffered(context, of.deploymentId, from)
    const fresh = all.filter((one) => !known.has(one.lineage))
    if (fresh.length === 0)
      throw new Invalid([
        { field: 'from', message: 'There is nothing in that log that is not here already.' },
      ])
    const hazards = await add(context, log, fresh)
    return {
      result: { logId: log.id, added: hazards.length, alreadyHere: all.length - fresh.length },
      audit: {
        subject: { kind: 'hazard-log', id: log.id },
        after: { copiedFrom: from, hazards: hazards.map((one) => one.reference) },
      },
      // What is copied is under review and states nothing to anybody yet.
      events: [],
    }
  },
})

type Copied = Pick<
  Hazard,
  'origin' | 'lineage' | 'source' | 'reviewSince' | 'initialRisk' | 'residualRisk'
> & {
  content: ReturnType<typeof contentOf>
}

const fromOffered = async (
  { tx }: CommandContext,
  deploymentId: string,
  from: string,
): Promise<Copied[]> => {
  const offered = await readOfferedHazards(tx, deploymentId, from)
  if (offered.length === 0) throw new NotFound('That log is not offered to you, or holds nothing.')
  return offered.map((one) => ({
    origin: 'copied' as const,
    lineage: one.lineage,
    source: one.statement,
    content: { ...emptyContent(one.statement.name), ...ownFrom(one) },
    reviewSince: `it was copied from ${one.statement.organisationName}`.slice(0, 200),
    initialRisk: null,
    residualRisk: null,
  }))
}

const fromVersion = async (
  { tx, actor }: CommandContext,
  versionId: string,
  from: string,
): Promise<Copied[]> => {
  const [to, earlier] = [await readVersion(tx, versionId), await readVersion(tx, from)]
  if (!to || earlier?.productId !== to.productId || from === versionId)
    throw new Invalid([{ field: 'from', message: 'Choose another version of the same product.' }])
  await requireSubject(tx, actor, { versionId: from })
  const log = await readLog(tx, actor.organisationId ?? '', { versionId: from })
  const hazards = log ? await readHazards(tx, log.id) : []
  return hazards
    .filter((one) => one.entry !== 'deprecated')
    .map((one) => ({
      origin: 'copied' as const,
      lineage: one.lineage,
      source: null,
      content: contentOf(one),
      reviewSince: `it was taken over from version ${earlier.name}`.slice(0, 200),
      initialRisk: one.initialRisk,
      residualRisk: one.residualRisk,
    }))
}

const add = async (
  { tx, actor, now, newId }: CommandContext,
  log: HazardLog,
  fresh: readonly Copied[],
): Promise<Hazard[]> => {
  const first = await takeNumbers(tx, log.id, fresh.length)
  const hazards = fresh.map(({ content, ...rest }, place) => ({
    ...newHazard(newId('haz'), log, first + place, content, { at: now, by: actor.name }),
    ...rest,
  }))
  const note = fresh[0]?.reviewSince ?? ''
  await insertHazards(tx, hazards, { what: 'Copied', note, at: now, by: actor })
  return hazards
}

/** The logs that a deployment of one's own may start from. */
export const findOfferedLogs = query({
  name: 'hazards.find-offered-logs',
  allow: MAY_READ,
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, actor }, { deploymentId }) {
    await requireSubject(db, actor, { deploymentId })
    return readOfferedLogs(db, deploymentId)
  },
})
