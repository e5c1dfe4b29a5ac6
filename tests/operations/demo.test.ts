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

test('the demo uses a directory of its own, twice over, and takes it away at the end', async () => {
  const real = join(directory, 'real')
  const places = join(directory, 'tmp')
  mkdirSync(places)
  const settings = {
    TMPDIR: places,
    DATABASE_URL: `postgresql://nobody@127.0.0.1:${await freePort()}/none`,
  }
  const start = () => startServerProcess(real, { program: 'dist/programs/demo.js', settings })
  const [one, two] = await Promise.all([start(), start()])
  const made = readdirSync(places).filter((name) => name.startsWith('wardround-demo-'))
  expect(made).toHaveLength(2)
  const postmasters = made.map((name) =>
    Number.parseInt(
      readFileSync(join(places, name, 'postgres/cluster/postmaster.pid'), 'utf8'),
      10,
    ),
  )
  expect((await fetch(`${one.url}/readyz`)).status).toBe(200)
  expect((await fetch(`${two.url}/readyz`)).status).toBe(200)
  expect(await Promise.all([one.stop(), two.stop()])).toEqual([0, 0])
  expect(postmasters.map(isAlive)).toEqual([false, false])
  expect(readdirSync(places).filter((name) => name.startsWith('wardround-'))).toEqual([])
  expect(existsSync(real)).toBe(false)
}, 300_000)
