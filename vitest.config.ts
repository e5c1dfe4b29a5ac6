import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'
import { isBuilt } from './scripts/set-up/build.mjs'
import { LongFilesFirst } from './tests/support/long-files-first.js'
import { temporaryPlace } from './tests/support/temporary-place.js'

const root = fileURLToPath(new URL('.', import.meta.url))

// Here, so that whoever starts the tests and each process of them agree.
process.env['TEST_PROGRAMS'] ??= tmpdir()
process.env['TMPDIR'] = temporaryPlace()

/**
 * Tests run on the build, as the product does, where it was made from these very sources, and else
 * on the sources. To translate two thousand sources takes each worker a quarter of a minute.
 */
const built = isBuilt()
const OURS = /^#(kernel|statistics|registry|telemetry|files|ui|modules|entrances|main)\/(.*)\.js$/
const ONLY_FOR_TESTS = /\/testing\/|\.test$/

const buildOrSources: Plugin = {
  name: 'build-or-sources',
  enforce: 'pre',
  resolveId(id, importer) {
    const ours = OURS.exec(id)
    const near = id.startsWith('.') && id.endsWith('.js') && importer !== undefined
    if (!ours && !near) return null
    const path = ours ? `${ours[1]}/${ours[2]}` : join(dirname(importer ?? ''), id.slice(0, -3))
    const stem = ours ? `${root}src/${path}` : path
    if (built && stem.startsWith(`${root}src/`) && !ONLY_FOR_TESTS.test(stem)) {
      return { id: `${root}dist/${stem.slice(`${root}src/`.length)}.js`, external: true }
    }
    return [`${stem}.ts`, `${stem}.tsx`].find((one) => existsSync(one)) ?? null
  },
}

export default defineConfig({
  plugins: [buildOrSources],
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/property-seed.ts'],
    // As npm start does: the development build of React takes four times as long for a page.
    env: { NODE_ENV: 'production' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    server: { deps: { external: [/\/dist\//] } },
    maxWorkers: 2,
    // Files share a process and what it has loaded: putting the whole application together takes
    // seconds. Each test file has its own database, and no test mocks a module of ours.
    pool: 'forks',
    isolate: false,
    sequence: { sequencer: LongFilesFirst },
  },
})
