import type { OpenHazardFact } from '#modules/hazards/index.js'
import type { GateFacts } from './gate-facts.js'

const SHOWN = 5

/** Hazards that are not acceptable at all: nobody may except them (product.md, rule 2). */
export const unacceptableHazards = ({ hazards }: GateFacts): string | null =>
  inWords(hazards.standInTheWay.filter((one) => one.word === 'not-acceptable'))

/**
 * Hazards that are not scored, under review, too high or not accepted, by the organisation's criteria.
 * A risk that only blocks going live does not hold up a pilot that touches no real care.
 */
export const hazardsInTheWay = ({ hazards, stage, deployment }: GateFacts): string | null => {
  const offLine = stage === 'assess' && deployment['realCare'] === false
  return inWords(
    hazards.standInTheWay.filter(
      (one) => one.word !== 'not-acceptable' && !(offLine && one.word === 'too-high'),
    ),
  )
}

/** The sentence of a check that passes with nothing logged: it is said, and not taken for an answer. */
export const nothingLogged = ({ hazards }: GateFacts): string | null =>
  hazards.counted === 0
    ? 'No hazard is logged here. The clinical safety file is asked for on its own.'
    : null

const inWords = (open: readonly OpenHazardFact[]): string | null => {
  if (open.length === 0) return null
  const shown = open.slice(0, SHOWN).map((one) => `${one.reference}: ${one.missing}`)
  const more = open.length > SHOWN ? ` And ${open.length - SHOWN} more.` : ''
  return `${shown.join(' ')}${more}`
}
