import { Command as Program, CommanderError } from 'commander'
import type { Actor } from '#kernel/actor.js'
import type { VerbAnswer, VerbDescription } from '#kernel/declare/verb.js'
import { Conflict, DomainError, Invalid, Unmet, type ErrorCode } from '#kernel/errors.js'
import type { NewId } from '#kernel/ids.js'
import type { Doors } from '#kernel/operation.js'
import type { Clock } from '#kernel/time.js'

/** What a verb that needs the registry is given, opened only then. */
export interface OpenedRegistry {
  doors: Doors
  actor: Actor
  close(): Promise<void>
}

/** As whom, and for which organisation, a verb opens the registry. */
export interface WantedRegistry {
  as?: string
  organisation?: string
  /** Id of a deployment whose organisation is meant where none is named. */
  deployment?: string
}

/** What the command line needs. */
export interface CliOptions {
  verbs: readonly VerbDescription[]
  version: string
  /** Opens the registry as the account of --as (default the system account), in --organisation. */
  openRegistry: (wanted: WantedRegistry) => Promise<OpenedRegistry>
  clock: Clock
  newId: NewId
  out: (text: string) => void
  error: (text: string) => void
}

const EXIT: Readonly<Record<ErrorCode, number>> = {
  invalid: 2,
  not_found: 3,
  not_signed_in: 4,
  not_allowed: 5,
  conflict: 6,
  unmet: 7,
  unavailable: 8,
  limit_reached: 9,
}

/** The exit code of design.md section 3 for what was thrown: 1 for a fault, 2 and on for refusals. */
export const exitCodeOf = (thrown: unknown): number =>
  thrown instanceof DomainError ? EXIT[thrown.code] : 1

/** Runs the command line over its arguments and answers the exit code of design.md section 3. */
export const runCli = async (options: CliOptions, args: readonly string[]): Promise<number> => {
  let exitCode = 0
  const program = programOf(options, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2
    return report(options, thrown, args.includes('--json'))
  }
}

/** The program with every verb, for running and for docs/reference/cli.md. */
export const programOf = (options: CliOptions, setExit: (code: number) => void): Program => {
  const program = new Program('wardround')
    .description('The shared register, pathway and monitor for AI in health and care')
    .version(options.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => options.out(text.trimEnd()),
      writeErr: (text) => options.error(text.trimEnd()),
    })
  for (const verb of options.verbs) addVerb(program, verb, options, setExit)
  return program
}

const addVerb = (
  program: Program,
  verb: VerbDescription,
  options: CliOptions,
  setExit: (code: number) => void,
): void => {
  const parent = verb.verb ? nounOf(program, verb.noun) : program
  const command = parent
    .command(verb.verb ?? verb.noun)
    .description(verb.summary)
    .exitOverride()
  for (const argument of verb.arguments ?? []) {
    const name = `${argument.name}${argument.many ? '...' : ''}`
    command.argument(argument.optional ? `[${name}]` : `<${name}>`, argument.description)
  }
  for (const option of verb.options ?? []) {
    if (option.many) command.option(option.flags, option.description, collect)
    else if (option.required) command.requiredOption(option.flags, option.description)
    else command.option(option.flags, option.description)
  }
  command.option('--json', 'answer as JSON')
  if (verb.needs !== 'nothing') command.option('--as <name>', 'who acts; stands in the audit trail')
  if (verb.needs === 'organisation') {
    const words = 'ODS code or id of the organisation acted for'
    if (verb.organisationOf) command.option('--organisation <code>', words)
    else command.requiredOption('--organisation <code>', words)
  }
  if (verb.examples) command.addHelpText('after', examplesText(verb.examples))
  command.action(async (...given: unknown[]) => {
    const names = (verb.arguments ?? []).map((argument) => argument.name)
    const values = { ...(given[names.length] as object), ...named(names, given) }
    setExit(await carryOut(verb, values, options))
  })
}

const examplesText = (lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`

const collect = (value: string, earlier: string[] = []): string[] => [...earlier, value]

const nounOf = (program: Program, noun: string): Program => {
  const earlier = program.commands.find((command) => command.name() === noun)
  return earlier ?? program.command(noun).description(`Commands about ${noun}`).exitOverride()
}

const named = (names: readonly string[], given: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name, place) => [name, given[place]]))

type Values = Record<string, string | string[] | boolean | undefined>

const carryOut = async (
  verb: VerbDescription,
  values: object,
  options: CliOptions,
): Promise<number> => {
  const given = values as Values
  const asJson = given['json'] === true
  const registry =
    verb.needs === 'nothing' ? undefined : await options.openRegistry(wantedOf(verb, given))
  try {
    const answer = await verb.run({
      ...(registry?.doors ?? closedDoors),
      actor: registry?.actor ?? nobody,
      now: options.clock.now(),
      newId: options.newId,
      options: given,
      progress: (line) => {
        if (!asJson) options.error(line)
      },
    })
    printAnswer(options, answer, asJson)
    return answer.exitCode ?? 0
  } finally {
    await registry?.close()
  }
}

const printAnswer = (options: CliOptions, answer: VerbAnswer, asJson: boolean): void =>
  options.out(asJson ? JSON.stringify(answer.json, null, 2) : answer.text)

const wantedOf = (verb: VerbDescription, values: Values): WantedRegistry => {
  const deployment = verb.organisationOf ? values[verb.organisationOf] : undefined
  return {
    ...(typeof values['as'] === 'string' ? { as: values['as'] } : {}),
    ...(typeof values['organisation'] === 'string' ? { organisation: values['organisation'] } : {}),
    ...(typeof deployment === 'string' ? { deployment } : {}),
  }
}

/** Tells a refusal or a fault, on standard output with --json, and answers the exit code. */
export const report = (
  options: Pick<CliOptions, 'out' | 'error'>,
  thrown: unknown,
  asJson: boolean,
): number => {
  const code = thrown instanceof DomainError ? thrown.code : 'fault'
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const problems = thrown instanceof Invalid ? thrown.problems : undefined
  const unmet = thrown instanceof Unmet ? thrown.unmet : undefined
  const current = thrown instanceof Conflict ? thrown.current : undefined
  if (asJson)
    options.out(JSON.stringify({ error: { code, message, problems, unmet, current } }, null, 2))
  else
    options.error(
      [message, ...(unmet ?? []).map((one) => `- ${one.name}: ${one.sentence}`)].join('\n'),
    )
  return exitCodeOf(thrown)
}

const nobody: Actor = {
  kind: 'public',
  id: 'public',
  name: 'Nobody',
  organisationId: null,
  organisationName: null,
  roles: [],
}

const noRegistry = async (): Promise<never> => {
  throw new Error('This verb is declared as needing nothing and asked for the registry.')
}

const closedDoors: Doors = { run: noRegistry, read: noRegistry }
