import { beforeAll, expect, test } from 'vitest'
import { ensureBuilt, runProgram } from './run-program.js'

const NOT_AVAILABLE = 77

beforeAll(ensureBuilt)

// A Node is installed and run there: not every machine lets programs be run from memory.
const place = process.env['TEST_PROGRAMS']
const ranFrom = place === undefined ? {} : { TMPDIR: place }

test('the server and the unit tests run on the current LTS of Node', async (context) => {
  const { code, stdout, stderr } = await runProgram(['scripts/smoke-lts.mjs'], ranFrom)
  context.skip(code === NOT_AVAILABLE, stderr.trim())
  expect(code, stdout + stderr).toBe(0)
  expect(stdout).toMatch(/^v24\./)
}, 240_000)
