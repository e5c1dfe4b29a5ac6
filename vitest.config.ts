import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'
import { LongFilesFirst } from './tests/support/long-files-first.js'
import { temporaryPlace } from './tests/support/temporary-place.js'

const root = fileURLToPath(new URL('.', import.meta.url))

// Here, so that whoever starts the tests and each process of them agree.
process.env['TEST_PROGRAMS'] ??= tmpdir()
process.env['TMPDIR'] = temporaryPlace()

/** Tests run on the sources: `#kernel/time.js` is read from `src/kernel/time.ts`, not from `dist`. */
const sourcesInsteadOfBuild: Plugin = {
  name: 'sources-instead-of-build',
  enforce: 'pre',
  resolveId(id) {
    const match =
      /^#(kernel|statistics|registry|telemetry|files|ui|modules|entrances|main)\/(.*)\.js$/.exec(id)
    if (!match) return null
    const stem = `${root}src/${match[1]}/${match[2]}`
    return [`${stem}.ts`, `${stem}.tsx`].find((path) => existsSync(path)) ?? null
  },
}

export default defineConfig({
  plugins: [sourcesInsteadOfBuild],
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/property-seed.ts'],
    // As npm start does: the development build of React takes four times as long for a page.
    env: { NODE_ENV: 'production' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files share a process and what it has loaded: putting the whole application together takes
    // seconds. Each test file has its own database, and no test mocks a module of ours.
    pool: 'forks',
    isolate: false,
    sequence: { sequencer: LongFilesFirst },
  },
})
