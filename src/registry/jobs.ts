import type { Pool } from 'pg'
import { PgBoss, type Job, type JobResult } from 'pg-boss'

/** A delivery of one event to one handler. */
export interface Delivery {
  eventId: string
  handler: string
}

/** Where pg-boss runs its SQL: on the pool, or on the caller's transaction. */
export interface SqlRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

/** The job queue: deliveries of events, and work by the clock. */
export interface JobQueue {
  /** Puts a delivery into the queue through the given connection, so it commits with the caller. */
  deliver(delivery: Delivery, db: SqlRunner): Promise<void>
  /** Starts working: every delivery is given to `onDelivery`, and is tried again when that throws. */
  work(onDelivery: (delivery: Delivery) => Promise<void>): Promise<void>
  /** Runs a named job every so many minutes, on one server at a time. */
  schedule(name: string, everyMinutes: number, run: () => Promise<void>): Promise<void>
  /** Takes every waiting delivery now, those they cause too, until none waits; for tests and the command line. */
  drain(onDelivery: (delivery: Delivery) => Promise<void>): Promise<void>
  /** Deliveries not yet done, failed ones included. */
  waiting(): Promise<number>
  stop(): Promise<void>
}

const SCHEMA = 'jobs'
const DELIVERIES = 'deliveries'
const TICKS = 'ticks'
const POLL_SECONDS = 0.5
const BATCH = 10

/** Opens the queue on the registry's pool. `worker` also supervises and keeps the schedule. */
export const openJobs = async (
  pool: Pool,
  options: { worker: boolean; mayMigrate: boolean; onFault: (fault: Error) => void },
): Promise<JobQueue> => {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: { executeSql: async (text, values) => pool.query(text, values) },
    supervise: options.worker,
    schedule: false,
    migrate: options.mayMigrate,
  })
  boss.on('error', options.onFault)
  await boss.start()
  if (options.mayMigrate) await prepareQueues(boss, pool)
  const ticks = new TickTimers(boss, options.onFault)
  return {
    deliver: async (delivery, db) => {
      await boss.send(DELIVERIES, delivery, { db })
    },
    work: async (onDelivery) => {
      await boss.work(
        DELIVERIES,
        {
          pollingIntervalSeconds: POLL_SECONDS,
          batchSize: BATCH,
          burstWhenBatchFull: true,
          localConcurrency: 2,
          perJobResults: true,
        },
        async (batch: Job<Delivery>[]) => {
          const results: JobResult[] = []
          for (const job of batch) results.push(await settle(job, onDelivery))
          return results
        },
      )
    },
    schedule: (name, everyMinutes, run) => ticks.add(name, everyMinutes, run),
    drain: async (onDelivery) => {
      for (;;) {
        const jobs = await boss.fetch<Delivery>(DELIVERIES, { batchSize: 50 })
        if (jobs.length === 0) return
        for (const job of jobs) {
          await onDelivery(job.data)
          await boss.complete(DELIVERIES, job.id)
        }
      }
    },
    waiting: async () => {
      const { rows } = await pool.query<{ n: number }>(
        `select count(*)::int as n from ${SCHEMA}.job where name = $1 and state in ('created', 'retry', 'active')`,
        [DELIVERIES],
      )
      return rows[0]?.n ?? 0
    },
    stop: async () => {
      ticks.stop()
      await boss.stop({ graceful: true, timeout: 5000, close: false })
    },
  }
}

const prepareQueues = async (boss: PgBoss, pool: Pool): Promise<void> => {
  await boss.createQueue(DELIVERIES, {
    retryLimit: 20,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 600,
  })
  await boss.createQueue(TICKS, { retryLimit: 0, expireInSeconds: 3600 })
  await pool.query(GRANTS)
}

// One delivery that fails is tried again by itself; the others of its batch are done.
const settle = async (
  job: Job<Delivery>,
  onDelivery: (delivery: Delivery) => Promise<void>,
): Promise<JobResult> => {
  try {
    await onDelivery(job.data)
    return { id: job.id, status: 'completed' }
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : 'a fault'
    return { id: job.id, status: 'failed', output: { message } }
  }
}

/** Timers that put a tick into the queue; its singleton key lets one server in a cluster have it. */
class TickTimers {
  private readonly timers: NodeJS.Timeout[] = []
  private readonly jobs = new Map<string, () => Promise<void>>()
  private working = false
  private readonly boss: PgBoss
  private readonly onFault: (fault: Error) => void

  constructor(boss: PgBoss, onFault: (fault: Error) => void) {
    this.boss = boss
    this.onFault = onFault
  }

  async add(name: string, everyMinutes: number, run: () => Promise<void>): Promise<void> {
    this.jobs.set(name, run)
    if (!this.working) {
      this.working = true
      await this.boss.work<{ name: string }>(
        TICKS,
        { pollingIntervalSeconds: 2 },
        async (batch) => {
          for (const tick of batch) await this.jobs.get(tick.data.name)?.()
        },
      )
    }
    const send = () => {
      this.boss
        .send(TICKS, { name }, { singletonKey: name, singletonSeconds: everyMinutes * 60 })
        .catch(this.onFault)
    }
    send()
    this.timers.push(setInterval(send, everyMinutes * 60_000))
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer)
  }
}

const GRANTS = `
  grant usage on schema ${SCHEMA} to wardround_app;
  grant select on ${SCHEMA}.queue, ${SCHEMA}.version to wardround_app;
  grant select, insert on ${SCHEMA}.job, ${SCHEMA}.job_common to wardround_app;
  grant execute on function ${SCHEMA}.job_now() to wardround_app;`
