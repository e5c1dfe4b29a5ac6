import { NotAllowed } from '#kernel/errors.js'
import { isAllowed } from '#kernel/actor.js'
import { command } from '#registry/command.js'
import { changeStateInput } from './inputs.js'
import { MAY_SCORE, MAY_WRITE } from './model.js'
import { requireOpenHazard, reviseHazard } from './revise-hazard.js'

/**
 * Changes whether an entry counts and where the hazard stands; nothing is ever deleted. What takes a
 * hazard out of the count is the clinical safety officer's. Throws NotAllowed, Invalid and Conflict.
 */
export const changeState = command({
  name: 'hazards.change-state',
  allow: MAY_WRITE,
  input: changeStateInput,
  async run(context, { id, revision, entry, state, reason, transferredTo }) {
    const found = await requireOpenHazard(context, id)
    const takesOut = entry === 'deprecated' || state !== 'open'
    if (takesOut && !isAllowed(context.actor, MAY_SCORE))
      throw new NotAllowed(
        'Closing, transferring and withdrawing a hazard is for the clinical safety officer.',
      )
    return reviseHazard(context, found, revision, {
      what: 'State changed',
      note: reason,
      change: {
        entry,
        state,
        stateReason: reason,
        transferredTo: state === 'transferred' ? transferredTo : '',
      },
    })
  },
})
