import { z } from 'zod'
import type { FrameworkDifference } from '#modules/framework/index.js'
import type { Proposal, Response } from './model.js'

/** A proposal without its content. */
export const proposalAnswer = z.object({
  id: z.string(),
  number: z.number(),
  system: z.string(),
  kind: z.string(),
  title: z.string(),
  reason: z.string(),
  national_version: z.string(),
  comments_until: z.string(),
  group: z.string(),
  group_members: z.array(z.object({ id: z.string(), name: z.string() })),
  proposed_by: z.string(),
  proposed_at: z.iso.datetime(),
  state: z.string(),
  settled_by: z.string().nullable(),
  settled_because: z.string().nullable(),
  in_force_from: z.string().nullable(),
})

/** What somebody said about a proposal. */
export const responseAnswer = z.object({
  id: z.string(),
  organisation: z.string(),
  kind: z.string(),
  words: z.string(),
  by: z.string(),
  role: z.string(),
  at: z.iso.datetime(),
})

const named = z.object({ id: z.string(), name: z.string() })

/** What one version adds to, drops from and changes in another. */
export const differenceAnswer = z.object({
  before: z.string(),
  after: z.string(),
  added: z.array(named),
  dropped: z.array(named),
  changed: z.array(named.extend({ parts: z.array(z.string()) })),
  other: z.array(z.string()),
})

/** A proposal as the API answers it. */
export const wordedProposal = (one: Proposal): z.input<typeof proposalAnswer> => ({
  id: one.id,
  number: one.number,
  system: one.systemName,
  kind: one.kind,
  title: one.title,
  reason: one.reason,
  national_version: one.nationalVersion,
  comments_until: one.commentsUntil,
  group: one.groupName,
  group_members: one.groupMembers.map(({ id, name }) => ({ id, name })),
  proposed_by: one.proposedByName,
  proposed_at: one.proposedAt.toISOString(),
  state: one.state,
  settled_by: one.settledByName,
  settled_because: one.settledBecause,
  in_force_from: one.inForceFrom,
})

/** A comment or an answer as the API answers it. */
export const wordedResponse = (one: Response): z.input<typeof responseAnswer> => ({
  id: one.id,
  organisation: one.organisationName,
  kind: one.kind,
  words: one.words,
  by: one.personName,
  role: one.role,
  at: one.saidAt.toISOString(),
})

/** A difference as the API answers it: what, and in which parts, not every word of it. */
export const wordedDifference = (one: FrameworkDifference): z.input<typeof differenceAnswer> => ({
  before: one.before,
  after: one.after,
  added: one.added.map(({ id, name }) => ({ id, name })),
  dropped: one.dropped.map(({ id, name }) => ({ id, name })),
  changed: one.changed.map(({ after, parts }) => ({
    id: after.id,
    name: after.name,
    parts: parts.map(({ part }) => part),
  })),
  other: [...one.other],
})
