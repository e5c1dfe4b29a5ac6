import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'

/**
 * The log of a server, as JSON lines in the data directory; never holds what people typed. It has
 * few lines and writes each at once, so that the last one is there after a crash or a refusal.
 */
export const openLog = (dataDirectory: string, level: string): Logger => {
  const directory = join(dataDirectory, 'log')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({
      dest: join(directory, 'wardround.log'),
      mkdir: true,
      sync: true,
      mode: 0o600,
    }),
  )
}
