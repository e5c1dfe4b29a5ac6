import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { command, type CommandContext } from '#registry/command.js'
import type { Deployment } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { changeSharing } from './write-store.js'

const input = z.object({
  deploymentId: z.string().max(60),
  reason: freeText('the reason', 1000),
})

/** Holds a deployment back from partners, with the reason; it is then counted and not named. Throws Conflict. */
export const holdBack = command({
  name: 'deployments.hold-back',
  allow: ['administrator', 'deployment-owner'],
  input,
  run: (context, given) => setHeldBack(context, given, true),
})

/** Shows a deployment to partners again. Throws Conflict when it is shared already. */
export const shareAgain = command({
  name: 'deployments.share-again',
  allow: ['administrator', 'deployment-owner'],
  input,
  run: (context, given) => setHeldBack(context, given, false),
})

const setHeldBack = async (
  { tx, actor, now }: CommandContext,
  { deploymentId, reason }: z.output<typeof input>,
  heldBack: boolean,
) => {
  const before = await requireDeployment(tx, deploymentId)
  checkOwn(before, actor)
  checkAnswersForIt(before, actor)
  if (before.heldBack === heldBack) {
    throw new Conflict(
      heldBack ? 'This deployment is held back already.' : 'This deployment is shared already.',
    )
  }
  await changeSharing(tx, before, heldBack, now)
  return {
    result: { id: deploymentId, heldBack },
    audit: {
      subject: { kind: 'deployment', id: deploymentId },
      before: { heldBack: before.heldBack },
      after: { heldBack },
      reason,
    },
    events: [],
  }
}

const checkAnswersForIt = (deployment: Deployment, actor: Actor): void => {
  if (actor.roles.includes('administrator') || deployment.ownerId === actor.id) return
  throw new NotAllowed('Only its owner or an administrator decides what is shared.')
}
