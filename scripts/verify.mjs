// npm run verify: everything that can be checked in under a minute, before a commit.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from './set-up/prepare.mjs'
import { orExplain, root } from './set-up/project.mjs'

const modules = join(root, 'node_modules')
const vitest = [join(modules, 'vitest', 'vitest.mjs'), 'run', '--reporter=dot']
const unitTests = ['src/kernel', 'src/statistics', 'rules.test', 'model.test', 'scripts/']

/** @type {[string, string[]][]} */
const steps = [
  ['Format', [join(modules, 'oxfmt', 'bin', 'oxfmt'), '--check', '.']],
  ['Lint', [join(modules, 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings']],
  [
    'Types',
    // Each checker works out the types of every package anew: two are quicker than the usual four.
    [
      join(modules, 'typescript', 'bin', 'tsc'),
      '-p',
      'tsconfig.json',
      '--noEmit',
      '--checkers',
      '2',
    ],
  ],
  [
    'Architecture, generated files and unit tests',
    [...vitest, 'tests/architecture', 'tests/generated', ...unitTests],
  ],
]

await orExplain(() => prepare({ dev: true, built: false }))
let failed = 0
for (const [name, command] of steps) {
  const start = Date.now()
  const found = existsSync(command[0])
  const result = found
    ? spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8' })
    : { status: 1, stdout: '', stderr: `${command[0]} is missing` }
  const good = result.status === 0
  if (!good) failed += 1
  console.log(
    `${good ? 'good  ' : 'FAILED'} ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`,
  )
  if (!good) console.log(`${result.stdout}${result.stderr}`)
}
process.exitCode = failed === 0 ? 0 : 1
