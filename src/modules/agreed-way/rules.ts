import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import type { GroupMember, Proposal, Response } from './model.js'

/** What an organisation of the group has said last. */
export interface GroupAnswer {
  readonly member: GroupMember
  /** Null where it has not answered. */
  readonly answer: Response | null
}

/** The group with the last answer of each organisation. Pure. */
export const groupAnswers = (
  proposal: Pick<Proposal, 'groupMembers'>,
  responses: readonly Response[],
): GroupAnswer[] =>
  proposal.groupMembers.map((member) => ({
    member,
    answer:
      responses.findLast((one) => one.organisationId === member.id && one.kind !== 'comment') ??
      null,
  }))

/** Throws NotAllowed for an API key or a job: what is said in somebody's name is said in person. */
export const requirePerson = (actor: Actor, act: string): void => {
  if (actor.kind === 'person') return
  throw new NotAllowed(`Only a person can ${act}. Sign in to do it.`)
}
