import type { CalendarDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { acceptanceState, changedSince, type AcceptanceState } from './acceptance-rules.js'
import { readAllAcceptances, type Acceptance } from './acceptance-store.js'
import { readLeftBehind, type LeftBehindRow } from './left-behind-store.js'
import type { Subject, SignedAnswer } from './model.js'
import { readSources } from './offered-store.js'
import { readDoubtful, readPlacesSigned } from './review-store.js'
import { findAskedRequirement } from './subject.js'

/** Something that an organisation holds and must look at again; where it is kept, what it is, and why. */
export interface Review extends Subject {
  kind: 'signed' | 'left-behind' | 'accepted'
  requirementId: string
  part: string
  /** The name of what is asked. */
  name: string
  /** The product, with its version where it is about one, or the organisation; empty for what is relied on. */
  about: string
  word: 'Under review' | 'Expired'
  /** Why, in words that follow “since”; for what has expired its last day. */
  because: string
  /** Whose work is relied on; null where it was signed here. */
  sourceName: string | null
  /** A deployment that asks for it; null where it is looked at where it is kept. */
  deploymentId: string | null
}

/**
 * The one answer to what an organisation must look at again: what it signed or relies on that is under
 * review or has expired, stored or only following from another requirement, form or version. Gates say the
 * same of each (`on-file.ts`): reliance that stands counts before one's own, which otherwise speaks for
 * itself. What is asked no longer is left out.
 */
export const readReviews = async (
  db: ReadDb,
  { organisationId, framework, today }: Where,
): Promise<Review[]> => {
  const held = await readHeld(db, { organisationId, framework, today })
  const stands = new Set(held.filter(({ state }) => state.state === 'stands').map(placeOf))
  const signed = (await readDoubtful(db, organisationId, framework, today)).filter(
    (one) => !stands.has(placeOf(one)),
  )
  const behind = await readLeftBehind(db, organisationId)
  const places = new Set((await readPlacesSigned(db, organisationId, held)).map(placeOf))
  const relied = held.filter((one) => !places.has(placeOf(one)))
  const named = <One extends { requirementId: string; part: string }>(
    some: readonly One[],
    review: (one: One) => Omit<Review, 'name'> | null,
  ): Review[] =>
    some.flatMap((one) => {
      const requirement = findAskedRequirement(framework, one)
      const found = requirement && review(one)
      return found ? [{ ...found, name: requirement.name }] : []
    })
  return [
    ...named(signed, (one) => signedReview(one, framework, today)),
    ...named(behind, behindReview),
    ...named(relied, heldReview),
  ]
}

interface Where {
  organisationId: string
  framework: Framework
  today: CalendarDate
}

/** Reliance with what it comes to. */
type Held = Acceptance & { state: AcceptanceState }

const readHeld = async (
  db: ReadDb,
  { organisationId, framework, today }: Where,
): Promise<Held[]> => {
  const all = await readAllAcceptances(db, organisationId)
  const sources = await readSources(
    db,
    all.map(({ answerId }) => answerId),
  )
  return all.flatMap((one) => {
    const requirement = findAskedRequirement(framework, one)
    const source = sources.get(one.answerId)
    if (!requirement) return []
    return [{ ...one, state: acceptanceState(one, source, { requirement, framework }, today) }]
  })
}

const signedReview = (
  one: SignedAnswer & { about: string },
  framework: Framework,
  today: CalendarDate,
): Omit<Review, 'name'> | null => {
  const requirement = findAskedRequirement(framework, one)
  const since =
    one.reviewSince ?? (requirement ? changedSince(one, { requirement, framework }) : null)
  const until = one.inDateUntil !== null && one.inDateUntil < today ? one.inDateUntil : null
  const because = since ?? until
  if (because === null) return null
  const { about } = one
  const word = since === null ? 'Expired' : 'Under review'
  return { ...whereOf(one), kind: 'signed', about, word, because, sourceName: null }
}

const behindReview = (one: LeftBehindRow): Omit<Review, 'name'> => ({
  ...whereOf({ ...one, scope: 'product_version', subjectId: one.versionId }),
  kind: 'left-behind',
  about: one.about,
  word: 'Under review',
  because: `${one.sourceName === null ? 'signed' : `accepted from ${one.sourceName}`} for version ${one.earlier}`,
  sourceName: one.sourceName,
  deploymentId: one.deploymentId,
})

const heldReview = (one: Held): Omit<Review, 'name'> | null => {
  const { state, sourceName } = one
  if (state.state === 'stands') return null
  const [word, because] =
    state.state === 'expired'
      ? (['Expired', state.until] as const)
      : (['Under review', state.since] as const)
  return { ...whereOf(one), kind: 'accepted', about: '', word, because, sourceName }
}

const whereOf = (one: Subject & { requirementId: string; part: string }) => ({
  scope: one.scope,
  subjectId: one.subjectId,
  requirementId: one.requirementId,
  part: one.part,
  deploymentId: null,
})

const placeOf = (one: Subject & { requirementId: string; part: string }): string =>
  [one.scope, one.subjectId, one.requirementId, one.part].join(' ')
