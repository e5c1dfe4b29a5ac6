import { agreedWayChanged } from '#kernel/events/agreed-way.js'
import { changedGates, changedRequirements, type Framework } from '#modules/framework/index.js'

/** Who is assessed against another version from now on, and by what. */
interface Change {
  before: Framework
  after: Framework
  /** Null for those who belong to no system. */
  systemId: string | null
  proposalId: string | null
  /** Set where only this organisation is, because it joined or left a system. */
  organisationId?: string
}

/** What a change asks otherwise than before, for the record; empty when nothing. Pure. */
export const changedIds = ({ before, after }: Pick<Change, 'before' | 'after'>): string[] => {
  const { asked, form } = changedRequirements(before, after)
  const gates = changedGates(before, after).map((id) => `gate ${id}`)
  return [...[...asked, ...form].toSorted(), ...gates]
}

/** The event that tells of it, in the commit that puts it in force; none where nothing is asked otherwise. */
export const wayChanged = ({ before, after, ...whose }: Change) => {
  const { asked, form } = changedRequirements(before, after)
  const gates = changedGates(before, after)
  if (asked.length + form.length + gates.length === 0) return []
  const { version } = after
  return [
    agreedWayChanged({
      ...whose,
      version,
      requirements: [...asked],
      forms: [...form],
      gates,
    }),
  ]
}
