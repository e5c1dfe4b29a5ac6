// npm test: installs what is missing, builds, runs the tests and counts them on the last line.
// Usage: node scripts/test.mjs [arguments for vitest]
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countTests, countsLine } from './set-up/count-tests.mjs'
import { prepare } from './set-up/prepare.mjs'
import { orExplain, root } from './set-up/project.mjs'

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const work = mkdtempSync(join(tmpdir(), 'wardround-counts-'))
const report = join(work, 'report.json')
process.once('exit', () => rmSync(work, { recursive: true, force: true }))

function runVitest() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const words = [vitest, 'run', ...reporters, ...process.argv.slice(2)]
  const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches vitest by itself; a polite kill of this process is passed on
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

await orExplain(() => prepare({ dev: true }))
const code = await runVitest()
const counts = countTests(
  existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined,
  code,
)
console.log(countsLine(counts))
process.exitCode = code === 0 && counts.failed > 0 ? 1 : code
