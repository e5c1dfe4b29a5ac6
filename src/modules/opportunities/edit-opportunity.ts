import { command } from '#registry/command.js'
import { editOpportunityInput, MAY_PUT_FORWARD } from './model.js'
import { checkMayChange } from './rules.js'
import { requireOpportunity, updateOpportunity } from './store.js'

/** Changes what an opportunity says. Throws NotAllowed, and Conflict when somebody else did first. */
export const editOpportunity = command({
  name: 'opportunities.edit-opportunity',
  allow: MAY_PUT_FORWARD,
  input: editOpportunityInput,
  async run({ tx, actor, now }, { id, revision, ...input }) {
    const before = await requireOpportunity(tx, id)
    checkMayChange(before, actor)
    const after = { ...input, ownerId: input.ownerId || before.ownerId }
    await updateOpportunity(tx, before, revision, after, now)
    return {
      result: { id },
      audit: { subject: { kind: 'opportunity', id }, before: saidBy(before), after: saidBy(after) },
      events: [],
    }
  },
})

const saidBy = ({ title, problem, worth, isClinical, ownerId, heldBack }: Said): Said => ({
  title,
  problem,
  worth,
  isClinical,
  ownerId,
  heldBack,
})

interface Said {
  title: string
  problem: string
  worth: string
  isClinical: string
  ownerId: string
  heldBack: boolean
}
