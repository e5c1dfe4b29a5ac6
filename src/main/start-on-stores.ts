import { fileURLToPath } from 'node:url'
import { systemClock } from '#kernel/time.js'
import { noteInstalledVersion } from '#modules/agreed-way/index.js'
import { seedReferencePack } from '#modules/organisations/index.js'
import { composeWardround, type Wardround } from './compose.js'
import type { Config } from './config.js'
import { exampleHashing } from './demo/example-password.js'
import { openLog } from './log.js'
import { openMail } from './mail.js'
import { openRegistryServer, telemetryOf } from './open-stores.js'
import { openTelemetryEarly } from './open-telemetry-early.js'
import { readSecret } from './secret.js'
import type { StartOptions } from './start-server.js'
import type { StartedThings } from './started-things.js'

export { localDoor } from './local-door.js'

const PACK_DIRECTORY = fileURLToPath(new URL('../../reference-data/organisations', import.meta.url))

/** Starts the databases and puts Wardround together on them; what was started is noted. */
export const startOnStores = async (
  config: Config,
  { clock = systemClock, isExample, onProgress }: StartOptions,
  started: StartedThings,
): Promise<{ wardround: Wardround; databaseUrl: string }> => {
  const log = openLog(config.dataDirectory, config.logLevel)
  const server = await openRegistryServer(config, log, onProgress, isExample)
  started.add(() => server.stop())
  onProgress('Preparing the stores …')
  const telemetry = telemetryOf(config, clock)
  started.add(await openTelemetryEarly(telemetry, { say: onProgress, log }))
  const wardround = await composeWardround({
    config,
    databaseUrl: server.url,
    telemetry: telemetry.store,
    clock,
    secret: readSecret(config.dataDirectory),
    mail: openMail(config),
    isExample,
    ...(isExample && { passwordHashing: exampleHashing }),
    worker: true,
    mayMigrate: true,
    onFault: (fault, about) => log.error({ err: fault }, about),
  })
  started.add(() => wardround.close())
  await seedReferencePack(wardround.registry.doorsFor, PACK_DIRECTORY)
  await noteInstalledVersion(wardround.registry.doorsFor)
  return { wardround, databaseUrl: server.url }
}
