/** What was found at a link. */
export const LINK_OUTCOMES = [
  'answers',
  'moved',
  'asks-sign-in',
  'gone',
  'no-answer',
  'not-looked-at',
] as const
export type LinkOutcome = (typeof LINK_OUTCOMES)[number]

/** What an HTTP status says of a link (RFC 9110, section 15). */
export const outcomeOf = (status: number): LinkOutcome => {
  if (status >= 200 && status < 300) return 'answers'
  if (status === 416) return 'answers'
  if (status >= 300 && status < 400) return 'moved'
  if (status === 401 || status === 403) return 'asks-sign-in'
  return status === 404 || status === 410 ? 'gone' : 'no-answer'
}

/**
 * Whether a link is dead: nothing is there any more, or it did not answer at two looks in a row, so that a
 * server that is down for an hour is not taken for gone. Null where nobody could look.
 */
export const isDead = (outcome: LinkOutcome, before: LinkOutcome | null): boolean | null => {
  if (outcome === 'not-looked-at') return null
  return (
    outcome === 'gone' || (outcome === 'no-answer' && (before === outcome || before === 'gone'))
  )
}

/** The outcome as people read it beside the link. */
export const OUTCOME_WORDS: Readonly<Record<LinkOutcome, string>> = {
  answers: 'The link answers',
  moved: 'The link leads on to another address, which was not followed',
  'asks-sign-in': 'The link answers and asks for a sign-in',
  gone: 'There is nothing at this link any more',
  'no-answer': 'The link does not answer',
  'not-looked-at': 'Not looked at: the link leads inside a network',
}
