import { readConfig } from './config.js'
import { runUntilStopped } from './run-until-stopped.js'
import { startServer } from './start-server.js'

await runUntilStopped(async (say) => {
  const config = readConfig(process.env)
  const server = await startServer(config, { isExample: false, onProgress: say })
  say(`Wardround is ready at ${server.url}`)
  if (!(await server.wardround.signIn.hasAccounts())) {
    const link = await server.wardround.signIn.makeFirstLink({ by: 'system:start' })
    say('')
    say('Nobody has an account yet. Open this link within an hour to create the first one:')
    say(`  ${link.url}`)
    say('It works once. For a new one: npx wardround first-link')
  }
  say('')
  say('Press Ctrl-C to stop.')
  return server
})
