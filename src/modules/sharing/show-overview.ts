import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { addDays, londonDate } from '#kernel/time.js'
import type { Allow } from '#kernel/actor.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import {
  countByStage,
  countFacts,
  readNeedingAttention,
  readSameThings,
} from '#modules/deployments/index.js'
import { readPressingConcerns, readUnanswered } from '#modules/concerns/index.js'
import { countOpenOpportunities } from '#modules/opportunities/index.js'
import { query } from '#registry/query.js'
import type { ReadDb } from '#registry/handles.js'
import { attentionLines } from './attention.js'
import { COLUMNS, type ColumnId, type Overview, type OrganisationCounts } from './model.js'
import {
  readAttentionCounts,
  readCurrentSystems,
  readHeldBack,
  readMembers,
  type NamedOrganisation,
} from './store.js'

/** Who sees overviews: everybody in an NHS organisation; suppliers are no partners. */
export const MAY_SEE_OVERVIEWS: Allow = MEMBER_ROLES.filter((role) => role !== 'supplier-contact')

/** Days in which something counts as ending soon, and in which a decision counts as due. */
const SOON_DAYS = 30
const DUE_DAYS = 7
const MOST_READ = 5000

/** The yes-or-no facts whose answers an overview counts. */
const COUNTED_FACTS = ['realCare', 'medicalDevice', 'personalData', 'patientFacing', 'generative']

/** The systems of the asker's organisation. */
export const systemsHere = query({
  name: 'sharing.systems-here',
  allow: MAY_SEE_OVERVIEWS,
  input: z.object({}),
  run: ({ db }) => readCurrentSystems(db),
})

/** Where everything of the asker's own organisation is, and what needs attention. */
export const showOrganisationOverview = query({
  name: 'sharing.show-organisation-overview',
  allow: MAY_SEE_OVERVIEWS,
  input: z.object({}),
  async run({ db, actor, now, organisationId }): Promise<Overview> {
    const own = { id: organisationId(), name: actor.organisationName ?? '' }
    return overviewOf(db, now, own.name, null, [own])
  },
})

/** Where everything in a system is, as its members share it, and what needs attention. Throws NotFound. */
export const showSystemOverview = query({
  name: 'sharing.show-system-overview',
  allow: MAY_SEE_OVERVIEWS,
  input: z.object({ system: z.string().max(60).optional() }),
  async run({ db, now }, { system: wanted }): Promise<Overview> {
    const systems = await readCurrentSystems(db)
    const system = wanted ? systems.find((one) => one.id === wanted) : systems[0]
    if (!system) throw new NotFound('Your organisation does not belong to that system.')
    return overviewOf(db, now, system.name, system.id, await readMembers(db, system.id))
  },
})

const overviewOf = async (
  db: ReadDb,
  now: Date,
  name: string,
  systemId: string | null,
  members: readonly NamedOrganisation[],
): Promise<Overview> => {
  const ids = members.map((one) => one.id)
  const today = londonDate(now)
  const soon = addDays(today, SOON_DAYS)
  const dueBy = addDays(today, DUE_DAYS)
  const counts = await readAttentionCounts(db, soon)
  const marked = counts.map((one) => one.deploymentId)
  const of = { organisationIds: ids, dueBy, ids: marked }
  const deployments = await readNeedingAttention(db, of, MOST_READ + 1)
  const stages = await countByStage(db, ids)
  const rows = await rowsOf(db, members, stages)
  return {
    name,
    systemId,
    rows,
    members: members.length,
    silent: members.length - rows.length,
    heldBack: systemId ? await readHeldBack(db, systemId) : { deployments: 0, opportunities: 0 },
    facts: await countFacts(db, ids, COUNTED_FACTS),
    inUseBeforeAssessment: stages.reduce((sum, one) => sum + one.inUseBeforeAssessment, 0),
    lines: attentionLines({
      today,
      soon,
      dueBy,
      deployments: deployments.slice(0, MOST_READ),
      counts,
      alerts: await readUnanswered(db, ids),
      concerns: systemId ? [] : await readPressingConcerns(db, ids, today),
      sameThings: systemId ? await readSameThings(db, ids) : [],
    }),
    isCut: deployments.length > MOST_READ,
  }
}

const rowsOf = async (
  db: ReadDb,
  members: readonly NamedOrganisation[],
  stages: Awaited<ReturnType<typeof countByStage>>,
): Promise<OrganisationCounts[]> => {
  const opportunities = await countOpenOpportunities(
    db,
    members.map((one) => one.id),
  )
  const countOf = (organisationId: string, column: ColumnId): number =>
    column === 'opportunity'
      ? (opportunities.find((one) => one.organisationId === organisationId)?.count ?? 0)
      : (stages.find((one) => one.organisationId === organisationId && one.stage === column)
          ?.count ?? 0)
  return members
    .map((one) => ({
      organisationId: one.id,
      organisationName: one.name,
      counts: Object.fromEntries(
        COLUMNS.map((column) => [column, countOf(one.id, column)]),
      ) as Record<ColumnId, number>,
    }))
    .filter((row) => Object.values(row.counts).some((count) => count > 0))
}
