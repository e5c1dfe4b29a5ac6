import type { ModuleDescription } from '#kernel/describe.js'
import { deploymentsModule } from '#modules/deployments/index.js'
import { opportunitiesModule } from '#modules/opportunities/index.js'
import { productsModule } from '#modules/products/index.js'
import type { SignIn } from '#modules/identity/index.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import type { Framework } from '#modules/framework/index.js'
import type { Config } from './config.js'

/** What modules are given besides the registry. */
export interface ModuleParts {
  config: Config
  signIn: SignIn
  telemetry: TelemetryStore
  framework: Framework
  /** Sends one letter; null when SMTP_URL is not set. */
  mail: ((letter: { to: string; subject: string; text: string }) => Promise<void>) | null
}

/** Every module, in order of rank; one line a module. */
export const modulesOf = (parts: ModuleParts): readonly ModuleDescription[] => [
  productsModule,
  opportunitiesModule,
  deploymentsModule({ framework: parts.framework }),
]
