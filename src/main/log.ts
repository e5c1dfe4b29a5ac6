import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'

/** The log of a server, as JSON lines in the data directory; never holds what people typed. */
export const openLog = (dataDirectory: string, level: string): Logger => {
  const directory = join(dataDirectory, 'log')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({
      dest: join(directory, 'wardround.log'),
      mkdir: true,
      sync: false,
      mode: 0o600,
    }),
  )
}
