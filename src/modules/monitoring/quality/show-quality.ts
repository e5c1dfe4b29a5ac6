import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { countRows, windowQuality, WINDOWS_SHOWN } from './data-quality.js'
import { requireOwn } from '../deployment-facts.js'
import { readDrift } from '../drift/read-drift.js'
import { readPlan } from '../plan/plan-store.js'
import { silencesIn } from '../signals/judge-missing.js'
import { readSeriesEnds } from '../signals/series-ends.js'
import { readCauses } from '../signals/signal-causes.js'
import { isAnswered } from '../signals/silence-told.js'
import { isOfPart } from '../signals/silences.js'
import { readWindowFigures } from './quality-store.js'

const day = z.union([z.literal(''), z.iso.date('Enter a date such as 2026-01-05.')]).default('')

/** How good the data behind a deployment's figures is: what came, what is missing, what was left out. */
export const showQuality = query({
  name: 'monitoring.show-quality',
  allow: ['signed-in'],
  input: z.object({
    deploymentId: z.string().max(40),
    site: z.string().max(120).optional(),
    from: day,
    to: day,
  }),
  async run({ db, now, organisationId }, { deploymentId, ...wishes }) {
    const deployment = await requireOwn(db, deploymentId, organisationId())
    const plan = await readPlan(db, deploymentId)
    const { windows, counted } = plan
      ? await readQuality(db, deploymentId, plan, londonDate(now))
      : { windows: [], counted: countRows([]) }
    const ends = await readSeriesEnds(db, [deploymentId])
    const silences = plan ? silencesIn(deployment, plan, ends, londonDate(now)) : []
    const told = silences.length > 0 ? await readCauses(db, [deploymentId]) : []
    const silent = silences
      .filter(isOfPart)
      .map((silence) => ({ ...silence, answered: isAnswered(silence, told) }))
    const drift = plan ? await readDrift(db, deploymentId, plan, wishes, londonDate(now)) : null
    return { deployment, plan, drift, windows, silent, counted, windowsShown: WINDOWS_SHOWN }
  },
})

const readQuality = async (
  db: ReadDb,
  deploymentId: string,
  plan: NonNullable<Awaited<ReturnType<typeof readPlan>>>,
  today: string,
) => {
  const empty = windowQuality(plan, [], today)
  const oldest = empty.at(-1)?.from ?? today
  const received = await readWindowFigures(db, deploymentId, oldest)
  const summaries = new Map(received.map((one) => [one.summaryId, one.summary]))
  return {
    windows: windowQuality(plan, received, today),
    counted: countRows([...summaries.values()]),
  }
}
