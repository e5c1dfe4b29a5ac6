import { signedName, type Actor } from '#kernel/actor.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { HazardFacts } from '#modules/hazards/index.js'
import type { Confirmation, GroupStatement, StatedItem } from './model.js'
import { SECOND_ROLES } from './model.js'

/** How a member stands with what the group stated last. */
export type MemberState = 'not-confirmed' | 'to-confirm-again' | 'second-to-sign' | 'confirmed'

/** The state of a member: only who confirmed the newest statement, signed twice, may be live. */
export const memberState = (
  confirmation: Pick<Confirmation, 'statementId' | 'second'> | null,
  newestStatementId: string | null,
): MemberState => {
  if (!confirmation) return 'not-confirmed'
  if (confirmation.statementId !== newestStatementId) return 'to-confirm-again'
  return confirmation.second ? 'confirmed' : 'second-to-sign'
}

/** What is on file now for a requirement that was stated. */
export interface OnFile {
  readonly requirementId: string
  readonly edition: string | null
  readonly underReview: { readonly since: string } | null
  readonly inDateUntil: CalendarDate | null
}

/** What of a statement no longer stands, each in words; what was added since changes nothing stated. */
export const changedSinceStated = (
  items: readonly StatedItem[],
  onFile: readonly OnFile[],
  today: CalendarDate,
): string[] =>
  items.flatMap((item) => {
    const now = onFile.find((one) => one.requirementId === item.requirementId)
    if (!now || now.edition === null) return [`${item.name} (no longer on file)`]
    if (now.underReview) return [`${item.name} (under review since ${now.underReview.since})`]
    if (now.edition !== item.edition) return [`${item.name} (signed anew)`]
    const isOver = now.inDateUntil !== null && now.inDateUntil < today
    return isOver ? [`${item.name} (expired)`] : []
  })

/** The hazards of a member's own log with which nothing may go live, by its own criteria, in a sentence each. */
export const hazardsAgainst = ({ standInTheWay }: HazardFacts): string[] =>
  standInTheWay
    .filter(({ word }) => word === 'not-acceptable' || word === 'too-high')
    .map(({ reference, missing }) => `${reference}: ${missing}`)

const no = (reason: string) => ({ role: null, reason })

/**
 * The role in which somebody signs second, or why they may not: never who signed first or who stated
 * what the group did, themselves or for whom they stand in, and from the side the confirmation says.
 */
export const secondRole = (
  actor: Pick<Actor, 'id' | 'kind' | 'roles' | 'deputyFor'>,
  side: 'member' | 'group',
  confirmation: Pick<Confirmation, 'signedBy' | 'secondFrom' | 'second'>,
  statement: Pick<GroupStatement, 'statedBy'>,
): { role: Role | null; reason: string } => {
  if (actor.kind !== 'person') return no('Only a person can sign. Sign in to do it.')
  if (confirmation.second) return no('This was signed a second time already.')
  if (confirmation.secondFrom !== side) {
    return no(
      side === 'group'
        ? 'The second signature comes from the organisation itself.'
        : 'The second signature comes from the group, because nobody else of your organisation can give it.',
    )
  }
  const role = SECOND_ROLES.find((one) => actor.roles.includes(one))
  if (!role) return no('Your role does not sign here.')
  const people = [actor.id, actor.deputyFor?.[role]?.personId ?? actor.id]
  if (people.includes(confirmation.signedBy))
    return no('This was signed first by you or for you, so somebody else must sign second.')
  if (people.includes(statement.statedBy))
    return no('You stated what the group did, so somebody else must sign second.')
  return { role, reason: '' }
}

/** Name and role of somebody who signs. */
export const signer = (actor: Actor, role: Role) => ({
  by: actor.id,
  byName: signedName(actor, role),
  role,
})
