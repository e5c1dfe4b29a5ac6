import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The project that the programs are run from. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** What a program that has ended said. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Settings that a terminal may have and a test must not inherit. */
const OURS =
  /^(?:WARDROUND_|PORT$|HOST$|BASE_URL$|DATABASE_URL$|TELEMETRY_URL$|SMTP_URL$|OIDC_|NODE_ENV$|LANG$|LC_|VITEST)/

/** The environment of this process without settings of ours, with these, as npm start sets it. */
export const cleanEnvironment = (
  settings: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
  NODE_ENV: 'production',
  ...settings,
})

interface As {
  uid?: number
  gid?: number
  node?: string
}

/** Starts one of our programs, in a process of its own. */
const startProgram = (
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
  as: As = {},
): { process: ChildProcess; ended: Promise<Ended> } => {
  const { node = process.execPath, ...user } = as
  const child = spawn(node, words, {
    cwd: PROJECT,
    env: cleanEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString('utf8')))
  child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString('utf8')))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...said }))
  })
  return { process: child, ended }
}

/** Runs one of our programs to its end. */
export const runProgram = (
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
  as: As = {},
): Promise<Ended> => startProgram(words, settings, as).ended

const CLI = 'dist/programs/cli.js'

/** Starts the command line, to be stopped before its end. */
export const startWardround = (
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): ReturnType<typeof startProgram> => startProgram([CLI, ...words], settings)

/** Runs the command line. */
export const wardround = (
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> => runProgram([CLI, ...words], settings)

const BUILD = `
  const { build, isBuilt } = await import('./scripts/set-up/build.mjs')
  const { oneAtATime } = await import('./scripts/set-up/one-at-a-time.mjs')
  if (!isBuilt()) await oneAtATime(build)`

/** Builds what is run, where it is missing or older than the sources; npm test has done it. */
export const ensureBuilt = async (): Promise<void> => {
  const { code, stderr } = await runProgram(['--input-type=module', '-e', BUILD], {})
  if (code !== 0) throw new Error(stderr)
}
