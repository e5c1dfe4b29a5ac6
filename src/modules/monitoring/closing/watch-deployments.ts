import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { byDeployment } from '../by-deployment.js'
import { MOST_TOGETHER } from './close-window.js'
import { versionsRunOf, type VersionRun } from '../deployment-facts.js'
import { readRetentionDays } from '../intake/intake-store.js'
import { readKeptWindowsOf } from '../intake/intake-window-store.js'
import { DAYS_TO_SEND } from '../signals/missing-data.js'
import { isTold } from '../signals/silence-told.js'
import { wholeSilence } from '../signals/silences.js'
import { finalOn, NO_PLAN, type Window } from '../periods.js'
import { readPlans } from '../plan/plan-store.js'
import { readLastWindowEnds } from '../points/figures-store.js'
import { readToJudge } from '../signals/judged-store.js'
import { readCauses } from '../signals/signal-causes.js'

/** Every deployment with a plan or with rows, in every organisation; for the clock's job. */
export const monitoredDeployments = query({
  name: 'monitoring.monitored-deployments',
  allow: ['system'],
  input: z.object({}),
  run: async ({ db }) => {
    const { rows } = await sql<{
      organisation_id: string
      organisation_name: string
      deployment_id: string
      takes_rows: boolean
      noted_until: number
    }>`select m.*, coalesce(n.noted_until, 0) as noted_until
         from deployments_monitored() m left join rows_noted() n using (deployment_id)`.execute(db)
    return rows.map((row) => ({
      organisation: { id: row.organisation_id, name: row.organisation_name },
      deploymentId: row.deployment_id,
      takesRows: row.takes_rows,
      notedUntil: row.noted_until,
    }))
  },
})

const deploymentIds = z.array(z.string().max(40)).min(1).max(MOST_TOGETHER)

/** How far the rows of some deployments are: which windows are due or final. */
export const intakeProgress = query({
  name: 'monitoring.intake-progress',
  allow: ['system'],
  input: z.object({ deploymentIds }),
  run: async ({ db, now }, { deploymentIds: ids }): Promise<Progress[]> => {
    const plans = await readPlans(db, ids)
    const retentionOf = await readRetentionDays(db, ids)
    const windowsOf = byDeployment(await readKeptWindowsOf(db, ids))
    const runsOf = await versionsRunOf(db, ids)
    const today = londonDate(now)
    return ids.map((id) => {
      const plan = plans.get(id) ?? NO_PLAN
      const ended = windowsOf(id).filter(({ to }) => to <= today)
      return {
        deploymentId: id,
        thresholds: plans.get(id)?.thresholds ?? [],
        graceDays: plan.graceDays + plan.followUpDays,
        versions: runsOf(id),
        due: ended.filter(({ tallyDue }) => tallyDue),
        final: ended.filter((window) => finalOn(window, plan, retentionOf(id)) <= today),
      }
    })
  },
})

/** Windows of a deployment's rows that are due or final, and what closing them needs. */
export interface Progress {
  deploymentId: string
  thresholds: readonly { name: string; value: number }[]
  versions: readonly VersionRun[]
  graceDays: number
  due: readonly Window[]
  final: readonly (Window & { finalAt: Date | null })[]
}

/** Those of some deployments with something to judge: mature figures, or none where some were due. */
export const judgementDue = query({
  name: 'monitoring.judgement-due',
  allow: ['system'],
  input: z.object({ deploymentIds }),
  run: async ({ db, now }, { deploymentIds: ids }): Promise<string[]> => {
    const today = londonDate(now)
    const matured = await readToJudge(db, ids, today)
    return [...new Set([...matured, ...(await readMissing(db, ids, today))])]
  },
})

/** Those of which nothing comes any more and no signal says so yet; a part of one is found on its daily turn. */
const readMissing = async (
  db: ReadDb,
  ids: readonly string[],
  today: CalendarDate,
): Promise<string[]> => {
  const lastEnds = await readLastWindowEnds(db, ids)
  const recent = addDays(today, -DAYS_TO_SEND)
  const late = ids.filter((id) => (lastEnds.get(id) ?? '') < recent)
  if (late.length === 0) return []
  const plans = await readPlans(db, late)
  const causesOf = byDeployment(await readCauses(db, late))
  return late.filter((id) => {
    const plan = plans.get(id)
    const silence = plan && wholeSilence(plan, lastEnds.get(id) ?? null, today)
    return silence ? !isTold(silence, causesOf(id)) : false
  })
}
