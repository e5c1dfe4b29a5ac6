import { systemActor, type Actor } from '#kernel/actor.js'
import { Conflict, NotFound, Unavailable } from '#kernel/errors.js'
import { systemClock } from '#kernel/time.js'
import type { OpenedRegistry, WantedRegistry } from '#entrances/cli/cli.js'
import { openLater } from '#telemetry/open-later.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { composeWardround, type Wardround } from './compose.js'
import type { Config } from './config.js'
import { inUseSentence, tryLockDataDirectory, type Attachment } from './data-directory/index.js'
import { openMail } from './mail.js'
import { openRegistryServer, telemetryOf } from './open-stores.js'
import { organisationByCode, organisationOfDeployment } from './organisation-by-code.js'
import { readSecret } from './secret.js'
import { startedThings, type StartedThings } from './started-things.js'

/** Wardround as a command has it: its own, or attached to the server that runs. */
export interface OpenedForCommand {
  wardround: Wardround
  databaseUrl: string
  /** The server that holds the data directory; null when this command holds it. */
  server: Attachment | null
  close: () => Promise<void>
}

/**
 * Opens the data directory for a command. While a server holds it, the command attaches and neither
 * migrates nor stops anything; otherwise the command holds it and starts what it needs, and stops
 * that when it is interrupted.
 */
export const openForCommand = async (
  config: Config,
  purpose: string,
): Promise<OpenedForCommand> => {
  const outcome = await tryLockDataDirectory(config.dataDirectory, { holder: 'command', purpose })
  if (outcome.kind === 'in use') {
    const server = outcome.inUse.attachment
    if (!server) throw new Conflict(inUseSentence(outcome.inUse))
    const baseUrl = config.baseUrlGiven ? config.baseUrl : (server.publicUrl ?? server.httpUrl)
    const attached = { ...config, baseUrl }
    const wardround = await compose(attached, server.databaseUrl, heldTelemetry, false)
    return { wardround, databaseUrl: server.databaseUrl, server, close: () => wardround.close() }
  }
  const started = startedThings()
  const interruption = catchInterruption()
  started.add(interruption.release)
  started.add(() => outcome.lock.release())
  try {
    const opened = await openOwn(config, started)
    if (interruption.mayEnd()) return opened
    throw new Unavailable('Interrupted.')
  } catch (problem) {
    await started.stopAll().catch(() => undefined)
    throw problem
  }
}

const openOwn = async (config: Config, started: StartedThings): Promise<OpenedForCommand> => {
  const server = await openRegistryServer(config, SILENT, () => {})
  started.add(() => server.stop())
  const { store } = telemetryOf(config, systemClock)
  const wardround = await compose(config, server.url, store, true)
  started.add(() => wardround.close())
  return { wardround, databaseUrl: server.url, server: null, close: started.stopAll }
}

// While PostgreSQL starts, Ctrl-C waits for it; afterwards the process ends at once and PostgreSQL,
// told at its end, with it.
const catchInterruption = () => {
  let asked = false
  let mayEnd = false
  const onSignal = () => {
    asked = true
    if (mayEnd) process.exit(INTERRUPTED)
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return {
    /** Whether nobody has interrupted so far; from now on the process may end at any moment. */
    mayEnd: () => {
      mayEnd = true
      return !asked
    },
    release: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal)
    },
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const INTERRUPTED = 130

/** The registry as a verb of a module is given it, acting as --as in --organisation. */
export const openRegistryForVerb =
  (config: Config) =>
  async (wanted: WantedRegistry): Promise<OpenedRegistry> => {
    const opened = await openForCommand(config, 'a command')
    try {
      const actor = await actorFor(opened.wardround, wanted)
      return { doors: opened.wardround.registry.doorsFor(actor), actor, close: opened.close }
    } catch (problem) {
      await opened.close()
      throw problem
    }
  }

const compose = (
  config: Config,
  databaseUrl: string,
  telemetry: TelemetryStore,
  mayMigrate: boolean,
): Promise<Wardround> =>
  composeWardround({
    config,
    databaseUrl,
    telemetry,
    clock: systemClock,
    secret: readSecret(config.dataDirectory),
    mail: openMail(config),
    isExample: false,
    worker: false,
    mayMigrate,
    onFault: (fault, about) => process.stderr.write(`${about}: ${String(fault)}\n`),
  })

const actorFor = async (wardround: Wardround, wanted: WantedRegistry): Promise<Actor> => {
  const actor = systemActor('command-line', await organisationFor(wardround, wanted))
  return wanted.as ? { ...actor, name: `${wanted.as} (command line)` } : actor
}

const organisationFor = async (
  wardround: Wardround,
  { organisation: code, deployment }: WantedRegistry,
) => {
  const { registry } = wardround
  const actor = systemActor('command-line')
  if (!code) {
    if (!deployment) return null
    const owner = await registry.read(organisationOfDeployment, actor, { deployment })
    if (!owner) throw new NotFound('There is no such deployment.')
    return owner
  }
  const found = await registry.read(organisationByCode, actor, { code })
  if (!found)
    throw new NotFound(
      `There is no organisation with the code ${code}. Use its ODS code or its id.`,
    )
  return found
}

const SILENT = { info: () => {}, warn: () => {} }

/** Stands for telemetry that another process holds: every use is refused. */
const heldTelemetry = openLater('duckdb', async () => {
  throw new Conflict(
    'The running server holds the telemetry. Stop it first, or use its page or API.',
  )
}).store
