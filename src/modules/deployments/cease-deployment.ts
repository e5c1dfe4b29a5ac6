import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { deploymentCeased, stageChanged } from '#kernel/events/deployments.js'
import { freeText } from '#kernel/identifiable-data.js'
import { addDays, londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { CEASE_CHECKLIST, CEASE_REASONS } from './cease-reasons.js'
import { insertCease, settleTask } from './cease-store.js'
import { MAY_STOP, optionalDate, type Deployment } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { endVersionRun } from './version-store.js'
import { changeStage, changeState } from './write-store.js'

/** Days after which what nobody gave a date for is chased. */
const CHASED_AFTER_DAYS = 28

const checklistEntry = z.object({
  item: z.enum(CEASE_CHECKLIST),
  ownerId: z.string().max(60).optional(),
  due: optionalDate('the date it is due'),
})

/**
 * Ends a use, at any stage and at once, with reasons; what is to be settled is written down and chased
 * afterwards, and never holds it up. Throws Conflict when it has ceased already.
 */
export const ceaseDeployment = command({
  name: 'deployments.cease-deployment',
  allow: MAY_STOP,
  input: z.object({
    deploymentId: z.string().max(60),
    reasons: z
      .array(z.enum(CEASE_REASONS), { error: 'Choose at least one reason.' })
      .min(1, 'Choose at least one reason.'),
    explanation: freeText('the explanation', 2000, 0).default(''),
    checklist: z.array(checklistEntry).max(CEASE_CHECKLIST.length).default([]),
    decisionId: z.string().max(60).optional(),
  }),
  async run({ tx, actor, now, newId }, input) {
    const before = await requireDeployment(tx, input.deploymentId)
    checkOwn(before, actor)
    if (before.state === 'ceased') throw new Conflict('This deployment has already ceased.')
    const { id, organisationId } = before
    const by = { id: actor.id, name: actor.name, at: now }
    const reasons = [...new Set(input.reasons)]
    const tasks = CEASE_CHECKLIST.map((item) => {
      const given = input.checklist.find((entry) => entry.item === item)
      return {
        id: newId('tas'),
        item,
        ownerId: given?.ownerId || before.ownerId,
        due: given?.due ?? addDays(londonDate(now), CHASED_AFTER_DAYS),
      }
    })
    await changeState(tx, id, ['running', 'paused', 'parked', 'stop-called'], {
      state: 'ceased',
      reason: input.explanation || null,
      at: now,
    })
    await changeStage(tx, before, {
      id: newId('cha'),
      from: before.stage,
      to: 'cease',
      gate: 'ceased',
      decisionId: input.decisionId ?? null,
      on: londonDate(now),
      at: now,
      by: actor.id,
    })
    await endVersionRun(tx, id, now)
    await insertCease(
      tx,
      {
        deploymentId: id,
        organisationId,
        versionId: before.version?.id ?? null,
        reasons,
        explanation: input.explanation,
      },
      tasks,
      by,
    )
    return {
      result: { id, state: 'ceased' },
      audit: {
        subject: { kind: 'deployment', id },
        before: { state: before.state, stage: before.stage },
        after: { state: 'ceased', stage: 'cease', reasons },
        ...(input.explanation ? { reason: input.explanation } : {}),
      },
      events: ceasedEvents(before, reasons),
    }
  },
})

/** Settles one thing of the checklist of a ceased deployment. Throws NotAllowed and Conflict. */
export const settleCeaseTask = command({
  name: 'deployments.settle-cease-task',
  allow: MAY_STOP,
  input: z.object({
    deploymentId: z.string().max(60),
    item: z.enum(CEASE_CHECKLIST),
    settled: z.enum(['done', 'not-needed'], { error: 'Say whether it is done or not needed.' }),
    note: freeText('the note', 1000, 0).default(''),
  }),
  async run({ tx, actor, now }, { deploymentId, item, settled, note }) {
    const deployment = await requireDeployment(tx, deploymentId)
    checkOwn(deployment, actor)
    await settleTask(tx, deploymentId, item, settled, note, {
      id: actor.id,
      name: actor.name,
      at: now,
    })
    return {
      result: { deploymentId, item },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { [item]: 'open' },
        after: { [item]: settled, note },
      },
      events: [],
    }
  },
})

const ceasedEvents = (before: Deployment, reasons: readonly string[]) => [
  deploymentCeased({
    deploymentId: before.id,
    organisationId: before.organisationId,
    versionId: before.version?.id ?? null,
    reasons: [...reasons],
    sentence: `${before.organisationName} has ceased using ${before.product.name}${before.version ? ` ${before.version.name}` : ''}.`,
  }),
  stageChanged({
    deploymentId: before.id,
    organisationId: before.organisationId,
    from: before.stage,
    to: 'cease',
    gate: 'ceased',
  }),
]
