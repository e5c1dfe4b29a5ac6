import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SUBJECT_SCOPES } from '#modules/evidence/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { assessGate } from './assess-gate.js'
import { gatherFacts } from './gather-facts.js'
import { openSteps, type OpenStep } from './may-sign.js'
import { basisOfAssessment } from './signed-basis.js'
import { readBearingOn } from './waiting-store.js'

/** The signatures that a gate of a deployment waits for and nothing else is in the way of. */
export interface WaitingSignatures {
  deploymentId: string
  product: string
  steps: readonly (OpenStep & { gate: string; gateName: string })[]
  /** Another one for another state of the gate, so that each is told once. */
  mark: string
}

const id = z.string().max(60)

/** The signatures that the gates of a deployment wait for now. For letters. */
export const waitingSignatures = query({
  name: 'pathway.waiting-signatures',
  allow: ['system'],
  input: z.object({ deploymentId: id }),
  run: ({ db, now }, { deploymentId }) => signaturesOf(db, deploymentId, now),
})

/** The same for every running deployment that something signed or accepted bears on, where any waits. */
export const signaturesAfter = query({
  name: 'pathway.signatures-after',
  allow: ['system'],
  input: z.object({ scope: z.enum(SUBJECT_SCOPES), subjectId: id }),
  async run({ db, now, organisationId }, subject) {
    const found: WaitingSignatures[] = []
    for (const deploymentId of await readBearingOn(db, organisationId(), subject))
      found.push(await signaturesOf(db, deploymentId, now))
    return found.filter(({ steps }) => steps.length > 0)
  },
})

const signaturesOf = async (
  db: ReadDb,
  deploymentId: string,
  now: Date,
): Promise<WaitingSignatures> => {
  const deployment = await requireDeployment(db, deploymentId)
  const product = deployment.product.name
  if (deployment.state !== 'running') return { deploymentId, product, steps: [], mark: '' }
  const facts = await gatherFacts(db, deployment, now)
  const marks: unknown[] = []
  const steps = facts.framework.gates
    .filter((gate) => gate.from.includes(facts.stage) && gate.signOff.length > 0)
    .flatMap((gate) => {
      const assessment = assessGate(gate.id, facts)
      const open = openSteps(gate, assessment)
      marks.push([gate.id, open, basisOfAssessment(assessment)])
      return open.map((one) => ({ ...one, gate: gate.id, gateName: gate.name }))
    })
  const mark = createHash('sha256').update(JSON.stringify(marks)).digest('hex').slice(0, 16)
  return { deploymentId, product, steps, mark }
}
