import { moduleOf, type ModuleDescription } from '#kernel/declare/module.js'
import type { Registry } from '#registry/registry.js'

const DAY_MINUTES = 24 * 60

/** What the clock does for the registry itself, which no module owns. */
export const upkeepOf = (registry: Pick<Registry, 'forgetOldKeys'>): ModuleDescription =>
  moduleOf({
    name: 'upkeep',
    rank: 0,
    clockJobs: [
      {
        name: 'registry.forget-old-keys',
        everyMinutes: DAY_MINUTES,
        run: () => registry.forgetOldKeys(),
      },
    ],
  })
