import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { freePort } from '#registry/embedded/free-port.js'
import { isAlive } from '#registry/embedded/orphan.js'
import { ensureBuilt } from './run-program.js'
import { startServerProcess } from './server-process.js'
import { temporaryDirectory } from './temporary-directory.js'

const directory = temporaryDirectory('demo-test')

beforeAll(ensureBuilt)

test('each demo uses a directory of its own and takes it away at the end, also in the middle of its example', async () => {
  const real = join(directory, 'real')
  const places = join(directory, 'tmp')
  mkdirSync(places)
  const settings = {
    TMPDIR: places,
    DATABASE_URL: `postgresql://nobody@127.0.0.1:${await freePort()}/none`,
  }
  const start = (until?: string) =>
    startServerProcess(real, {
      program: 'dist/programs/demo.js',
      settings,
      ...(until === undefined ? {} : { until }),
    })
  const whole = start()
  const interrupted = await start('Setting up the worked example')
  const made = readdirSync(places).filter((name) => name.startsWith('wardround-demo-'))
  expect(made).toHaveLength(2)
  const pidFiles = made.map((name) => join(places, name, 'postgres/cluster/postmaster.pid'))
  await expect.poll(() => pidFiles.every(existsSync), { timeout: 60_000 }).toBe(true)
  const postmasters = pidFiles.map((path) => Number.parseInt(readFileSync(path, 'utf8'), 10))
  expect(await interrupted.stop()).toBe(0)
  expect(interrupted.said()).not.toContain('is ready at')
  expect(postmasters.filter(isAlive)).toHaveLength(1)
  expect(readdirSync(places).filter((name) => name.startsWith('wardround-demo-'))).toHaveLength(1)

  const one = await whole
  expect((await fetch(`${one.url}/readyz`)).status).toBe(200)
  expect(await one.stop()).toBe(0)
  expect(postmasters.map(isAlive)).toEqual([false, false])
  expect(readdirSync(places).filter((name) => name.startsWith('wardround-'))).toEqual([])
  expect(existsSync(real)).toBe(false)
}, 300_000)
