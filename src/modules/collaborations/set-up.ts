import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { collaborationPartyInvited, collaborationSetUp } from '#kernel/events/collaborations.js'
import { addMonths, londonDate, type CalendarDate } from '#kernel/time.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { editInput, MAY_LEAD, setUpInput, type Collaboration } from './model.js'
import { readEntries } from './entry-store.js'
import { insertParty } from './party-store.js'
import { isNhsBody } from './rules.js'
import {
  insertCollaboration,
  requireCollaboration,
  updateCollaboration,
  type Wording,
} from './store.js'

/**
 * Sets up a collaboration that the actor's organisation, an NHS body, leads. It is a party at once
 * where an administrator does it, otherwise its administrator is asked. Throws NotAllowed and Invalid.
 */
export const setUpCollaboration = command({
  name: 'collaborations.set-up',
  allow: MAY_LEAD,
  input: setUpInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const leader = await requireOrganisation(tx, organisationId())
    if (!isNhsBody(leader.kind))
      throw new NotAllowed('An NHS body sets up a collaboration, and asks you to be a party of it.')
    checkDates(input, londonDate(now))
    const id = newId('col')
    const by = { id: actor.id, name: actor.name, at: now }
    await insertCollaboration(tx, { ...input, id, organisationId: leader.id }, by)
    const party = {
      id: newId('par'),
      collaborationId: id,
      organisationId: leader.id,
      state: actor.roles.includes('administrator') ? ('agreed' as const) : ('invited' as const),
    }
    await insertParty(tx, party, by)
    const about = { collaborationId: id, organisationId: leader.id }
    return {
      result: { id },
      audit: { subject: { kind: 'collaboration', id }, after: said(input) },
      events: [
        collaborationSetUp({ ...about, underCharter: input.underCharter }),
        ...(party.state === 'invited'
          ? [collaborationPartyInvited({ ...about, partyId: party.id })]
          : []),
      ],
    }
  },
})

/**
 * Changes what a collaboration says; signatures of an earlier wording are wanted again. It can be put
 * under the charter once everything in it passes, and never taken from under it. Throws NotAllowed,
 * Invalid, and Conflict when somebody else changed it first.
 */
export const editCollaboration = command({
  name: 'collaborations.edit',
  allow: MAY_LEAD,
  input: editInput,
  isolation: 'serializable',
  async run({ tx, actor, now }, { id, revision, ...after }) {
    const before = await requireCollaboration(tx, id)
    checkLeads(before, actor.organisationId)
    if (before.endedOn !== null) throw new Conflict('This collaboration has ended.')
    checkDates(after, after.reviewDue === before.reviewDue ? null : londonDate(now))
    if (before.underCharter && !after.underCharter)
      throw new Invalid([{ field: 'underCharter', message: STAYS_UNDER }])
    if (after.underCharter && !before.underCharter) checkAllPass(await readEntries(tx, id, now))
    const wording = before.wording + (isSameWording(before, after) ? 0 : 1)
    await updateCollaboration(tx, before, revision, { ...after, wording }, now)
    return {
      result: { id },
      audit: { subject: { kind: 'collaboration', id }, before: said(before), after: said(after) },
      events: [],
    }
  },
})

const STAYS_UNDER =
  'What was set up under the charter stays under it. End the collaboration and set up another.'

/** Throws NotAllowed unless the organisation leads the collaboration. */
export const checkLeads = (
  { organisationId, organisationName }: Collaboration,
  actorsOrganisation: string | null,
): void => {
  if (organisationId === actorsOrganisation) return
  throw new NotAllowed(`${organisationName} leads this collaboration; only it may do this.`)
}

const LONGEST_WITHOUT_REVIEW_MONTHS = 24

const checkDates = (wording: Wording, reviewAfter: CalendarDate | null): void => {
  const { reviewDue } = wording
  if (reviewAfter === null) return
  if (reviewDue <= reviewAfter)
    throw new Invalid([{ field: 'reviewDue', message: 'Enter a day after today.' }])
  if (reviewDue > addMonths(reviewAfter, LONGEST_WITHOUT_REVIEW_MONTHS))
    throw new Invalid([{ field: 'reviewDue', message: 'Enter a day within two years.' }])
}

const checkAllPass = (entries: Awaited<ReturnType<typeof readEntries>>): void => {
  const problems = entries
    .filter((one) => one.leftAt === null)
    .flatMap(({ title, tests }) =>
      tests
        .filter((one) => one.state === 'fail' || one.state === 'not-answered')
        .map((one) => ({
          field: 'underCharter',
          message: `${title}, ${one.test}: ${one.because}`,
        })),
    )
  if (problems.length > 0) throw new Invalid(problems)
}

const isSameWording = (before: Wording, after: Wording): boolean =>
  before.name === after.name &&
  before.purpose === after.purpose &&
  before.termFrom === after.termFrom &&
  before.termUntil === after.termUntil &&
  before.underCharter === after.underCharter

const said = (one: Wording): Wording => ({
  name: one.name,
  purpose: one.purpose,
  termFrom: one.termFrom,
  termUntil: one.termUntil,
  reviewDue: one.reviewDue,
  underCharter: one.underCharter,
})
