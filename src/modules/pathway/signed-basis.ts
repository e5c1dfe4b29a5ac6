import type { Assessed } from './assess-requirement.js'
import type { GateAssessment, GateItem } from './gate-assessment.js'
import type { SignedBasis } from './gate-facts.js'

const STANDS: readonly Assessed['place'][] = ['met', 'accepted', 'unmet', 'excepted']

/**
 * What stands at a gate, as marks by item: how it was judged, on which edition, signed or accepted by
 * whom, and by which exception. A signature keeps the marks it was given on. Pure.
 */
export const basisOf = (asked: readonly Assessed[]): SignedBasis =>
  Object.fromEntries(
    asked
      .filter(({ place, item }) => STANDS.includes(place) && item.blocking)
      .map(({ place, item }) => [
        item.requirementId,
        [
          place,
          item.edition ?? '',
          ...item.signatures.map((one) => `${one.personId}@${one.on}`),
          item.exception ? `${item.exception.grantedBy.personId}>${item.exception.until}` : '',
        ].join('|'),
      ]),
  )

const at = (place: Assessed['place'], items: readonly GateItem[]): Assessed[] =>
  items.filter((item) => item.kind !== 'sign-off').map((item) => ({ place, item }))

/** The marks of a whole assessment, as a signature on it keeps them. */
export const basisOfAssessment = (assessment: GateAssessment): SignedBasis => {
  return basisOf([
    ...at('met', assessment.met),
    ...at('accepted', assessment.accepted),
    ...at('unmet', assessment.unmet),
    ...at('excepted', assessment.excepted),
  ])
}

/** What changed at a gate since it was signed, each in words; empty when nothing did. */
export const changedSince = (basis: SignedBasis, asked: readonly Assessed[]): string[] => {
  const now = basisOf(asked)
  const nameOf = (id: string) =>
    asked.find(({ item }) => item.requirementId === id)?.item.name ?? id
  const different = asked
    .filter(({ item: { requirementId: id } }) => id in now && id in basis && now[id] !== basis[id])
    .map(({ place, item }) =>
      place === 'unmet' ? `${item.name} (${item.sentence})` : `${item.name} (changed since)`,
    )
  const added = Object.keys(now).filter((id) => !(id in basis))
  const gone = Object.keys(basis).filter((id) => !(id in now))
  return [
    ...different,
    ...added.map((id) => `${nameOf(id)} (asked for since)`),
    ...gone.map((id) => `${nameOf(id)} (no longer asked for)`),
  ]
}
