import { isRole } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import type { CharterAtGate } from '#modules/collaborations/index.js'
import type { AnswerState } from '#modules/evidence/index.js'
import type { GateFacts, Signature } from './gate-facts.js'

type Charter = Pick<GateFacts, 'charter'>

/** The charter tests that do not pass; nobody may except them (product.md, rule 2). */
export const charterInTheWay = ({ charter }: Charter): string | null => {
  const open = (charter?.tests ?? []).filter((one) => one.state !== 'pass')
  if (open.length === 0) return null
  return open
    .map(({ test, state, because }) => {
      return `${test} ${state === 'fail' ? 'fails' : 'is not answered'}: ${because}`
    })
    .join(' ')
}

/** The sentence of the check where there is no charter: it is said, and not taken for a pass. */
export const notUnderCharter = ({ charter }: Charter): string | null =>
  charter ? null : 'It does not belong to a collaboration under a charter.'

/** Everybody whose answer the tests rest on; none of them may decide on it. */
export const charterSignatures = ({ charter }: Charter): Signature[] =>
  (charter?.tests ?? []).flatMap(({ said }) =>
    said && isRole(said.saidByRole)
      ? [
          {
            personId: said.saidBy,
            personName: said.saidByName,
            role: said.saidByRole,
            on: londonDate(said.saidAt),
          },
        ]
      : [],
  )

/**
 * What was said to the tests as the answer to R38, so that nobody is asked twice. Whether the tests
 * pass is not R38's: the check `charter-kept` says it.
 */
export const charterAsAnswer = (state: AnswerState, charter: CharterAtGate): AnswerState => {
  const signatures = charterSignatures({ charter })
  const latest = signatures.toSorted((one, other) => (one.on < other.on ? 1 : -1))[0]
  const said = charter.tests.flatMap((one) => (one.said ? [{ ...one, said: one.said }] : []))
  return {
    ...state,
    answers: latest
      ? {
          values: Object.fromEntries(
            said.map(({ test, because, said: { answer } }) => [
              test.toLowerCase(),
              test === 'C3' ? answer : because,
            ]),
          ),
          answeredOn: latest.on,
        }
      : null,
    edition: said.map((one) => `${one.test}@${one.said.saidAt.toISOString()}`).join(' ') || null,
    signature: said.length === charter.tests.length ? (latest ?? null) : null,
    document: null,
    notApplicable: null,
    underReview: null,
  }
}
