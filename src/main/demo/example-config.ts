import { type Config, readConfig } from '../config.js'

/** How it listens and what it logs; its doors stand open to whoever reads the password on the screen. */
const OF_THE_EXAMPLE = ['PORT', 'HOST', 'BASE_URL', 'TRUST_PROXY', 'LOG_LEVEL'] as const

/**
 * The configuration of the worked example: of what is real, nothing is opened, written to, sent by or
 * signed in with, whatever the environment names.
 */
export const exampleConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): Config =>
  readConfig({
    ...Object.fromEntries(OF_THE_EXAMPLE.map((name) => [name, environment[name]])),
    WARDROUND_DATA: directory,
  })
