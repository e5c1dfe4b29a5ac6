import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { GATE_IDS, type Framework } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { noteGateLook, readUnseenGateChanges, type UnseenGateChange } from './gate-change-store.js'
import { requireOwnDeployment } from './gather-facts.js'
import { longDate } from './wording.js'

/** Gates that a change of the agreed way touched and that this person, who owns the use or decides, has not looked at. */
export const findChangedGates = query({
  name: 'pathway.find-changed-gates',
  allow: MEMBER_ROLES,
  input: z.object({ deploymentId: z.string().max(60).optional() }),
  async run({ db, actor, organisationId }, { deploymentId }) {
    const looker = { organisationId: organisationId(), personId: actor.id }
    const unseen = await readUnseenGateChanges(db, looker, deploymentId)
    if (unseen.length === 0) return []
    const framework = await agreedWayFor(db, organisationId())
    return unseen.flatMap((one) => {
      const name = concernedBy(one, actor, framework)
      return name === null ? [] : [{ ...one, name }]
    })
  },
})

/** The name of a gate that is next for its use and that somebody answers for; null where it does not concern them. Pure. */
export const concernedBy = (
  { gate: id, stage, ownerId }: Pick<UnseenGateChange, 'gate' | 'stage' | 'ownerId'>,
  { id: actorId, roles, deputyFor }: Pick<Actor, 'id' | 'roles' | 'deputyFor'>,
  { gates }: Pick<Framework, 'gates'>,
): string | null => {
  const gate = gates.find((one) => one.id === id && one.from.includes(stage))
  if (!gate) return null
  const owns = [actorId, deputyFor?.['deployment-owner']?.personId].includes(ownerId)
  return owns || gate.decidedBy.some((role) => roles.includes(role)) ? gate.name : null
}

/** Writes down that the asker looked at a gate; Home names its change no more. Throws NotFound and NotAllowed. */
export const lookAtGate = command({
  name: 'pathway.look-at-gate',
  allow: MEMBER_ROLES,
  input: z.object({ deploymentId: z.string().max(60), gate: z.enum(GATE_IDS) }),
  async run({ tx, actor, now, organisationId }, { deploymentId, gate }) {
    await requireOwnDeployment(tx, actor, deploymentId)
    const look = { organisationId: organisationId(), personId: actor.id, deploymentId, gate }
    await noteGateLook(tx, look, now)
    return {
      result: { gate },
      audit: { subject: { kind: 'deployment', id: deploymentId }, after: { lookedAtGate: gate } },
      events: [],
    }
  },
})

/** Gates that changed and that this person has not looked at since, for Home. */
export const changedGateItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> =>
  (await read(findChangedGates, {})).map((one) => ({
    urgency: 45,
    tag: { word: 'Changed', tone: 'blue' },
    title: `${one.name}: ${one.product}, ${one.useCase}`,
    detail: `Version ${one.version} of the agreed way asks for something else there since ${longDate(londonDate(one.changedAt))}.`,
    href: `/register/deployments/${one.deploymentId}/gates/${one.gate}`,
    action: one.ownerId === actor.id ? 'See what it asks now' : 'See what you decide on',
  }))
