import type { CalendarDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { readReviews } from '#modules/evidence/index.js'
import type { ReadDb } from '#registry/handles.js'
import { readReviewsOfForm, type ReviewOfForm } from './list-store.js'
import type { FilledForm } from './model.js'

/**
 * What an organisation must look at again of what guided forms answer, with the form of each: the same
 * reviews that Home and letters tell of, so that a form is in review in every place or in none.
 */
export const reviewsOfForms = async (
  db: ReadDb,
  organisationId: string,
  today: CalendarDate,
): Promise<ReviewOfForm[]> => {
  const framework = await agreedWayFor(db, organisationId)
  const reviews = await readReviews(db, { organisationId, framework, today })
  return reviews.flatMap((review) => {
    const { form } = framework.requirements.find(({ id }) => id === review.requirementId) ?? {}
    return form ? [{ ...review, formId: form }] : []
  })
}

/** What of one form must be looked at again; nothing before it is finished, or once it has changed since. */
export const reviewsOf = async (
  db: ReadDb,
  { id, organisationId, revision, finishedRevision }: FilledForm,
  today: CalendarDate,
): Promise<ReviewOfForm[]> =>
  revision === finishedRevision
    ? readReviewsOfForm(db, id, await reviewsOfForms(db, organisationId, today))
    : []
