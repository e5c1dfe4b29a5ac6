import { Invalid } from '#kernel/errors.js'
import { concernRaised } from '#kernel/events/concerns.js'
import { londonDate } from '#kernel/time.js'
import { readDeployment } from '#modules/deployments/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { insertConcern, type NewConcern } from './concern-store.js'
import { raiseConcernInput } from './model.js'
import { clocksOf, referenceOf } from './rules.js'

/** What whoever raises a concern gets back: what to quote, and by when somebody looks. */
export interface RaisedConcern {
  id: string
  reference: string
  acknowledgeBy: string
  triageBy: string
}

/** Raises a concern with one's own organisation: reported, not established. Throws Invalid. */
export const raiseConcern = command({
  name: 'concerns.raise-concern',
  allow: ['signed-in'],
  input: raiseConcernInput,
  async run(context, input) {
    checkNoticed(input.noticedOn, context.now)
    const deployment = await ownDeployment(context, input.deploymentId)
    const concern: NewConcern = {
      ...newConcern(context, input.harm),
      deploymentId: deployment?.id ?? null,
      tool: deployment ? '' : input.tool,
      whatHappened: input.whatHappened,
      noticedOn: input.noticedOn,
      stillHappening: input.stillHappening,
      origin: 'staff',
      signalId: null,
      versionId: deployment?.version?.id ?? null,
      raisedBy: context.actor.id,
      raisedByName: context.actor.name,
    }
    await insertConcern(context.tx, concern)
    return raised(concern)
  },
})

/** What every way of raising a concern has in common: id, reference and clocks. */
export const newConcern = (
  { now, newId, organisationId }: CommandContext,
  harm: NewConcern['harm'],
) => {
  const id = newId('con')
  return {
    id,
    reference: referenceOf(id),
    organisationId: organisationId(),
    harm,
    raisedAt: now,
    ...clocksOf(now, harm),
  }
}

/** The outcome of raising a concern inside its organisation. */
export const raised = (concern: NewConcern) => ({
  result: resultOf(concern),
  audit: {
    subject: { kind: 'concern', id: concern.id },
    after: {
      reference: concern.reference,
      origin: concern.origin,
      deploymentId: concern.deploymentId,
      tool: concern.tool,
      whatHappened: concern.whatHappened,
      harm: concern.harm,
      stillHappening: concern.stillHappening,
    },
  },
  events: [
    concernRaised({
      concernId: concern.id,
      organisationId: concern.organisationId,
      deploymentId: concern.deploymentId,
      origin: concern.origin,
    }),
  ],
})

/** Throws Invalid when something is said to have been noticed after today. */
export const checkNoticed = (noticedOn: string | null, now: Date): void => {
  if (!noticedOn || noticedOn <= londonDate(now)) return
  throw new Invalid([
    { field: 'noticedOn', message: 'This date is in the future. Enter today or earlier.' },
  ])
}

const resultOf = (concern: NewConcern): RaisedConcern => ({
  id: concern.id,
  reference: concern.reference,
  acknowledgeBy: concern.acknowledgeBy,
  triageBy: concern.triageBy,
})

const ownDeployment = async ({ tx, organisationId }: CommandContext, id: string | null) => {
  if (!id) return undefined
  const deployment = await readDeployment(tx, id)
  if (deployment?.organisationId === organisationId()) return deployment
  throw new Invalid([
    {
      field: 'deploymentId',
      message: 'Choose one of your organisation’s tools, or “I do not know”.',
    },
  ])
}
