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
