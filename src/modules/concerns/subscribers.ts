import { subscriber, type Subscriber } from '#kernel/declare/background.js'
import { deploymentCeased, stopCalled } from '#kernel/events/deployments.js'
import { signalRaised } from '#kernel/events/monitoring.js'
import { raiseFromSignal } from './raise-from-signal.js'
import { tellOfEnd } from './tell-of-end.js'

/** What this module does about the events of others. */
export const concernSubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'concerns.on-signal',
    on: signalRaised,
    async handle({ once }, signal) {
      if (!signal.becomesConcern) return
      const { signalId, deploymentId, versionId, sentence } = signal
      await once({ id: signal.organisationId, name: '' }).run(raiseFromSignal, {
        signalId,
        deploymentId,
        versionId,
        sentence,
      })
    },
  }),
  subscriber({
    name: 'concerns.on-stop',
    on: stopCalled,
    async handle({ once }, { organisationId, deploymentId, versionId, stopId }) {
      const cause = `stop:${stopId}`
      const about = { notice: 'stop', deploymentId, versionId, cause }
      await once({ id: organisationId, name: '' }).run(tellOfEnd, about)
    },
  }),
  subscriber({
    name: 'concerns.on-cease',
    on: deploymentCeased,
    async handle({ once }, { organisationId, deploymentId, versionId }) {
      const cause = `cease:${deploymentId}`
      const about = { notice: 'cease', deploymentId, versionId, cause }
      await once({ id: organisationId, name: '' }).run(tellOfEnd, about)
    },
  }),
]
