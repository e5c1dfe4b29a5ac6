import { Conflict, Invalid } from '#kernel/errors.js'
import type { ReadDb } from '#registry/handles.js'
import { command, type AuditEntry, type CommandContext } from '#registry/command.js'
import type { DomainEvent } from '#kernel/events/event.js'
import { charterBreached } from '#kernel/events/collaborations.js'
import { insertAnswers } from './answer-store.js'
import { endBreaches, insertBreach, readBreaches } from './breach-store.js'
import { readControllerOf, toCharterAnswer } from './charter-answers.js'
import { checkOwnEntry, sayingRole } from './enter.js'
import { requireEntry, type Entry } from './entry-store.js'
import { answerTestInput, MAY_ANSWER, type CharterAnswer } from './model.js'
import { requireCollaboration } from './store.js'

/**
 * Says how one charter test stands for something of the actor's organisation. What is true is stored
 * even where it fails the test: that is a breach, which shuts the gates and is told to the parties.
 * Throws NotAllowed, Invalid, and Conflict when it belongs to the collaboration no more.
 */
export const answerCharterTest = command({
  name: 'collaborations.answer-test',
  allow: MAY_ANSWER,
  input: answerTestInput,
  async run(context, input) {
    const { tx, actor, now, newId, organisationId } = context
    const before = await requireEntry(tx, input.entryId, now)
    checkOwnEntry(before, actor.organisationId)
    if (before.leftAt !== null) throw new Conflict('This has been taken out of the collaboration.')
    const answer = toCharterAnswer(input.test, input.answer, input.reason)
    await checkSense(tx, answer)
    await insertAnswers(
      tx,
      { organisationId: organisationId(), entryId: before.id },
      [{ ...answer, id: newId('ans') }],
      { id: actor.id, name: actor.name, role: sayingRole(context), at: now },
    )
    const after = await requireEntry(tx, before.id, now)
    const breaches = await noteBreaches(context, after)
    const standing = after.tests.find((one) => one.test === input.test)
    return {
      result: { id: before.id, test: input.test, state: standing?.state ?? 'not-answered' },
      audit: [
        {
          subject: { kind: 'collaboration', id: before.collaborationId },
          before: before.tests.find((one) => one.test === input.test)?.said ?? null,
          after: { entry: before.id, ...answer, state: standing?.state },
        },
        ...breaches.audit,
      ],
      events: breaches.events,
    }
  },
})

const checkSense = async (db: ReadDb, answer: CharterAnswer): Promise<void> => {
  if (answer.answer === 'clinical' && answer.reason === '')
    throw new Invalid([{ field: 'reason', message: 'A clinical use needs a written reason.' }])
  if (answer.answer === 'not-medical' && answer.reason === '')
    throw new Invalid([{ field: 'reason', message: 'Say what its intended purpose is.' }])
  await readControllerOf(db, [answer]).catch((refusal: unknown) => {
    if (refusal instanceof Invalid)
      throw new Invalid(refusal.problems.map((one) => ({ ...one, field: 'answer' })))
    throw refusal
  })
}

/** Opens a breach for each test of an entry that fails now, and ends those that no longer do. */
export const noteBreaches = async (
  { tx, now, newId }: CommandContext,
  entry: Entry,
): Promise<{ audit: AuditEntry[]; events: DomainEvent[] }> => {
  const { underCharter } = await requireCollaboration(tx, entry.collaborationId)
  if (!underCharter || entry.leftAt !== null) return { audit: [], events: [] }
  const open = (await readBreaches(tx, { entryId: entry.id })).filter((one) => !one.endedAt)
  const failing = entry.tests.filter((one) => one.state === 'fail')
  const over = open.filter((one) => !failing.some(({ test }) => test === one.test))
  await endBreaches(
    tx,
    entry.id,
    over.map((one) => one.test),
    now,
  )
  const fresh = failing
    .filter(({ test }) => !open.some((one) => one.test === test))
    .map(({ test, because }) => ({ id: newId('bre'), entryId: entry.id, test, because }))
  for (const one of fresh) await insertBreach(tx, entry.organisationId, one, now)
  const subject = { kind: 'collaboration', id: entry.collaborationId }
  return {
    audit: [
      ...fresh.map((one) => ({ subject, after: { breach: one.test, of: entry.title } })),
      ...over.map((one) => ({ subject, before: { breach: one.test, of: entry.title } })),
    ],
    events: fresh.map(({ id, test }) =>
      charterBreached({
        collaborationId: entry.collaborationId,
        organisationId: entry.organisationId,
        entryId: entry.id,
        breachId: id,
        test,
      }),
    ),
  }
}
