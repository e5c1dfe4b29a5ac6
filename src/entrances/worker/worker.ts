import { systemActor, type Actor } from '#kernel/actor.js'
import type { HandlerContext, Subscriber } from '#kernel/declare/background.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import type { NewId } from '#kernel/ids.js'
import type { Doors } from '#kernel/operation.js'
import type { Clock } from '#kernel/time.js'

/** A delivery as the queue holds it. */
export interface Delivery {
  eventId: string
  handler: string
}

/** What the worker entrance needs. */
export interface WorkerOptions {
  modules: readonly ModuleDescription[]
  doorsFor: (actor: Actor, options?: { handling?: Delivery }) => Doors
  readEvent: (id: string) => Promise<{ name: string; payload: unknown } | undefined>
  jobs: {
    work(onDelivery: (delivery: Delivery) => Promise<void>): Promise<void>
    schedule(name: string, everyMinutes: number, run: () => Promise<void>): Promise<void>
  }
  clock: Clock
  newId: NewId
  onFault: (fault: unknown, about: string) => void
}

/** Starts carrying events to their handlers and running the jobs of the clock. */
export const startWorker = async (options: WorkerOptions): Promise<void> => {
  await options.jobs.work((delivery) => deliver(options, delivery))
  for (const job of options.modules.flatMap((module) => module.clockJobs ?? [])) {
    await options.jobs.schedule(job.name, job.everyMinutes, async () => {
      try {
        await job.run(contextOf(options, job.name))
      } catch (fault) {
        options.onFault(fault, `clock job ${job.name}`)
      }
    })
  }
}

/** Gives one event to one handler. Throws what the handler throws, so that the queue tries again. */
export const deliver = async (
  options: Omit<WorkerOptions, 'jobs'>,
  delivery: Delivery,
): Promise<void> => {
  const handler = subscribersOf(options.modules).find((one) => one.name === delivery.handler)
  if (!handler) return
  const event = await options.readEvent(delivery.eventId)
  if (!event) return
  try {
    const payload = handler.on.payload.parse(event.payload)
    await handler.handle(contextOf(options, handler.name, delivery), payload, delivery.eventId)
  } catch (fault) {
    options.onFault(fault, `${handler.name} on ${event.name}`)
    throw fault
  }
}

/** Every handler of every module. */
export const subscribersOf = (modules: readonly ModuleDescription[]): readonly Subscriber[] =>
  modules.flatMap((module) => module.subscribers ?? [])

const contextOf = (
  options: Omit<WorkerOptions, 'jobs'>,
  job: string,
  handling?: Delivery,
): HandlerContext => {
  const enter = (organisation: { id: string; name: string } | null, once: boolean) =>
    options.doorsFor(systemActor(job, organisation), once && handling ? { handling } : {})
  return {
    ...enter(null, false),
    now: options.clock.now(),
    newId: options.newId,
    as: (organisation) => enter(organisation, false),
    once: (organisation) => enter(organisation, true),
  }
}
