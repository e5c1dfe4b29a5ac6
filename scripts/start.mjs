// npm start, npm run demo: installs and builds what is missing, then runs Wardround in this process.
// Usage: node scripts/start.mjs [demo]
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare } from './set-up/prepare.mjs'
import { orExplain, root, SetUpError } from './set-up/project.mjs'

const [, , what, ...rest] = process.argv
const name = what === 'demo' ? 'demo' : 'serve'

await orExplain(async () => {
  await prepare({ dev: false })
  const program = join(root, 'dist', 'programs', `${name}.js`)
  if (!existsSync(program))
    throw new SetUpError(`${program} is missing: delete dist and start again.`)
  process.env['NODE_ENV'] ??= 'production'
  process.argv = [process.execPath, program, ...(what === 'demo' ? rest : process.argv.slice(2))]
  // In this process, so that Ctrl-C reaches it once, and its exit code is ours
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(program).href)
})
