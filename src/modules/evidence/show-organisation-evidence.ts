import { z } from 'zod'
import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { evaluateApplies, type FactDefinition } from '#modules/framework/index.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'
import type { SubjectScope } from './model.js'
import { readOfferedAbout, type Offered } from './offered-store.js'
import { readDeploymentFacts, type DeploymentWithFacts } from './organisation-store.js'
import { EXPIRES_SOON_DAYS } from './rules.js'
import { showEvidence, type RequirementEvidence } from './show-evidence.js'
import { requireAskedRequirement } from './subject.js'

/** Something an organisation answers once for itself, with what of its own and of others rests on it. */
export interface OrganisationItem {
  item: RequirementEvidence
  /** Own deployments that ask it; none for a supplier. */
  askedBy: readonly DeploymentWithFacts[]
  /** Other organisations that accepted it. */
  reliedOnBy: readonly string[]
}

/** Something another organisation signed about itself and opens to the asker. */
export interface OpenedItem {
  signed: Offered
  name: string
}

/** Deployments that are looked through for what they ask; more than that is said. */
export const MOST_DEPLOYMENTS = 1000

/**
 * What an organisation answers once for itself: of one's own, with what relies on it; of another, what it
 * opens to the asker. Throws NotFound.
 */
export const showOrganisationEvidence = query({
  name: 'evidence.show-organisation-evidence',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, read, now, organisationId }, { id }) {
    const organisation = await requireOrganisation(db, id)
    const scope: SubjectScope = organisation.kind === 'supplier' ? 'supplier' : 'adopter'
    const today = londonDate(now)
    const framework = await agreedWayFor(db, organisationId())
    if (id !== organisationId()) {
      const offered = await readOfferedAbout(db, { organisationId: id, scope, subjectId: id })
      const opened = offered.map((signed): OpenedItem => ({
        signed,
        name: requireAskedRequirement(framework, signed).name,
      }))
      return { organisation, today, own: null, opened }
    }
    const { items, reliedOnBy } = await read(showEvidence, { scope, subjectId: id })
    const deployments = await readDeploymentFacts(db, id, MOST_DEPLOYMENTS)
    const own = items.map((item): OrganisationItem => ({
      item,
      askedBy: scope === 'adopter' ? whatAsks(item, deployments, framework.facts) : [],
      reliedOnBy: reliedOnBy.get(item.signed?.id ?? '') ?? [],
    }))
    return {
      organisation,
      today,
      own: { scope, items: own, deployments: deployments.length },
      opened: [],
    }
  },
})

/** The deployments that ask a requirement, going by their facts. Pure. */
export const whatAsks = (
  { requirement }: Pick<RequirementEvidence, 'requirement'>,
  deployments: readonly DeploymentWithFacts[],
  definitions: readonly FactDefinition[],
): readonly DeploymentWithFacts[] =>
  deployments.filter(
    ({ facts }) => evaluateApplies(requirement.applies, facts, definitions).applies,
  )

/** What ends within 90 days or has ended, the soonest first. Pure. */
export const whatRunsOut = (
  items: readonly OrganisationItem[],
  today: CalendarDate,
): { one: OrganisationItem; until: CalendarDate; isOver: boolean }[] => {
  const soon = addDays(today, EXPIRES_SOON_DAYS)
  return items
    .flatMap((one) => {
      const until = one.item.signed?.inDateUntil ?? null
      return until !== null && until <= soon ? [{ one, until, isOver: until < today }] : []
    })
    .toSorted((left, right) => left.until.localeCompare(right.until))
}
