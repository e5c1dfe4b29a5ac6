import { sql, type RawBuilder } from 'kysely'
import type { Kept } from './model.js'
import type { EvidenceFile } from './subject.js'
import { subjectIn } from './subject.js'

/** The columns that say where something is kept. */
export const keptColumns = (kept: Kept) => ({
  organisation_id: kept.organisationId,
  scope: kept.scope,
  subject_id: kept.subjectId,
  deployment_id: kept.scope === 'deployment' ? kept.subjectId : null,
  requirement_id: kept.requirementId,
  part: kept.part,
})

/** Where the row of something says that it is kept. */
export const keptOf = (row: {
  organisation_id: string
  scope: string
  subject_id: string
  requirement_id: string
  part: string
}): Kept => ({
  organisationId: row.organisation_id,
  scope: row.scope as Kept['scope'],
  subjectId: row.subject_id,
  requirementId: row.requirement_id,
  part: row.part,
})

/** Whom the deputy who signed a row stood in for, or null. */
export const principalOf = (row: {
  on_behalf_of: string | null
  on_behalf_of_name: string | null
}): { personId: string; personName: string } | null =>
  row.on_behalf_of === null
    ? null
    : { personId: row.on_behalf_of, personName: row.on_behalf_of_name ?? '' }

/** Whether two things are kept in the same place. */
export const isKeptAt = (one: Kept, other: Kept): boolean =>
  one.organisationId === other.organisationId &&
  one.scope === other.scope &&
  one.subjectId === other.subjectId &&
  one.requirementId === other.requirementId &&
  one.part === other.part

/**
 * Holds for the rows that bear on a file: what its keeper says of the deployment, of itself, of the
 * supplier, and of every version of the product, since what was said of an earlier one is read as under
 * review.
 */
export const bearsOn = (file: EvidenceFile): RawBuilder<boolean> => {
  const subjects = [
    file.subject,
    ...(file.deployment ? [subjectIn(file, 'adopter'), subjectIn(file, 'supplier')] : []),
  ]
  const pairs = sql.join(
    subjects.map(({ scope, subjectId }) => sql`(${scope}::text, ${subjectId}::text)`),
  )
  const versions = file.product
    ? sql` or (scope = 'product_version' and subject_id in
        (select versions.id from versions where versions.product_id = ${file.product.id}))`
    : sql``
  return sql<boolean>`(organisation_id = ${file.organisationId} and ((scope, subject_id) in (${pairs})${versions}))`
}
