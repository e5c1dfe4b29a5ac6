import type { ReadDb, Tx } from '#registry/handles.js'
import type { Signal, SignalState } from '../model.js'

/** One answer to a signal: what it became by it, and what was said. */
export interface SignalAnswer {
  state: SignalState
  words: string | null
  byName: string
  at: Date
}

/** Every answer to a signal that is kept, the first one first. */
export const readAnswers = async (db: ReadDb, signalId: string): Promise<SignalAnswer[]> => {
  const rows = await db
    .selectFrom('signal_answers')
    .select(['state', 'words', 'answered_by_name as byName', 'answered_at as at'])
    .where('signal_id', '=', signalId)
    .orderBy('revision')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as SignalState }))
}

/** Keeps an answer to a signal beside earlier ones. */
export const insertAnswer = async (
  tx: Tx,
  { id, organisationId, revision }: Signal,
  answer: {
    state: SignalState
    words: string | null
    answered_by: string
    answered_by_name: string
    answered_at: Date
  },
): Promise<void> => {
  await tx
    .insertInto('signal_answers')
    .values({
      signal_id: id,
      revision: revision + 1,
      organisation_id: organisationId,
      ...answer,
    })
    .execute()
}
