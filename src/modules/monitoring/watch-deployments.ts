import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { versionsRun } from './deployment-facts.js'
import { readKeptWindows, readRetentionDays } from './intake-store.js'
import { finalOn, NO_PLAN } from './periods.js'
import { readPlan } from './plan-store.js'

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

/** How far the rows of a deployment are: which windows are due or final. */
export const intakeProgress = query({
  name: 'monitoring.intake-progress',
  allow: ['system'],
  input: z.object({ deploymentId: z.string().max(40) }),
  run: async ({ db, now }, { deploymentId }) => {
    const plan = (await readPlan(db, deploymentId)) ?? null
    const retentionDays = await readRetentionDays(db, deploymentId)
    const today = londonDate(now)
    const windows = await readKeptWindows(db, deploymentId)
    return {
      thresholds: plan?.thresholds ?? [],
      graceDays: (plan ?? NO_PLAN).graceDays + (plan ?? NO_PLAN).followUpDays,
      versions: await versionsRun(db, deploymentId),
      due: windows.filter((window) => window.tallyDue && window.to <= today),
      final: windows.filter((window) => finalOn(window, plan ?? NO_PLAN, retentionDays) <= today),
    }
  },
})
