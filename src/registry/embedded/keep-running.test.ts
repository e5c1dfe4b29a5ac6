import type { ChildProcess } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { keepRunning } from './keep-running.js'
import type { Running } from './launch-postgres.js'

/** A process that ends when it is told to. */
const process = (pid: number) => {
  let exit = () => {}
  const exited = new Promise<void>((resolve) => {
    exit = resolve
  })
  const running: Running = { pid, exited, child: { ref: () => {} } as ChildProcess }
  return { running, exit }
}

const kept = (outcomes: (Running | Error)[], first: Running) => {
  const said: string[] = []
  const ended: number[] = []
  const log = { info: (line: string) => said.push(line), warn: (line: string) => said.push(line) }
  const again = async (): Promise<Running> => {
    const next = outcomes.shift()
    if (next === undefined || next instanceof Error) throw next ?? new Error('asked too often')
    return next
  }
  const end = async ({ pid }: Running): Promise<void> => void ended.push(pid)
  return { said, ended, server: keepRunning(first, { again, end, log, firstPauseMs: 1 }) }
}

test('it is tried until it runs again, and watched from then on', async () => {
  const [one, two, three] = [process(1), process(2), process(3)]
  const refusals = [new Error('the disk is full'), new Error('still full')]
  const { server, said } = kept([...refusals, two.running, three.running], one.running)
  one.exit()
  await vi.waitFor(() => expect(server.pid()).toBe(2))
  two.exit()
  await vi.waitFor(() => expect(server.pid()).toBe(3))
  expect(said.map((line) => line.replace('The PostgreSQL of this Wardround ', ''))).toEqual([
    'ended by itself; it is started again.',
    'does not start again yet: the disk is full',
    'does not start again yet: still full',
    'runs again.',
    'ended by itself; it is started again.',
    'runs again.',
  ])
  three.exit()
  await server.stop()
})

test('what is stopped is not started again, also while it is being tried', async () => {
  const one = process(1)
  const { server, said, ended } = kept([], one.running)
  const stopped = server.stop()
  one.exit()
  await stopped
  expect([said, new Set(ended)]).toEqual([[], new Set([1])])

  const two = process(2)
  const full = kept(
    Array.from({ length: 1000 }, () => new Error('full')),
    two.running,
  )
  two.exit()
  await vi.waitFor(() => expect(full.said.length).toBeGreaterThan(2))
  await full.server.stop()
  const before = full.said.length
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(full.said.length).toBe(before)
})
