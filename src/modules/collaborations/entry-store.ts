import { sql } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { newestAnswers, readControllers } from './answer-store.js'
import { isClinical, judgeCharter, type CharterFacts, type JudgedTest } from './rules.js'

/** A deployment or an opportunity that belongs to a collaboration, or did. */
export interface Entry {
  id: string
  collaborationId: string
  organisationId: string
  organisationName: string
  opportunityId: string | null
  deploymentId: string | null
  title: string
  stage: string
  enteredByName: string
  enteredAt: Date
  leftAt: Date | null
  leftByName: string | null
  leftReason: string | null
  /** By the register or by what was said; null is not answered. */
  clinical: boolean | null
  tests: JudgedTest[]
}

/** What belongs to a collaboration, or one entry by its id, with how its charter tests stand now. */
export const readEntries = async (db: ReadDb, id: string, now: Date): Promise<Entry[]> => {
  const { rows } = await sql<EntryRow>`select * from entries_seen(${id})`.execute(db)
  const answers = await newestAnswers(
    db,
    rows.map((row) => row.id),
  )
  const controllers = await readControllers(
    db,
    [...answers.values()].flatMap(({ C2 }) => C2?.controllerId ?? []),
  )
  return rows.map((row) => {
    const said = answers.get(row.id) ?? {}
    const facts: CharterFacts = {
      today: londonDate(now),
      answers: said,
      controller: controllers.get(said.C2?.controllerId ?? '') ?? null,
      record: {
        clinical: yesNo(row.clinical),
        medicalDevice: yesNo(row.medical_device),
        personalData: yesNo(row.personal_data),
        stage: row.stage,
      },
    }
    return toEntry(row, facts)
  })
}

/** One entry with how its tests stand. Throws NotFound. */
export const requireEntry = async (db: ReadDb, id: string, now: Date): Promise<Entry> => {
  const entry = (await readEntries(db, id, now)).find((one) => one.id === id)
  if (entry) return entry
  throw new NotFound('There is nothing like that in a collaboration you are a party of.')
}

/** The collaboration that a deployment or an opportunity of one's own, or a party's, belongs to now. */
export const findOpenEntry = async (
  db: ReadDb,
  subject: { deploymentId: string } | { opportunityId: string },
): Promise<{ id: string; collaborationId: string; name: string; underCharter: boolean } | null> => {
  let rows = db
    .selectFrom('collaboration_entries as e')
    .innerJoin('collaborations as c', 'c.id', 'e.collaboration_id')
    .modifyFront(planOnce)
    .select([
      'e.id',
      'c.id as collaborationId',
      'c.name as name',
      'c.under_charter as underCharter',
    ])
    .where('e.left_at', 'is', null)
  rows =
    'deploymentId' in subject
      ? rows.where('e.deployment_id', '=', subject.deploymentId)
      : rows.where('e.opportunity_id', '=', subject.opportunityId)
  return (await rows.executeTakeFirst()) ?? null
}

/** Lets something belong to a collaboration. */
export const insertEntry = async (
  tx: Tx,
  one: Pick<
    Entry,
    'id' | 'collaborationId' | 'organisationId' | 'opportunityId' | 'deploymentId' | 'title'
  >,
  by: { name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('collaboration_entries')
    .values({
      id: one.id,
      collaboration_id: one.collaborationId,
      organisation_id: one.organisationId,
      opportunity_id: one.opportunityId,
      deployment_id: one.deploymentId,
      title: one.title,
      entered_by_name: by.name,
      entered_at: by.at,
    })
    .execute()
}

/** Takes something out of its collaboration; false when somebody was first. */
export const markLeft = async (
  tx: Tx,
  id: string,
  by: { name: string; reason: string; at: Date },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('collaboration_entries')
    .set({ left_at: by.at, left_by_name: by.name, left_reason: by.reason })
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The opportunity became this deployment; it stays where it belongs. */
export const nameDeployment = async (tx: Tx, id: string, deploymentId: string): Promise<void> => {
  await tx
    .updateTable('collaboration_entries')
    .set({ deployment_id: deploymentId })
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .execute()
}

interface EntryRow {
  id: string
  collaboration_id: string
  organisation_id: string
  organisation_name: string
  opportunity_id: string | null
  deployment_id: string | null
  title: string
  stage: string
  clinical: string | null
  medical_device: string | null
  personal_data: string | null
  entered_by_name: string
  entered_at: Date
  left_at: Date | null
  left_by_name: string | null
  left_reason: string | null
}

const yesNo = (value: string | null): boolean | null => (value === null ? null : value === 'yes')

const toEntry = (row: EntryRow, facts: CharterFacts): Entry => ({
  id: row.id,
  collaborationId: row.collaboration_id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  opportunityId: row.opportunity_id,
  deploymentId: row.deployment_id,
  title: row.title,
  stage: row.stage,
  enteredByName: row.entered_by_name,
  enteredAt: row.entered_at,
  leftAt: row.left_at,
  leftByName: row.left_by_name,
  leftReason: row.left_reason,
  clinical: isClinical(facts),
  tests: judgeCharter(facts),
})
