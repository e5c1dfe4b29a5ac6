import { command } from '#registry/command.js'
import { MAY_PUT_FORWARD, useCaseInput } from './model.js'
import { insertUseCase, readUseCaseByTitle } from './use-case-store.js'

/** Writes down a use case, or answers the one with that title that the organisation already has. */
export const writeUseCase = command({
  name: 'opportunities.write-use-case',
  allow: MAY_PUT_FORWARD,
  input: useCaseInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const earlier = await readUseCaseByTitle(tx, organisationId(), input.title)
    if (earlier) {
      return {
        result: { id: earlier.id, title: earlier.title },
        audit: 'nothing-changed',
        events: [],
      }
    }
    const useCase = { id: newId('use'), organisationId: organisationId(), ...input }
    await insertUseCase(tx, useCase, { by: actor.id, at: now })
    return {
      result: { id: useCase.id, title: useCase.title },
      audit: { subject: { kind: 'use-case', id: useCase.id }, after: useCase },
      events: [],
    }
  },
})
