import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { requireOwn, versionsRun } from './deployment-facts.js'
import { readIntakeSwitch, readReceipts, readReceivedSummaries } from './intake/intake-store.js'
import { readKeptWindows } from './intake/intake-window-store.js'
import { measureName } from './measures.js'
import { windowOf } from './periods.js'
import { readPlan } from './plan/plan-store.js'
import { readMeasureSites } from './points/measure-sites.js'
import { requireRebase } from './charts/rebase-store.js'
import { judgedSeries } from './signals/multiplicity.js'
import { readAnswers } from './signals/signal-answers.js'
import { overdueOfDeployment, signalsOverdue, signalsOwnedBy } from './signals/owned-signals.js'
import { requireSignal } from './signals/signal-store.js'

const NEWEST = 20

/** What the pages about a deployment's data show: the switch, what came in, and what is kept. */
export const showData = query({
  name: 'monitoring.show-data',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40) }),
  run: async ({ db, organisationId }, { deploymentId }) => ({
    deployment: await requireOwn(db, deploymentId, organisationId()),
    plan: await readPlan(db, deploymentId),
    intake: await readIntakeSwitch(db, deploymentId),
    kept: await readKeptWindows(db, deploymentId),
    receipts: await readReceipts(db, deploymentId, NEWEST),
    summaries: await readReceivedSummaries(db, deploymentId, NEWEST),
    versions: await versionsRun(db, deploymentId),
  }),
})

/** What the plan's form needs: the deployment, the plan that holds, and who may own signals. */
export const showPlan = query({
  name: 'monitoring.show-plan',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40) }),
  run: async ({ db, organisationId }, { deploymentId }) => ({
    deployment: await requireOwn(db, deploymentId, organisationId()),
    plan: await readPlan(db, deploymentId),
    people: await readAnswerers(db, organisationId()),
  }),
})

/** The people who may own signals. */
const readAnswerers = async (
  db: ReadDb,
  organisationId: string,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ person_id: string; name: string }>`
    select distinct person_id, name from people_with_role(${organisationId},
      array['deployment-owner', 'clinical-safety-officer', 'technical-lead', 'analyst'])
    order by name, person_id`.execute(db)
  return rows.map((row) => ({ id: row.person_id, name: row.name }))
}

/** One signal, with the plan that holds now. Throws NotFound. */
export const showSignal = query({
  name: 'monitoring.show-signal',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40), signalId: z.string().max(40) }),
  run: async ({ db, organisationId }, { deploymentId, signalId }) => ({
    deployment: await requireOwn(db, deploymentId, organisationId()),
    signal: await requireSignal(db, signalId, deploymentId),
    answers: await readAnswers(db, signalId),
    plan: await readPlan(db, deploymentId),
    people: await readAnswerers(db, organisationId()),
  }),
})

/** How many series of a deployment are judged each period: measures of the plan by site. */
export const countSeries = query({
  name: 'monitoring.count-series',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40) }),
  run: async ({ db, organisationId }, { deploymentId }) => {
    await requireOwn(db, deploymentId, organisationId())
    const plan = await readPlan(db, deploymentId)
    const sites = await readMeasureSites(db, deploymentId)
    return plan && judgedSeries(plan, (measure) => sites.of(measure).length)
  },
})

/** One re-base of one's own deployment, with the name of its chart. Throws NotFound. */
export const showRebase = query({
  name: 'monitoring.show-rebase',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40), rebaseId: z.string().max(40) }),
  run: async ({ db, organisationId }, { deploymentId, rebaseId }) => {
    const deployment = await requireOwn(db, deploymentId, organisationId())
    const rebase = await requireRebase(db, rebaseId, deploymentId)
    const plan = await readPlan(db, deploymentId)
    const name = measureName(rebase.measure, rebase.threshold)
    const { to } = windowOf(rebase.startsOn, plan?.period ?? 'week')
    return { deployment, rebase: { ...rebase, name, endsOn: to } }
  },
})

/** The open signals that somebody owns, for a letter to them, soonest due first. */
export const signalsInWords = query({
  name: 'monitoring.signals-in-words',
  allow: ['system'],
  input: z.object({ ownerId: z.string().max(40) }),
  run: async ({ db, organisationId }, { ownerId }) => {
    const signals = await signalsOwnedBy(db, ownerId, organisationId())
    return signals.map(({ about, sentence, due }) => ({ about, sentence, due }))
  },
})

/** The open signals that the actor owns, soonest due first. */
export const mySignals = query({
  name: 'monitoring.my-signals',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, actor, organisationId }) => signalsOwnedBy(db, actor.id, organisationId()),
})

/** The organisation's open signals past their date, soonest due first; none that ran the right way. */
export const overdueSignals = query({
  name: 'monitoring.overdue-signals',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId, now }) => signalsOverdue(db, organisationId(), londonDate(now)),
})

/** The ids of the signals of one deployment that are past their date, soonest due first. */
export const overdueSignalsOfDeployment = query({
  name: 'monitoring.overdue-signals-of-deployment',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40) }),
  run: ({ db, organisationId, now }, { deploymentId }) =>
    overdueOfDeployment(db, { deploymentId, organisationId: organisationId() }, londonDate(now)),
})
