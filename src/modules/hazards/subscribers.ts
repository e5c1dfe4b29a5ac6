import { subscriber, type HandlerContext, type Subscriber } from '#kernel/declare/background.js'
import { deploymentRegistered, deploymentVersionChanged } from '#kernel/events/deployments.js'
import { confirmationAsked } from '#kernel/events/group-use.js'
import { hazardStated } from '#kernel/events/hazards.js'
import { findBuildingOn, versionInWords } from './find-building-on.js'
import { receiveHazards } from './receive-hazards.js'

/** What this module does when something happens elsewhere. */
export const hazardSubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'hazards.on-registered',
    on: deploymentRegistered,
    handle: ({ once }, { deploymentId, organisationId }) =>
      receive(once, organisationId, [deploymentId]),
  }),
  subscriber({
    name: 'hazards.on-version-change',
    on: deploymentVersionChanged,
    async handle({ once, read }, { deploymentId, organisationId, from, to }) {
      const name = await read(versionInWords, { versionId: to })
      const because = from === to ? 'a new configuration' : `version ${name}`.trim()
      await receive(once, organisationId, [deploymentId], because)
    },
  }),
  subscriber({
    name: 'hazards.on-covered',
    on: confirmationAsked,
    async handle({ once }, { deploymentId, asks, organisationIds }) {
      if (asks !== 'members') return
      for (const id of organisationIds) await receive(once, id, [deploymentId])
    },
  }),
  subscriber({
    name: 'hazards.on-stated',
    on: hazardStated,
    async handle({ once, read }, { versionId, deploymentId }) {
      for (const one of await read(findBuildingOn, { versionId, deploymentId })) {
        await receive(once, one.organisationId, one.deploymentIds)
      }
    },
  }),
]

const receive = async (
  once: HandlerContext['once'],
  organisationId: string,
  deploymentIds: readonly string[],
  because?: string,
): Promise<void> => {
  await once({ id: organisationId, name: '' }).run(receiveHazards, { deploymentIds, because })
}
