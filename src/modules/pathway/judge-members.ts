import type { GateFacts } from './gate-facts.js'

/** Why the organisations a deployment covers hold a gate up, or null: one at least has confirmed. */
export const membersInTheWay = ({ members }: GateFacts): string | null => {
  if (!members) return null
  const { confirmed, changed, statedOn } = members
  if (statedOn === null) return 'Nothing is stated yet to the organisations it covers.'
  if (changed.length > 0)
    return `What was stated to the organisations it covers has changed since: ${changed.join('; ')}. State it to them again.`
  if (confirmed.length > 0) return null
  return `None of the organisations it covers has confirmed. ${notLive(members)}`
}

/** Which organisations confirmed and where it is not live, as the passed check says it. */
export const membersInWords = ({ members }: GateFacts): string =>
  members === null
    ? 'It covers no other organisation.'
    : `Confirmed by ${shown(members.confirmed)}. ${notLive(members)}`.trim()

const SHOWN = 10

const shown = (names: readonly string[]): string => {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return `${names.slice(0, SHOWN).join(', ')}${more}`
}

const notLive = ({ waiting }: NonNullable<GateFacts['members']>): string =>
  waiting.length === 0
    ? ''
    : `Not live at ${shown(waiting.map(({ name, why }) => `${name} (${why})`))}.`
