import type { Actor } from '#kernel/actor.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import type { Doors } from '#kernel/operation.js'
import { collaborationsModule } from '#modules/collaborations/index.js'
import type { FileStore } from '#files/file-store.js'
import { agreedWayModule } from '#modules/agreed-way/index.js'
import { groupUseModule } from '#modules/group-use/index.js'
import { concernsModule } from '#modules/concerns/index.js'
import { exportsModule } from '#modules/exports/index.js'
import { evidenceModule } from '#modules/evidence/index.js'
import { formProgress, formsModule } from '#modules/forms/index.js'
import { hazardsModule } from '#modules/hazards/index.js'
import { deploymentsModule, ownedDeployments } from '#modules/deployments/index.js'
import { modelCardsModule } from '#modules/model-cards/index.js'
import { monitoringModule, ownedMonitoring } from '#modules/monitoring/index.js'
import { notificationsModule } from '#modules/notifications/index.js'
import { opportunitiesModule, ownedOpportunities } from '#modules/opportunities/index.js'
import { auditSection, historyModule } from '#modules/history/index.js'
import { importSection, organisationsModule } from '#modules/organisations/index.js'
import { productsModule } from '#modules/products/index.js'
import { publicRegisterModule } from '#modules/public-register/index.js'
import { SHARING_SECTION, sharingModule } from '#modules/sharing/index.js'
import { identityModule, type SignIn } from '#modules/identity/index.js'
import { firstPageOf, peopleModule } from '#modules/people/index.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import type { Framework } from '#modules/framework/index.js'
import { pathwayModule } from '#modules/pathway/index.js'
import type { Config } from './config.js'
import { homeModule } from './home-page.js'

/** What modules are given besides the registry. */
export interface ModuleParts {
  config: Config
  signIn: SignIn
  telemetry: TelemetryStore
  files: FileStore
  framework: Framework
  /** Sends one letter; null when SMTP_URL is not set. */
  mail: ((letter: { to: string; subject: string; text: string }) => Promise<void>) | null
  /** Doors as somebody who has just opened an account, or an operator in another organisation. */
  doorsFor: (actor: Actor) => Doors
}

/** Every module, in order of rank; one line a module. */
export const modulesOf = (parts: ModuleParts): readonly ModuleDescription[] => {
  const { config, signIn, files, mail, doorsFor } = parts
  const modules: readonly ModuleDescription[] = [
    identityModule({ signIn, sendsMail: mail !== null, firstPage: firstPageOf(doorsFor) }),
    organisationsModule,
    peopleModule({
      signIn,
      baseUrl: config.baseUrl,
      mail,
      doorsFor,
      scopes: () => scopesOf(modules),
      owned: [ownedOpportunities, ownedDeployments, ownedMonitoring],
      sections: [importSection, auditSection, SHARING_SECTION],
    }),
    agreedWayModule,
    productsModule,
    modelCardsModule({ files }),
    opportunitiesModule,
    deploymentsModule({ framework: parts.framework }),
    evidenceModule({ files, dataDirectory: config.dataDirectory, formProgress }),
    hazardsModule,
    monitoringModule({ telemetry: parts.telemetry }),
    concernsModule(),
    groupUseModule,
    formsModule({ files }),
    collaborationsModule,
    pathwayModule,
    sharingModule({ framework: parts.framework }),
    publicRegisterModule({
      baseUrl: config.baseUrl,
      sections: () => modules.flatMap((module) => module.publicSections ?? []),
    }),
    notificationsModule({ mail, baseUrl: config.baseUrl }),
    historyModule,
    exportsModule({ baseUrl: config.baseUrl, files }),
    homeModule(() => modules),
  ]
  return modules
}

/** Every scope that a route of some modules asks for. */
const scopesOf = (modules: readonly ModuleDescription[]): readonly string[] =>
  [
    ...new Set(modules.flatMap((module) => (module.routes ?? []).map((route) => route.scope))),
  ].toSorted()
