import type { Config } from '../config.js'

/** The configuration of the worked example: of what is real, nothing is opened, written to or sent by. */
export const exampleConfig = (config: Config, directory: string): Config => ({
  ...config,
  dataDirectory: directory,
  databaseUrl: null,
  telemetryUrl: null,
  s3: null,
  smtpUrl: null,
})
