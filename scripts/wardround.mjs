#!/usr/bin/env node
// npx wardround <noun> <verb>: the command line, set up first where that was never done.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare } from './set-up/prepare.mjs'
import { nodeProblem, orExplain, root, SetUpError } from './set-up/project.mjs'

const program = join(root, 'dist', 'programs', 'cli.js')

await orExplain(async () => {
  const problem = nodeProblem(process.versions.node)
  if (problem) throw new SetUpError(problem)
  if (!existsSync(join(root, 'dist', '.built-from'))) await prepare({ dev: false })
  if (!existsSync(program))
    throw new SetUpError(`${program} is missing: delete dist and try again.`)
  process.env['NODE_ENV'] ??= 'production'
  process.argv[1] = program
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(program).href)
})
