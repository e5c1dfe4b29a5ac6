import { exitCodeOf } from '#entrances/cli/cli.js'
import { DomainError } from '#kernel/errors.js'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Starts something; where it gives up because it was asked to, it throws the signal's reason. */
type Start = (say: (line: string) => void, asked: AbortSignal) => Promise<{ stop(): Promise<void> }>

/**
 * Runs a server until Ctrl-C or a request to end, then stops what it started. A refusal to start is
 * one sentence and the exit code of its kind; a second Ctrl-C does not wait.
 */
export const runUntilStopped = async (start: Start): Promise<void> => {
  // Nobody reads any more, or what they read into is full: a server goes on all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const asked = new AbortController()
  const untilAsked = listenForEnd(asked)
  const server = await start(print, asked.signal).catch((problem: unknown) => {
    if (problem === asked.signal.reason) return { stop: async () => {} }
    return end(problem, 'start')
  })
  await untilAsked
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

const listenForEnd = (asked: AbortController): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked.signal.aborted) {
          if (signal === 'SIGINT') process.exit(130)
          return
        }
        print('Stopping …')
        asked.abort()
        resolve()
      })
    }
  })
