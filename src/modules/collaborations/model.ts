import { z } from 'zod'
import type { Allow } from '#kernel/actor.js'
import { freeText } from '#kernel/identifiable-data.js'
import type { CalendarDate } from '#kernel/time.js'
import { revisionField, ticked } from '#modules/opportunities/index.js'

/** An agreement between parties; deployments and opportunities can belong to it. */
export interface Collaboration {
  id: string
  /** The organisation that leads it: it set it up, edits it and asks parties. */
  organisationId: string
  organisationName: string
  name: string
  purpose: string
  /** Whether the four charter tests are enforced on everything that belongs to it. */
  underCharter: boolean
  termFrom: CalendarDate
  termUntil: CalendarDate | null
  reviewDue: CalendarDate
  /** Counts name, purpose, term and charter as they changed; signatures are of one wording. */
  wording: number
  endedOn: CalendarDate | null
  endReason: string | null
  endedByName: string | null
  setUpByName: string
  setUpAt: Date
  revision: number
}

/** Where a party stands. */
export type PartyState = 'invited' | 'agreed' | 'declined' | 'left'

/** An organisation that is, was or was asked to be a party. */
export interface Party {
  id: string
  organisationId: string
  organisationName: string
  organisationKind: string
  state: PartyState
  invitedByName: string
  invitedAt: Date
  answeredByName: string | null
  answeredAt: Date | null
  leftAt: Date | null
  leftByName: string | null
  leftReason: string | null
}

/** Who signed for a party, in which role, and which wording. */
export interface PartySignature {
  organisationId: string
  organisationName: string
  wording: number
  signedByName: string
  role: string
  signedAt: Date
}

/** The four tests of the charter of 25 April 2024 (field.md section 3). */
export const CHARTER_TESTS = ['C1', 'C2', 'C3', 'C4'] as const

/** One of the four tests of the charter. */
export type CharterTest = (typeof CHARTER_TESTS)[number]

/** The answers each test can have; C2 is answered with an organisation. */
export const CHARTER_ANSWERS = {
  C1: ['non-clinical', 'clinical'],
  C2: ['controller'],
  C3: ['synthetic', 'anonymised-aggregate', 'none', 'personal'],
  C4: ['not-medical', 'medical'],
} as const satisfies Record<CharterTest, readonly string[]>

/** What somebody said to a test. */
export interface CharterAnswer {
  test: CharterTest
  answer: string
  /** The organisation named as controller; C2 only. */
  controllerId: string | null
  reason: string
}

/** A telling that is kept: who said it, in which role, and when. */
export interface SaidAnswer extends CharterAnswer {
  saidBy: string
  saidByName: string
  saidByRole: string
  saidAt: Date
}

/** Who sets up, edits and ends a collaboration for the organisation that leads it, and asks parties. */
export const MAY_LEAD: Allow = ['administrator', 'executive-sponsor', 'system-ai-lead']

/** Who consents for an organisation, and leaves for it. */
export const MAY_CONSENT: Allow = ['administrator']

/** Who signs for a party. */
export const MAY_SIGN: Allow = ['executive-sponsor', 'administrator']

/** Who answers the charter tests: those who sign R38 in the agreed way. */
export const MAY_ANSWER: Allow = ['information-governance-lead', 'executive-sponsor']

/** Who lets something belong to a collaboration, or takes it out. */
export const MAY_ENTER: Allow = [
  'deployment-owner',
  'information-governance-lead',
  'executive-sponsor',
]

const id = z.string().max(60)
const day = (what: string) => z.iso.date(`Enter ${what} as a day, month and year.`)
const reason = freeText('the reason', 2000)

const wording = {
  name: freeText('a name', 200),
  purpose: freeText('what it is for', 4000),
  termFrom: day('when it begins'),
  termUntil: z
    .union([z.literal(''), day('when it ends')])
    .nullish()
    .transform((value) => value || null),
  reviewDue: day('when it is reviewed next'),
  underCharter: ticked,
}

/** What setting up takes. */
export const setUpInput = z.object(wording)

/** What editing takes. */
export const editInput = z.object({ id, revision: revisionField, ...wording })

/** A collaboration by its id. */
export const collaborationInput = z.object({ id })

/** What asking an organisation to be a party takes. */
export const invitePartyInput = z.object({ id, organisationId: id.min(1, 'Choose the party.') })

/** What answering that takes. */
export const answerInvitationInput = z.object({
  id,
  answer: z.enum(['agree', 'decline'], { error: 'Say whether your organisation agrees.' }),
})

/** What leaving, or ending, takes. */
export const withReasonInput = z.object({ id, reason })

/** What taking a party out takes. */
export const removePartyInput = withReasonInput.extend({ organisationId: id })

const optional = <Value extends string>(values: readonly [Value, ...Value[]], message: string) =>
  z
    .union([z.enum(values, { error: message }), z.literal('')])
    .nullish()
    .transform((value) => value || null)

const because = freeText('the reason', 2000, 0).default('')

/** The answers to the four tests; one that is left out is not answered. */
export const charterAnswersInput = z.object({
  c1: optional(CHARTER_ANSWERS.C1, 'Say whether the use is clinical.'),
  c1Reason: because,
  /** The organisation that is the controller at all times. */
  c2: id.nullish().transform((value) => value || null),
  c2Reason: because,
  c3: optional(CHARTER_ANSWERS.C3, 'Say which data the trial uses.'),
  c3Reason: because,
  c4: optional(CHARTER_ANSWERS.C4, 'Say whether its purpose makes it a medical device.'),
  c4Reason: because,
})

/** What letting something belong to a collaboration takes: one of the two ids, and answers. */
export const enterInput = charterAnswersInput.extend({
  id,
  deploymentId: id.nullish().transform((value) => value || null),
  opportunityId: id.nullish().transform((value) => value || null),
})

/** What answering one test takes. For C2 the answer is the organisation's id. */
export const answerTestInput = z.object({
  entryId: id,
  test: z.enum(CHARTER_TESTS, { error: 'Choose one of the tests C1 to C4.' }),
  answer: z.string({ error: 'Choose an answer.' }).min(1, 'Choose an answer.').max(60),
  reason: because,
})

/** What taking something out takes. */
export const takeOutInput = z.object({ entryId: id, reason })
