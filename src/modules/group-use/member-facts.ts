import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { changedSinceStated, memberState, type OnFile } from './rules.js'
import { readMembers } from './members.js'
import { readStatement } from './statements.js'

/** What a gate asks about the organisations a deployment covers. */
export interface MemberFacts {
  readonly confirmed: readonly string[]
  /** Not live: by name, with why. */
  readonly waiting: readonly { readonly name: string; readonly why: string }[]
  /** What of the newest statement no longer stands. */
  readonly changed: readonly string[]
  readonly statedOn: CalendarDate | null
}

const WHY = {
  'not-confirmed': 'not confirmed yet',
  'to-confirm-again': 'confirmed what was stated before',
  'second-to-sign': 'waits for a second signature',
} as const

/** Which organisations that a deployment covers have confirmed; null where it covers none. */
export const memberFacts = async (
  db: ReadDb,
  deploymentId: string,
  onFile: readonly OnFile[],
  now: Date,
): Promise<MemberFacts | null> => {
  const members = await readMembers(db, deploymentId)
  if (members.length === 0) return null
  const statement = await readStatement(db, deploymentId)
  const judged = members.map(({ name, confirmation }) => ({
    name,
    state: memberState(confirmation, statement?.id ?? null),
  }))
  return {
    confirmed: judged.filter((one) => one.state === 'confirmed').map((one) => one.name),
    waiting: judged.flatMap(({ name, state }) =>
      state === 'confirmed' ? [] : [{ name, why: WHY[state] }],
    ),
    changed: statement ? changedSinceStated(statement.items, onFile, londonDate(now)) : [],
    statedOn: statement?.statedOn ?? null,
  }
}
