import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exampleClock } from './demo/example-clock.js'
import { buildExample } from './demo/build-example.js'
import { exampleConfig } from './demo/example-config.js'
import { runUntilStopped } from './run-until-stopped.js'
import { startServer } from './start-server.js'

await runUntilStopped(async (say, asked) => {
  const directory = mkdtempSync(join(tmpdir(), 'wardround-demo-'))
  const forget = () => rmSync(directory, { recursive: true, force: true })
  try {
    // A data directory and a database of its own: the real ones are never opened.
    const config = exampleConfig(process.env, directory)
    const clock = exampleClock()
    const server = await startServer(config, { isExample: true, onProgress: say, clock })
    const stop = async () => {
      await server.stop()
      forget()
    }
    try {
      say('Setting up the worked example …')
      const signIns = await buildExample(server.wardround, { clock, say, asked })
      say('')
      say(
        `The worked example is ready at ${server.url}. Its organisations do not exist and its figures are simulated.`,
      )
      say('Sign in as any of these; the password is the same for all:')
      for (const one of signIns.people)
        say(`  ${one.email.padEnd(44)} ${one.role}, ${one.organisation}`)
      say(`  Password: ${signIns.password}`)
      say('')
      say('Everything is thrown away when you press Ctrl-C.')
      return { stop }
    } catch (problem) {
      await stop()
      throw problem
    }
  } catch (problem) {
    forget()
    throw problem
  }
})
