import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type CliOptions, report, runCli } from '#entrances/cli/cli.js'
import { makeIds } from '#kernel/ids.js'
import { systemClock } from '#kernel/clock.js'
import { monitoringVerbs } from '#modules/monitoring/verbs.js'

const version = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

const print = {
  out: (text: string) => process.stdout.write(text ? `${text}\n` : ''),
  error: (text: string) => process.stderr.write(`${text}\n`),
}

type Door = Pick<CliOptions, 'verbs' | 'openRegistry'>

const noRegistry = async (): Promise<never> => {
  throw new Error('A verb that runs at the edge asked for the registry.')
}

/** All of Wardround takes seconds to load; a verb that runs at the edge is not kept waiting for it. */
const doorFor = async (words: readonly string[]): Promise<Door> => {
  if (monitoringVerbs.some(({ noun }) => noun === words[0]))
    return { verbs: monitoringVerbs, openRegistry: noRegistry }
  const { readConfig } = await import('./config.js')
  const { openRegistryForVerb } = await import('./open-for-command.js')
  const { verbsOf } = await import('./verbs.js')
  const config = readConfig(process.env)
  return { verbs: verbsOf(config), openRegistry: openRegistryForVerb(config) }
}

const main = async (words: readonly string[]): Promise<number> =>
  runCli(
    {
      ...(await doorFor(words)),
      version: version(),
      clock: systemClock,
      newId: makeIds(systemClock, randomBytes),
      ...print,
    },
    words,
  )

// Who reads may stop early, as `| head` does; that is no fault of ours.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code === 'EPIPE') process.exit()
  print.error(`The answer cannot be written (${fault.code ?? fault.message}). Is the disk full?`)
  process.exit(1)
})

const words = process.argv.slice(2)
try {
  process.exitCode = await main(words)
} catch (problem) {
  process.exitCode = report(print, problem, words.includes('--json'))
}
