import { mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'

/**
 * The log of a server, as JSON lines in the data directory; never holds what people typed. It has
 * few lines and writes each at once, so that the last one is there after a crash or a refusal. A
 * line that the disk does not take goes to standard error: a full disk must not end the server.
 */
export const openLog = (dataDirectory: string, level: string): Logger => {
  const directory = join(dataDirectory, 'log')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = openSync(join(directory, 'wardround.log'), 'a', 0o600)
  const write = (line: string): void => {
    try {
      writeSync(file, line)
    } catch (fault) {
      const { code = 'unknown' } = fault as NodeJS.ErrnoException
      process.stderr.write(`The log cannot be written (${code}): ${line}`)
    }
  }
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write })
}
