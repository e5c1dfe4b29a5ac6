import type { CalendarDate } from '#kernel/time.js'
import {
  proposeChanges,
  takeIn,
  type KnownOrganisation,
  type OdsFile,
  type ProposedChanges,
  type ProposedItem,
  type Succession,
} from '../ods/index.js'
import type { HeldOrganisation } from './known-store.js'

/** What the register holds before an import. */
export interface HeldBefore {
  organisations: readonly HeldOrganisation[]
  successions: readonly Succession[]
  /** Open memberships as `member system`. */
  memberships: ReadonlySet<string>
}

/** One organisation to write: null as id for a new one. */
export interface PlannedWrite {
  id: string | null
  known: KnownOrganisation
}

/** What an import would do, for people, and what it would write. */
export interface ImportPlan {
  changes: ProposedChanges
  writes: readonly PlannedWrite[]
}

/**
 * Plans an import as of a London date. Proposals of membership that mean nothing are left out:
 * in a board that has closed, where the organisation already belongs, or of a sub-ICB location,
 * which is a part of its board.
 */
export const planImport = (held: HeldBefore, file: OdsFile, today: CalendarDate): ImportPlan => {
  const changes = proposeChanges(held.organisations, file, today, held.successions)
  const byCode = new Map(
    held.organisations.flatMap((one) => (one.code === null ? [] : [[one.code, one]])),
  )
  const factsOf = new Map(file.rows.map(({ row, facts }) => [row, facts]))
  const written = ({ row, key }: ProposedItem): PlannedWrite[] => {
    const facts = row === null ? undefined : factsOf.get(row)
    if (!facts) return []
    const known = byCode.get(key) ?? null
    return [{ id: known?.id ?? null, known: takeIn(known, facts, file.form) }]
  }
  return {
    changes: {
      ...changes,
      proposed_memberships: changes.proposed_memberships.filter(({ key, to }) => {
        if (file.form === 'eccg') return false
        const system = byCode.get(to)
        if (!system) return true
        const closed = system.closed !== null && system.closed < today
        const member = byCode.get(key)
        return !closed && !(member && held.memberships.has(`${member.id} ${system.id}`))
      }),
    },
    writes: [...changes.added, ...changes.changed, ...changes.closed].flatMap(written),
  }
}
