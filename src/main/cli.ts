import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { report, runCli } from '#entrances/cli/cli.js'
import { makeIds } from '#kernel/ids.js'
import { systemClock } from '#kernel/time.js'
import { readConfig } from './config.js'
import { openRegistryForVerb } from './open-for-command.js'
import { verbsOf } from './verbs.js'

const version = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

const print = {
  out: (text: string) => process.stdout.write(text ? `${text}\n` : ''),
  error: (text: string) => process.stderr.write(`${text}\n`),
}

const main = async (words: readonly string[]): Promise<number> => {
  const config = readConfig(process.env)
  return runCli(
    {
      verbs: verbsOf(config),
      version: version(),
      openRegistry: openRegistryForVerb(config),
      clock: systemClock,
      newId: makeIds(systemClock, randomBytes),
      ...print,
    },
    words,
  )
}

const words = process.argv.slice(2)
try {
  process.exitCode = await main(words)
} catch (problem) {
  process.exitCode = report(print, problem, words.includes('--json'))
}
