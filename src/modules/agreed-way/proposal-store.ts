import { Conflict, NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import {
  agreedWay,
  layerOfText,
  versionOfContent,
  type Framework,
} from '#modules/framework/index.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { GroupMember, Proposal, Response } from './model.js'
import { digestOfWay, type Way } from './way-in-force.js'

/** The changes proposed in the systems that the asker belongs to, newest first; at most so many. */
export const readProposals = async (
  db: ReadDb,
  systemId: string,
  before: number | null,
  most: number,
): Promise<Proposal[]> => {
  let rows = proposalRows(db).where('p.organisation_id', '=', systemId)
  if (before !== null) rows = rows.where('p.number', '<', before)
  return (await rows.orderBy('p.number', 'desc').limit(most).execute()).map(toProposal)
}

/** A proposal of a system one belongs to. Throws NotFound. */
export const requireProposal = async (db: ReadDb, id: string): Promise<Proposal> => {
  const row = await proposalRows(db).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such proposal in your system.')
  return toProposal(row)
}

/** What would be in force, or is, by a proposal. Throws NotFound. */
export const readWayOf = async (db: ReadDb, id: string): Promise<Way> => {
  const row = await db
    .selectFrom('way_proposals')
    .select(['national_content', 'layer'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such proposal in your system.')
  return {
    national: versionOfContent(row.national_content),
    layer: row.layer === '' ? null : layerOfText(row.layer),
    layerText: row.layer,
  }
}

/** The first version that was installed here. */
export const firstInstalled = async (db: ReadDb): Promise<Framework> => {
  const row = await db
    .selectFrom('installed_versions')
    .select('content')
    .orderBy('installed_at')
    .orderBy('digest')
    .limit(1)
    .executeTakeFirst()
  return row ? versionOfContent(row.content) : agreedWay()
}

/** The number that the next proposal of a system gets. */
export const nextNumber = async (db: ReadDb, systemId: string): Promise<number> => {
  const row = await db
    .selectFrom('way_proposals')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('organisation_id', '=', systemId)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

/** Adds a proposal with the whole of what would be in force. */
export const insertProposal = async (
  tx: Tx,
  proposal: Proposal,
  way: Way,
  proposedBy: string,
): Promise<void> => {
  await tx
    .insertInto('way_proposals')
    .values({
      id: proposal.id,
      organisation_id: proposal.systemId,
      number: proposal.number,
      kind: proposal.kind,
      title: proposal.title,
      reason: proposal.reason,
      national_content: JSON.stringify(way.national),
      national_version: proposal.nationalVersion,
      layer: way.layerText,
      digest: digestOfWay(way.national, way.layerText),
      based_on: proposal.basedOn,
      comments_until: proposal.commentsUntil,
      group_name: proposal.groupName,
      group_members: JSON.stringify(proposal.groupMembers),
      proposed_by: proposedBy,
      proposed_by_name: proposal.proposedByName,
      proposed_at: proposal.proposedAt,
    })
    .execute()
}

/** Ends an open proposal. Throws Conflict when somebody was first. */
export const settleProposal = async (
  tx: Tx,
  id: string,
  settled: { state: 'adopted' | 'withdrawn'; by: string; at: Date; because: string; from?: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('way_proposals')
    .set({
      state: settled.state,
      settled_by_name: settled.by,
      settled_at: settled.at,
      settled_because: settled.because,
      in_force_from: settled.from ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This proposal is not open any more.')
}

/** Everything said about a proposal, oldest first. */
export const readResponses = async (db: ReadDb, proposalId: string): Promise<Response[]> => {
  const rows = await db
    .selectFrom('way_responses')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .orderBy('id')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    kind: row.kind as Response['kind'],
    words: row.words,
    personName: row.person_name,
    role: row.role as Role,
    saidAt: row.said_at,
  }))
}

/** Adds a comment or an answer. */
export const insertResponse = async (
  tx: Tx,
  proposal: Pick<Proposal, 'id' | 'systemId'>,
  response: Response,
  personId: string,
): Promise<void> => {
  await tx
    .insertInto('way_responses')
    .values({
      id: response.id,
      organisation_id: response.organisationId,
      system_id: proposal.systemId,
      proposal_id: proposal.id,
      kind: response.kind,
      words: response.words,
      person_id: personId,
      person_name: response.personName,
      organisation_name: response.organisationName,
      role: response.role,
      said_at: response.saidAt,
    })
    .execute()
}

const proposalRows = (db: ReadDb) =>
  db
    .selectFrom('way_proposals as p')
    .innerJoin('organisations as o', 'o.id', 'p.organisation_id')
    .select([
      'p.id',
      'p.organisation_id',
      'p.number',
      'p.kind',
      'p.title',
      'p.reason',
      'p.national_version',
      'p.based_on',
      'p.comments_until',
      'p.group_name',
      'p.group_members',
      'p.proposed_by_name',
      'p.proposed_at',
      'p.state',
      'p.settled_by_name',
      'p.settled_at',
      'p.settled_because',
      'p.in_force_from',
      'o.name as system_name',
    ])

type ProposalRow = Awaited<ReturnType<ReturnType<typeof proposalRows>['executeTakeFirstOrThrow']>>

const toProposal = (row: ProposalRow): Proposal => ({
  id: row.id,
  systemId: row.organisation_id,
  systemName: row.system_name,
  number: row.number,
  kind: row.kind as Proposal['kind'],
  title: row.title,
  reason: row.reason,
  nationalVersion: row.national_version,
  basedOn: row.based_on,
  commentsUntil: row.comments_until,
  groupName: row.group_name,
  groupMembers: row.group_members as unknown as GroupMember[],
  proposedByName: row.proposed_by_name,
  proposedAt: row.proposed_at,
  state: row.state as Proposal['state'],
  settledByName: row.settled_by_name,
  settledAt: row.settled_at,
  settledBecause: row.settled_because,
  inForceFrom: row.in_force_from,
})
