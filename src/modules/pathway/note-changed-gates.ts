import { z } from 'zod'
import { gatesChanged } from '#kernel/events/pathway.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { GATE_IDS, type Framework, type Gate, type StageId } from '#modules/framework/index.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'
import { insertGateChanges } from './gate-change-store.js'
import { readBeforeGates, readOrganisationsBeforeGates } from './waiting-store.js'

const gates = z.array(z.enum(GATE_IDS))

/** Who of a system, or of none, has a running deployment, which stands before some gate. */
export const findBeforeGates = query({
  name: 'pathway.find-before-gates',
  allow: ['system'],
  input: z.object({ systemId: z.string().max(60).nullable() }),
  run: ({ db }, { systemId }) => readOrganisationsBeforeGates(db, systemId),
})

/**
 * Notes beside every running deployment of an organisation which of its next gates ask for something
 * else, for Home of who owns it or decides there until they look, and publishes it for its owner
 * (decision 15). What was signed there is held against what is asked now at every look.
 */
export const noteChangedGates = command({
  name: 'pathway.note-changed-gates',
  allow: ['system'],
  input: z.object({
    gates,
    version: z.string().max(60),
    proposalId: z.string().max(60).nullable(),
  }),
  async run({ tx, now, newId, organisationId }, { gates: changed, version, proposalId }) {
    const own = organisationId()
    const framework = await agreedWayFor(tx, own)
    const touched = (await readBeforeGates(tx, own)).flatMap(({ id, stage, ownerId }) => {
      const next = nextGates(framework, stage).filter((gate) => changed.includes(gate.id))
      return next.length === 0 ? [] : [{ id, ownerId, next }]
    })
    await insertGateChanges(
      tx,
      own,
      touched.flatMap(({ id, next }) =>
        next.map((gate) => ({
          id: newId('rec'),
          deploymentId: id,
          gate: gate.id,
          version,
          proposalId,
          changedAt: now,
        })),
      ),
    )
    const reason = `Version ${version} of the agreed way asks for something else there.`
    const [first, ...rest] = touched.map(({ id, next }): AuditEntry => ({
      subject: { kind: 'deployment', id },
      after: { gatesChanged: next.map(({ name }) => name) },
      reason,
    }))
    return {
      result: touched.length,
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: touched.map(({ id, ownerId, next }) =>
        gatesChanged({
          deploymentId: id,
          organisationId: own,
          ownerId,
          gates: next.map((gate) => gate.id),
          version,
        }),
      ),
    }
  },
})

/** What the letter about changed gates says; `gates` is empty where it stands before none of them any more. */
export const changedGatesInWords = query({
  name: 'pathway.changed-gates-in-words',
  allow: ['system'],
  input: z.object({ deploymentId: z.string().max(60), gates }),
  async run({ db }, { deploymentId, gates: changed }) {
    const deployment = await requireDeployment(db, deploymentId)
    const framework = await agreedWayFor(db, deployment.organisationId)
    const next = deployment.state === 'running' ? nextGates(framework, deployment.stage) : []
    return {
      deploymentId,
      product: deployment.product.name,
      version: framework.version,
      gates: next.filter(({ id }) => changed.includes(id)).map(({ name }) => name),
    }
  },
})

// Nothing is ever asked before a cease, so that nobody needs to know of it beforehand.
const nextGates = (framework: Framework, stage: StageId): Gate[] =>
  framework.gates.filter(({ id, from }) => id !== 'cease' && from.includes(stage))
