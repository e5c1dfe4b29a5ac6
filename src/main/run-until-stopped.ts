import { DomainError } from '#kernel/errors.js'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs a server until Ctrl-C or a request to end, then stops what it started. A refusal to start is
 * one sentence and exit code 1 or 8; a second Ctrl-C does not wait.
 */
export const runUntilStopped = async (
  start: (say: (line: string) => void) => Promise<{ stop(): Promise<void> }>,
): Promise<void> => {
  try {
    const ended = untilAsked()
    const server = await start(print)
    await ended
    print('Stopping …')
    await server.stop()
    print('Stopped.')
    process.exit(0)
  } catch (problem) {
    const known = problem instanceof DomainError
    process.stderr.write(
      `${known ? problem.message : `Wardround could not start: ${String((problem as Error)?.stack ?? problem)}`}\n`,
    )
    process.exit(known && problem.code === 'unavailable' ? 8 : 1)
  }
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
