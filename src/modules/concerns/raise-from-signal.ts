import { command } from '#registry/command.js'
import { hasConcernOf, insertConcern, type NewConcern } from './concern-store.js'
import { raiseFromSignalInput } from './model.js'
import { newConcern, raised, type RaisedConcern } from './raise-concern.js'

/** Raises the concern that a signal becomes by its plan's rule; once for each signal, however often it comes. */
export const raiseFromSignal = command({
  name: 'concerns.raise-from-signal',
  allow: ['system'],
  input: raiseFromSignalInput,
  async run(context, signal): Promise<SignalOutcome> {
    if (await hasConcernOf(context.tx, signal.signalId)) {
      return { result: null, audit: 'nothing-changed', events: [] }
    }
    const concern: NewConcern = {
      ...newConcern(context, 'not-answered'),
      deploymentId: signal.deploymentId,
      tool: '',
      whatHappened: signal.sentence,
      noticedOn: null,
      stillHappening: 'not-answered',
      origin: 'signal',
      signalId: signal.signalId,
      versionId: signal.versionId,
      raisedBy: null,
      raisedByName: null,
    }
    await insertConcern(context.tx, concern)
    return raised(concern)
  },
})

type SignalOutcome =
  | { result: RaisedConcern | null; audit: 'nothing-changed'; events: [] }
  | ReturnType<typeof raised>
