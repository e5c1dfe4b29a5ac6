import type { ReadDb, Tx } from '#registry/handles.js'
import type { Level } from './clinical-safety-data.js'
import { isAsTheGroupHasIt } from './content.js'
import type { Acceptance, AcceptingRole, Hazard } from './model.js'

/** The acceptances of some hazards, oldest first, by hazard. */
export const readAcceptances = async (
  db: ReadDb,
  hazardIds: readonly string[],
): Promise<Map<string, Acceptance[]>> => {
  const rows =
    hazardIds.length === 0
      ? []
      : await db
          .selectFrom('hazard_acceptances')
          .selectAll()
          .where('hazard_id', 'in', [...hazardIds])
          .orderBy('id')
          .execute()
  const found = new Map<string, Acceptance[]>()
  for (const row of rows) {
    const list = found.get(row.hazard_id) ?? []
    list.push({
      hazardRevision: row.hazard_revision,
      risk: row.risk as Level,
      role: row.role as AcceptingRole,
      personId: row.person_id,
      personName: row.person_name,
      onBehalfOf:
        row.on_behalf_of === null
          ? null
          : { personId: row.on_behalf_of, personName: row.on_behalf_of_name ?? '' },
      reason: row.reason,
      on: row.accepted_on,
    })
    found.set(row.hazard_id, list)
  }
  return found
}

/** Writes an acceptance of a hazard as it stands. */
export const insertAcceptance = async (
  tx: Tx,
  hazard: Pick<Hazard, 'id' | 'organisationId'>,
  acceptance: Acceptance & { id: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('hazard_acceptances')
    .values({
      id: acceptance.id,
      organisation_id: hazard.organisationId,
      hazard_id: hazard.id,
      hazard_revision: acceptance.hazardRevision,
      risk: acceptance.risk,
      role: acceptance.role,
      person_id: acceptance.personId,
      person_name: acceptance.personName,
      on_behalf_of: acceptance.onBehalfOf?.personId ?? null,
      on_behalf_of_name: acceptance.onBehalfOf?.personName ?? null,
      reason: acceptance.reason,
      accepted_on: acceptance.on,
      accepted_at: acceptance.at,
    })
    .execute()
}

/** An acceptance that counts. */
export type StandingAcceptance = Pick<
  Acceptance,
  'role' | 'risk' | 'personId' | 'personName' | 'onBehalfOf' | 'on'
>

/** The acceptances that count: of the hazard as it stands now, the group's where it stands as the group has it. */
export const standingAcceptances = (
  hazard: Hazard,
  all: readonly Acceptance[],
): StandingAcceptance[] => [
  ...all.filter((one) => one.hazardRevision === hazard.revision),
  ...(isAsTheGroupHasIt(hazard) && hazard.reviewSince === null
    ? (hazard.source?.acceptances ?? [])
    : []
  ).map(({ name, onBehalfOf = null, ...one }) => ({
    ...one,
    personName: `${name}, for the group`,
    onBehalfOf,
  })),
]
