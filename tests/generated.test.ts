import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'

// Row types and references are generated; this fails when one is not what the sources say.

test('the generated files are true', () => {
  expect(existsSync('dist/main/compose.js'), 'run npm run build first').toBe(true)
  const run = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], { encoding: 'utf8' })
  expect(`${run.stdout}${run.stderr}`.replaceAll(/^npm warn.*$/gm, '').trim()).toBe('')
  expect(run.status).toBe(0)
})
