import { exitCodeOf } from '#entrances/cli/cli.js'
import { DomainError } from '#kernel/errors.js'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs a server until Ctrl-C or a request to end, then stops what it started. A refusal to start is
 * one sentence and the exit code of its kind; a second Ctrl-C does not wait.
 */
export const runUntilStopped = async (
  start: (say: (line: string) => void) => Promise<{ stop(): Promise<void> }>,
): Promise<void> => {
  const asked = untilAsked()
  const server = await start(print).catch((problem: unknown) => end(problem, 'start'))
  await asked
  print('Stopping …')
  await server.stop().catch((problem: unknown) => end(problem, 'stop'))
  print('Stopped.')
  process.exit(0)
}

const end = (problem: unknown, doing: string): never => {
  const known = problem instanceof DomainError
  const told = known ? problem.message : String((problem as Error)?.stack ?? problem)
  process.stderr.write(known ? `${told}\n` : `Wardround could not ${doing}: ${told}\n`)
  process.exit(exitCodeOf(problem))
}

const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked && signal === 'SIGINT') process.exit(130)
        asked = true
        resolve()
      })
    }
  })
