import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import type { Role } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import type { SignalState } from '../model.js'
import { moveSignal, requireSignal } from './signal-store.js'

/** Who answers signals. */
export const ANSWERERS: readonly Role[] = [
  'deployment-owner',
  'clinical-safety-officer',
  'technical-lead',
  'analyst',
]

/** The states each answer may follow. */
const AFTER: Readonly<Record<Exclude<SignalState, 'new'>, readonly SignalState[]>> = {
  acknowledged: ['new'],
  explained: ['new', 'acknowledged', 'acted-on'],
  'acted-on': ['new', 'acknowledged', 'explained'],
  closed: ['explained', 'acted-on'],
}

const NOT_NOW: Readonly<Record<Exclude<SignalState, 'new'>, string>> = {
  acknowledged: 'This signal was acknowledged already.',
  explained: 'This signal was explained or closed already.',
  'acted-on': 'This signal was acted on or closed already.',
  closed: 'Explain this signal, or say what was done, before it is closed.',
}

const answering = (
  name: string,
  state: Exclude<SignalState, 'new'>,
  words: 'needed' | 'optional',
) =>
  command({
    name: `monitoring.${name}`,
    allow: ANSWERERS,
    input: z.object({
      /** Of this deployment only, where it is named. */
      deploymentId: z.string().max(40).optional(),
      signalId: z.string().max(40),
      revision: z.coerce.number().int(),
      words: freeText('what you found or did', 4000, words === 'needed' ? 1 : 0).default(''),
    }),
    async run({ tx, actor, now }, { deploymentId, signalId, revision, words: answer }) {
      const signal = await requireSignal(tx, signalId, deploymentId)
      if (signal.revision === revision && !AFTER[state].includes(signal.state)) {
        throw new Invalid(NOT_NOW[state])
      }
      await moveSignal(tx, signal, {
        revision,
        state,
        answer: answer || null,
        by: actor.id,
        byName: actor.name,
        at: now,
      })
      return {
        result: { id: signalId, deploymentId: signal.deploymentId, state },
        audit: {
          subject: { kind: 'deployment', id: signal.deploymentId },
          before: { signal: signalId, state: signal.state, answer: signal.answer },
          after: { signal: signalId, state, answer: answer || signal.answer },
        },
        events: [],
      }
    },
  })

/** Says that somebody has seen a signal. */
export const acknowledgeSignal = answering('acknowledge-signal', 'acknowledged', 'optional')

/** Says what lies behind a signal, also where it was found after acting. */
export const explainSignal = answering('explain-signal', 'explained', 'needed')

/** Says what was done about a signal. */
export const actOnSignal = answering('act-on-signal', 'acted-on', 'needed')

/** Closes a signal that was explained or acted on. */
export const closeSignal = answering('close-signal', 'closed', 'optional')
