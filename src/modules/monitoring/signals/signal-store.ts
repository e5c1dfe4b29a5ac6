import { Conflict, NotFound } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Signal, SignalState } from '../model.js'
import { insertAnswer } from './signal-answers.js'
import { signalRows, toSignal } from './signal-rows.js'
import { OPEN_STATES } from './signal-states.js'
import { STATE_WORDS } from '../words.js'

/** The signals of a deployment of one's own, newest first. */
export const readSignals = async (
  db: ReadDb,
  deploymentId: string,
  most = 50,
): Promise<Signal[]> => {
  const rows = await signalRows(db)
    .modifyFront(planOnce)
    .where('signals.deployment_id', '=', deploymentId)
    .orderBy('signals.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(toSignal)
}

/** The signals of a deployment that nobody has explained, acted on or closed, newest first. */
export const openSignals = async (db: ReadDb, deploymentId: string): Promise<Signal[]> => {
  const rows = await signalRows(db)
    .where('signals.deployment_id', '=', deploymentId)
    .where('signals.state', 'in', OPEN_STATES)
    .orderBy('signals.id', 'desc')
    .execute()
  return rows.map(toSignal)
}

/** A signal of one's own organisation, of one deployment where it is named. Throws NotFound. */
export const requireSignal = async (
  db: ReadDb,
  id: string,
  deploymentId?: string,
): Promise<Signal> => {
  const row = await signalRows(db).where('signals.id', '=', id).executeTakeFirst()
  if (!row || (deploymentId && row.deployment_id !== deploymentId))
    throw new NotFound('There is no such signal.')
  return toSignal(row)
}

/** Adds a signal. */
export const insertSignal = async (
  tx: Tx,
  signal: Omit<
    Signal,
    'concernSentence' | 'ownerName' | 'answer' | 'answeredByName' | 'answeredAt' | 'revision'
  > & {
    planId: string
    subject: string
    since: CalendarDate
  },
): Promise<void> => {
  await tx
    .insertInto('signals')
    .values({
      id: signal.id,
      organisation_id: signal.organisationId,
      deployment_id: signal.deploymentId,
      plan_id: signal.planId,
      rule: signal.rule,
      way: signal.way,
      measure: signal.measure,
      threshold: signal.threshold,
      site: signal.site,
      subject: signal.subject,
      since: signal.since,
      version_id: signal.versionId,
      window_from: signal.windowFrom,
      window_to: signal.windowTo,
      point_ids: [...signal.pointIds],
      sentence: signal.sentence,
      became_concern_at: signal.becameConcernAt,
      owner_id: signal.ownerId,
      due: signal.due,
      state: signal.state,
      raised_at: signal.raisedAt,
    })
    .execute()
}

/** Notes once that a signal became a concern, and why; false when it already had. */
export const markConcern = async (
  tx: Tx,
  id: string,
  { at, sentence }: { at: Date; sentence: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('signals')
    .set({ became_concern_at: at, concern_sentence: sentence })
    .where('id', '=', id)
    .where('became_concern_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Moves a signal on. Throws Conflict, with the signal as it is now, when somebody else was first. */
export const moveSignal = async (
  tx: Tx,
  signal: Signal,
  to: {
    revision: number
    state: SignalState
    answer: string | null
    by: string
    byName: string
    at: Date
  },
): Promise<void> => {
  const said = { answered_by: to.by, answered_by_name: to.byName, answered_at: to.at }
  const isAnswer = to.answer !== null || signal.answer === null
  const { numUpdatedRows } = await tx
    .updateTable('signals')
    .set({
      state: to.state,
      revision: signal.revision + 1,
      ...(isAnswer ? { answer: to.answer, ...said } : {}),
    })
    .where('id', '=', signal.id)
    .where('revision', '=', to.revision)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) {
    await insertAnswer(tx, signal, { state: to.state, words: to.answer, ...said })
    return
  }
  throw new Conflict(
    'Somebody else answered this signal while you were writing.',
    { state: signal.state, answer: signal.answer, revision: signal.revision },
    { state: STATE_WORDS[signal.state], revision: null },
  )
}

/** Gives an open signal to somebody else; false when it was changed or answered meanwhile. */
export const giveSignal = async (
  tx: Tx,
  id: string,
  revision: number,
  ownerId: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('signals')
    .set({ owner_id: ownerId, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
