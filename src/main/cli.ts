import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { runCli } from '#entrances/cli/cli.js'
import { DomainError } from '#kernel/errors.js'
import { makeIds } from '#kernel/ids.js'
import { systemClock } from '#kernel/time.js'
import { readConfig } from './config.js'
import { openRegistryForVerb } from './open-for-command.js'
import { verbsOf } from './verbs.js'

const version = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

const main = async (): Promise<number> => {
  const config = readConfig(process.env)
  return runCli(
    {
      verbs: verbsOf(config),
      version: version(),
      openRegistry: openRegistryForVerb(config),
      clock: systemClock,
      newId: makeIds(systemClock, randomBytes),
      out: (text) => process.stdout.write(text ? `${text}\n` : ''),
      error: (text) => process.stderr.write(`${text}\n`),
    },
    process.argv.slice(2),
  )
}

try {
  process.exitCode = await main()
} catch (problem) {
  process.stderr.write(
    `${problem instanceof DomainError ? problem.message : String((problem as Error).stack)}\n`,
  )
  process.exitCode = problem instanceof DomainError ? 2 : 1
}
