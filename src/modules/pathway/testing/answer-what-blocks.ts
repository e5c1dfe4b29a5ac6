import type { Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import type { GateId } from '#modules/framework/index.js'
import type { TestApp } from '../../../../tests/support/test-app.js'
import { answerAndSign } from '../../evidence/testing/answer-everything.js'
import { checkGate } from '../check-gate.js'
import { maySign } from '../may-sign.js'
import { showGate } from '../show-gates.js'
import { signGate } from '../sign-gate.js'

/**
 * Answers and signs whatever blocks a gate of a deployment, each by somebody whose role may, but for
 * the requirements in `leaving`, and signs before the decision where nothing is left. What points have to
 * show is left to the test.
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
  if (leaving.length === 0) await signOff(app, people, deploymentId, gate)
}

/**
 * Signs every step before the decision that can be signed, each by somebody whose role may; does
 * nothing while something else blocks the gate.
 */
export const signOff = async (
  app: TestApp,
  people: Readonly<Partial<Record<Role, Actor>>>,
  deploymentId: string,
  gate: GateId,
): Promise<void> => {
  const signers = Object.values(people)
  const [reader] = signers
  if (!reader) throw new Error('nobody is there to sign')
  const look = () => app.registry.read(showGate, reader, { deploymentId, gate })
  let shown = await look()
  for (const { id: step } of shown.gate.signOff) {
    for (const signer of signers) {
      if (!maySign(signer, shown.gate, step, shown.assessment).role) continue
      await app.registry.run(signGate, signer, { deploymentId, gate, step })
      shown = await look()
    }
  }
}
