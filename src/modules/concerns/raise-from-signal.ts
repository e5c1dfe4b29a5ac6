import { command, type CommandContext, type Outcome } from '#registry/command.js'
import { findOpenSignalConcern, hasConcernOf } from './concerns-of-signals.js'
import { insertConcern, type NewConcern } from './concern-store.js'
import { insertEntry } from './concern-entries.js'
import { raiseFromSignalInput, type Concern } from './model.js'
import { newConcern, raised, type RaisedConcern } from './raise-concern.js'

/**
 * Raises the concern that a signal becomes by its plan's rule; once for each signal, however often it
 * comes. While a concern that a signal raised about the same version is open, a further signal is
 * added to it: one thing that may be wrong is one concern, however many figures show it.
 */
export const raiseFromSignal = command({
  name: 'concerns.raise-from-signal',
  allow: ['system'],
  input: raiseFromSignalInput,
  async run(context, signal): Promise<SignalOutcome> {
    if (await hasConcernOf(context.tx, signal.signalId)) {
      return { result: null, audit: 'nothing-changed', events: [] }
    }
    const open = await findOpenSignalConcern(context.tx, signal)
    if (open) return added(context, open, signal)
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

const added = async (
  { tx, actor, now, newId }: CommandContext,
  concern: Pick<Concern, 'id' | 'organisationId'>,
  signal: { signalId: string; sentence: string },
): Promise<SignalOutcome> => {
  const entry = { id: newId('ent'), kind: 'signal' as const, words: signal.sentence, at: now }
  await insertEntry(tx, concern, {
    ...entry,
    byId: actor.id,
    byName: actor.name,
    signalId: signal.signalId,
  })
  return {
    result: null,
    audit: { subject: { kind: 'concern', id: concern.id }, after: { signal: signal.signalId } },
    events: [],
  }
}

type SignalOutcome =
  | { result: RaisedConcern | null; audit: Outcome<null>['audit']; events: [] }
  | ReturnType<typeof raised>
