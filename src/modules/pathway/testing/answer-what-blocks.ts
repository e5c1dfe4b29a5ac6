import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import type { GateId } from '#modules/framework/index.js'
import type { TestApp } from '../../../../tests/support/test-app.js'
import { answerAndSign } from '../../evidence/testing/answer-everything.js'
import { checkGate } from '../check-gate.js'

/**
 * Answers and signs whatever blocks a gate of a deployment, each by somebody whose role may, but for
 * the requirements in `leaving`. What points have to show is left to the test.
 */
export const answerWhatBlocks = async (
  app: TestApp,
  people: Readonly<Partial<Record<Role, Actor>>>,
  deploymentId: string,
  gate: GateId,
  leaving: readonly string[] = [],
): Promise<void> => {
  const [reader] = Object.values(people)
  if (!reader) throw new Error('nobody is there to answer')
  const { assessment } = await app.registry.read(checkGate, reader, { deploymentId, gate })
  const blocking = assessment.unmet.filter((item) => item.kind === 'requirement')
  const ids = blocking.map((item) => item.requirementId).filter((id) => !leaving.includes(id))
  await answerAndSign(app, people, deploymentId, ids)
}
