import { Conflict, Invalid, LimitReached, NotAllowed, type Problem } from '#kernel/errors.js'
import { collaborationEntered, collaborationEntryLeft } from '#kernel/events/collaborations.js'
import { londonDate } from '#kernel/time.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { noLongerOpen, requireOpportunity } from '#modules/opportunities/index.js'
import { isAllowed } from '#kernel/actor.js'
import { command, type CommandContext } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { insertAnswers } from './answer-store.js'
import { endBreaches } from './breach-store.js'
import { charterAnswersOf, readControllerOf } from './charter-answers.js'
import { findOpenEntry, insertEntry, markLeft, readEntries, requireEntry } from './entry-store.js'
import {
  CHARTER_TESTS,
  enterInput,
  MAY_ANSWER,
  MAY_ENTER,
  takeOutInput,
  type CharterAnswer,
} from './model.js'
import { readParties } from './party-store.js'
import { judgeCharter, TEST_NAMES, type JudgedTest, type RecordFacts } from './rules.js'
import { requireCollaboration } from './store.js'

/** What one collaboration can hold at a time. */
const MOST_ENTRIES = 200

/**
 * Lets a deployment or an opportunity of the actor's organisation belong to a collaboration. Under a
 * charter it is refused, and nothing is stored, where a test fails; a deployment also where one is not
 * answered. An opportunity may come in with tests not answered yet: they shut its first gate.
 * Throws Invalid with the tests that failed and why, NotAllowed, Conflict and LimitReached.
 */
export const enterCollaboration = command({
  name: 'collaborations.enter',
  allow: MAY_ENTER,
  input: enterInput,
  isolation: 'serializable',
  async run(context, input) {
    const { tx, actor, now, newId, organisationId } = context
    const collaboration = await requireCollaboration(tx, input.id)
    if (collaboration.endedOn !== null) throw new Conflict('This collaboration has ended.')
    await checkParty(context, collaboration.id)
    const subject = await requireOwn(context, input)
    await refuseWhereIn(tx, subject)
    const answers = charterAnswersOf(input)
    checkMaySay(context, answers)
    if (collaboration.underCharter) {
      const tests = await judgeAtEntry(context, answers, subject.record)
      checkEntry(tests, subject.deploymentId !== null)
    }
    const there = (await readEntries(tx, collaboration.id, now)).filter((one) => !one.leftAt)
    if (there.length >= MOST_ENTRIES)
      throw new LimitReached(`A collaboration holds ${MOST_ENTRIES} at most.`)
    const entry = {
      id: newId('ent'),
      collaborationId: collaboration.id,
      organisationId: organisationId(),
      opportunityId: subject.opportunityId,
      deploymentId: subject.deploymentId,
      title: subject.title,
    }
    await insertEntry(tx, entry, { name: actor.name, at: now })
    const by = { id: actor.id, name: actor.name, role: sayingRole(context), at: now }
    await insertAnswers(
      tx,
      { organisationId: entry.organisationId, entryId: entry.id },
      answers.map((one) => ({ ...one, id: newId('ans') })),
      by,
    )
    const { opportunityId, deploymentId } = subject
    return {
      result: { id: entry.id, collaborationId: collaboration.id },
      audit: {
        subject: { kind: 'collaboration', id: collaboration.id },
        after: { entry: entry.id, title: entry.title, deploymentId, opportunityId, answers },
      },
      events: [
        collaborationEntered({
          collaborationId: collaboration.id,
          organisationId: entry.organisationId,
          entryId: entry.id,
          deploymentId,
          opportunityId,
        }),
      ],
    }
  },
})

/** Takes something of the actor's organisation out; the ordinary pathway applies to it from then on. */
export const takeOut = command({
  name: 'collaborations.take-out',
  allow: MAY_ENTER,
  input: takeOutInput,
  async run({ tx, actor, now }, { entryId, reason }) {
    const entry = await requireEntry(tx, entryId, now)
    checkOwnEntry(entry, actor.organisationId)
    if (!(await markLeft(tx, entryId, { name: actor.name, reason, at: now })))
      throw new Conflict('This has been taken out already.')
    await endBreaches(tx, entryId, CHARTER_TESTS, now)
    const { collaborationId, organisationId, title } = entry
    return {
      result: { id: entryId },
      audit: {
        subject: { kind: 'collaboration', id: collaborationId },
        before: { entry: entryId, title },
        after: { entry: null },
        reason,
      },
      events: [collaborationEntryLeft({ collaborationId, organisationId, entryId })],
    }
  },
})

