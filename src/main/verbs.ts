import { verb, type VerbDescription } from '#kernel/declare/verb.js'
import { frameworkVerbs } from '#modules/framework/index.js'
import { passportVerbs } from '#modules/evidence/index.js'
import { modelCardVerbs } from '#modules/model-cards/index.js'
import { monitoringVerbs } from '#modules/monitoring/index.js'
import { organisationVerbs } from '#modules/organisations/index.js'
import { pathwayVerbs } from '#modules/pathway/index.js'
import { backUp } from './backup/back-up.js'
import { missingInWords, movedInWords } from './backup/moved.js'
import { restore } from './backup/restore.js'
import type { Config } from './config.js'
import { makeFirstLink } from './make-first-link.js'

// The exit code of what was not found: the rest was moved.
const MISSING = 3

/** Every verb of the command line: those of the whole installation, then those of the modules. */
export const verbsOf = (config: Config): readonly VerbDescription[] => [
  ...installationVerbs(config),
  ...organisationVerbs,
  ...monitoringVerbs,
  ...modelCardVerbs,
  ...pathwayVerbs,
  ...frameworkVerbs,
  ...passportVerbs(config.dataDirectory),
]

const installationVerbs = (config: Config): readonly VerbDescription[] => [
  verb({
    noun: 'serve',
    summary: 'Start the server (as npm start does) and keep it running until Ctrl-C',
    needs: 'nothing',
    run: async () => {
      await import('./serve.js')
      return { json: {}, text: '' }
    },
  }),
  verb({
    noun: 'demo',
    summary: 'Start the worked example on a data directory that is thrown away',
    needs: 'nothing',
    run: async () => {
      await import('./demo.js')
      return { json: {}, text: '' }
    },
  }),
  verb({
    noun: 'first-link',
    summary: 'Print a new one-time link that creates the first account, while nobody has one',
    needs: 'nothing',
    run: async () => {
      const link = await makeFirstLink(config)
      return {
        json: link,
        text: `${link.url}\nIt works once, until ${link.expiresAt.toISOString()}.`,
      }
    },
  }),
  verb({
    noun: 'backup',
    summary: 'Write a backup of the registry, the telemetry and the files into a new directory',
    arguments: [{ name: 'directory', description: 'a directory that does not exist or is empty' }],
    needs: 'nothing',
    run: async ({ options, progress }) => {
      const made = await backUp(config, String(options['directory']), progress)
      return {
        json: made,
        text: `Backed up ${movedInWords(made)} to ${made.directory}.${missingInWords(made)}`,
        exitCode: made.missing.length > 0 ? MISSING : 0,
      }
    },
  }),
  verb({
    noun: 'restore',
    summary: 'Read a backup into an empty data directory or database',
    arguments: [{ name: 'directory', description: 'a directory that backup wrote' }],
    needs: 'nothing',
    run: async ({ options, progress }) => {
      const made = await restore(config, String(options['directory']), progress)
      return {
        json: made,
        text: `Restored ${movedInWords(made)} into ${config.dataDirectory}.${missingInWords(made)}`,
        exitCode: made.missing.length > 0 ? MISSING : 0,
      }
    },
  }),
]