/** Throws NotAllowed unless the entry is of the actor's organisation. */
export const checkOwnEntry = (
  { organisationName, organisationId }: { organisationId: string; organisationName: string },
  actorsOrganisation: string | null,
): void => {
  if (organisationId === actorsOrganisation) return
  throw new NotAllowed(`This is ${organisationName}'s; only it may do this.`)
}

/** The role in which the actor answers charter tests; empty where none allows it. */
export const sayingRole = ({ actor }: Pick<CommandContext, 'actor'>): string =>
  actor.roles.find((one) => MAY_ANSWER.includes(one)) ?? ''

const checkParty = async (
  { tx, organisationId }: CommandContext,
  collaborationId: string,
): Promise<void> => {
  const parties = await readParties(tx, collaborationId)
  const isParty = parties.some(
    (one) => one.organisationId === organisationId() && one.state === 'agreed',
  )
  if (!isParty)
    throw new Conflict('Your organisation has not agreed to be a party. Its administrator does.')
}

interface Subject {
  opportunityId: string | null
  deploymentId: string | null
  title: string
  record: RecordFacts
}

const requireOwn = async (
  { tx, actor }: CommandContext,
  input: { deploymentId: string | null; opportunityId: string | null },
): Promise<Subject> => {
  if ((input.deploymentId === null) === (input.opportunityId === null))
    throw new Invalid([{ field: 'subject', message: 'Choose one deployment or opportunity.' }])
  if (input.deploymentId !== null) {
    const one = await requireDeployment(tx, input.deploymentId)
    checkOwnEntry(one, actor.organisationId)
    if (one.state === 'ceased') throw new Conflict('This deployment has ceased.')
    const { clinical, medicalDevice, personalData } = one.facts
    return {
      opportunityId: null,
      deploymentId: one.id,
      title: `${one.product.name}: ${one.useCase.title}`,
      record: {
        clinical: known(clinical),
        medicalDevice: known(medicalDevice),
        personalData: known(personalData),
        stage: one.stage,
      },
    }
  }
  const one = await requireOpportunity(tx, input.opportunityId ?? '')
  checkOwnEntry(one, actor.organisationId)
  if (one.state !== 'open' && one.state !== 'parked') throw noLongerOpen(one)
  return {
    opportunityId: one.id,
    deploymentId: null,
    title: one.title,
    record: {
      clinical: one.isClinical === 'not-answered' ? null : one.isClinical === 'yes',
      medicalDevice: null,
      personalData: null,
      stage: 'opportunity',
    },
  }
}

// Said before the tests are judged: what belongs to one already need answer none of them anew.
const refuseWhereIn = async (
  tx: ReadDb,
  { deploymentId, opportunityId }: Pick<Subject, 'deploymentId' | 'opportunityId'>,
): Promise<void> => {
  const there = await findOpenEntry(
    tx,
    deploymentId === null ? { opportunityId: opportunityId ?? '' } : { deploymentId },
  )
  if (there)
    throw new Conflict(
      `This belongs to a collaboration already: ${there.name}. Take it out there first.`,
    )
}

const known = (fact: unknown): boolean | null => (typeof fact === 'boolean' ? fact : null)

const checkMaySay = ({ actor }: CommandContext, answers: readonly CharterAnswer[]): void => {
  if (answers.length === 0 || isAllowed(actor, MAY_ANSWER)) return
  throw new NotAllowed(
    'The charter tests are answered by the information governance lead or the executive sponsor.',
  )
}

const judgeAtEntry = async (
  context: CommandContext,
  answers: readonly CharterAnswer[],
  record: RecordFacts,
): Promise<JudgedTest[]> => {
  const { tx, actor, now } = context
  const by = { saidBy: actor.id, saidByName: actor.name, saidByRole: '', saidAt: now }
  const said = Object.fromEntries(answers.map((one) => [one.test, { ...one, ...by }]))
  const controller = await readControllerOf(tx, answers)
  return judgeCharter({ today: londonDate(now), answers: said, controller, record })
}

const checkEntry = (tests: readonly JudgedTest[], isDeployment: boolean): void => {
  const problems = tests.flatMap(({ test, state, because }): Problem[] =>
    state === 'fail' || (isDeployment && state === 'not-answered')
      ? [{ field: test.toLowerCase(), message: `${test}, ${TEST_NAMES[test]}: ${because}` }]
      : [],
  )
  if (problems.length > 0) throw new Invalid(problems)
}
